/** Code that runs as soon as a project or a package is installed. */

import type { PackageData } from '../../model/package-fact.ts';
import type { RuleDoc } from '../../model/rule.ts';
import { canonicalName } from '../names.ts';
import type { Check, Trouble } from './check.ts';

export const INSTALL_SCRIPT: RuleDoc = {
  id: 'install-script',
  service: 'Packages',
  description: 'Package that runs a script when it is installed',
  severity: 'low',
  confidence: 'low',
  remediation: 'Read the script. Install with scripts turned off where they are not needed (`ignore-scripts`).',
  references: ['https://docs.npmjs.com/cli/using-npm/scripts'],
};

/** Many build tools need one: that a popular package has it says little, and of others a bit more. */
export const createInstallScriptCheck = (data: PackageData): Check => ({
  rules: [INSTALL_SCRIPT],
  inspect: ({ packages, installScripts = [] }) => [
    ...packages.flatMap((found): Trouble[] => {
      if (found.installScript !== true || found.source === 'workspace' || found.source === 'file') return [];
      const isKnown = data.rank(found.ecosystem, canonicalName(found.ecosystem, found.name)) !== null;
      const version = found.version === null ? '' : ` ${found.version}`;
      const message = `${found.name}${version} runs a script when it is installed${isKnown ? '' : ', and is not among the popular packages'}`;
      return [{ ruleId: INSTALL_SCRIPT.id, message, package: found }];
    }),
    ...installScripts.map(({ name, at }) => ({
      ruleId: INSTALL_SCRIPT.id,
      message: `the script ${name} runs when the project is installed`,
      package: null,
      at,
    })),
  ],
});
