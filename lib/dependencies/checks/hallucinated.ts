/** Names that language models make up, which nobody owns until somebody with bad intent does. */

import type { RuleDoc } from '../../model/rule.ts';
import type { NameCheck } from './check.ts';
import { factOf, noteOf, recordOf, remedyOf, replacementOf } from './facts.ts';

const RULE: RuleDoc = {
  id: 'hallucinated-package',
  service: 'Packages',
  description: 'Package name that language models make up',
  severity: 'high',
  confidence: 'high',
  remediation: 'Do not install it. Look up the real name in the documentation of what you want to use.',
  references: ['https://www.usenix.org/conference/usenixsecurity25/presentation/spracklen'],
};

export const hallucinatedPackage: NameCheck = {
  rule: RULE,
  judge: subject => {
    const known = factOf(subject, ['hallucinated']);
    if (known === null) return null;
    const { fact } = known;
    return {
      ruleId: RULE.id,
      confidence: fact.confidence,
      message: `${subject.package.name} is a name that language models make up${noteOf(fact)}${remedyOf(fact)} ${recordOf(fact)}`,
      ...replacementOf(fact),
      package: subject.package,
    };
  },
};
