/** Names of modules that are taken for names of packages. */

import type { FactKind } from '../../model/package-fact.ts';
import type { RuleDoc } from '../../model/rule.ts';
import type { Severity } from '../../model/severity.ts';
import type { NameCheck } from './check.ts';
import { factOf, noteOf, remedyOf, replacementOf, sourceOf } from './facts.ts';

const RULE: RuleDoc = {
  id: 'confused-package',
  service: 'Packages',
  description: 'Name of a module that is taken for the name of a package',
  severity: 'medium',
  confidence: 'high',
  remediation: 'Write the name under which the package is published, or remove what the language itself brings along.',
  references: ['https://packaging.python.org/en/latest/discussions/distribution-package-vs-import-package/'],
};

type Confusion = { readonly what: string; readonly severity: Severity };

const CONFUSIONS: Partial<Record<FactKind, Confusion>> = {
  'import-confusion': { what: 'is the name of a module, not of the package that holds it', severity: 'medium' },
  'stdlib-name': {
    what: 'is a module of the standard library, and no package of that name belongs to it',
    severity: 'medium',
  },
  'builtin-name': { what: 'is a module of the runtime, and no package of that name belongs to it', severity: 'medium' },
  'obsolete-backport': {
    what: 'is a copy of a module that the language has had for long, for old versions',
    severity: 'low',
  },
};

const KINDS = Object.keys(CONFUSIONS) as FactKind[];

/** What comes in by way of others was their choice; the name was not mistaken here. */
export const confusedPackage: NameCheck = {
  rule: RULE,
  judge: subject => {
    const known = factOf(subject, KINDS);
    const confusion = known === null ? undefined : CONFUSIONS[known.fact.kind];
    if (known === null || confusion === undefined) return null;
    const { fact } = known;
    return {
      ruleId: RULE.id,
      severity: confusion.severity,
      confidence: subject.package.direct ? fact.confidence : 'low',
      message: `${subject.package.name} ${confusion.what}${noteOf(fact)}${remedyOf(fact)} ${sourceOf(fact)}`,
      ...replacementOf(fact),
      package: subject.package,
    };
  },
};
