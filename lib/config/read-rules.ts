/** Reads `rules` of gate.yaml: which rules are on, and how grave their findings are. */

import type { Config, RuleSetting } from '../model/config.ts';
import { SEVERITIES } from '../model/severity.ts';
import { isRulePattern } from '../text/rule-glob.ts';
import { showKey } from '../text/show-key.ts';
import type { Field } from '../text/yaml-fields.ts';
import { entryField, failAt, readBoolean, readChoice, readEntries, readKnown } from '../text/yaml-fields.ts';

const CHOICES = ['off', 'on', ...SEVERITIES] as const;

function readLongSetting(field: Field): RuleSetting {
  const fields = readKnown(field, ['enabled', 'severity']);
  const enabled = fields.get('enabled');
  const severity = fields.get('severity');
  return {
    enabled: enabled === undefined || readBoolean(enabled),
    ...(severity !== undefined && { severity: readChoice(severity, SEVERITIES) }),
  };
}

function readSetting(field: Field): RuleSetting {
  const { node } = field;
  if (node.kind === 'map') return readLongSetting(field);
  if (node.kind === 'scalar' && typeof node.value === 'boolean') return { enabled: node.value };
  const choice = readChoice(field, CHOICES);
  if (choice === 'off' || choice === 'on') return { enabled: choice === 'on' };
  return { enabled: true, severity: choice };
}

/** Settings by rule id or id with a trailing `*`, in file order. */
export function readRuleSettings(field: Field): Config['rules'] {
  return readEntries(field).map(entry => {
    if (!isRulePattern(entry.key)) {
      failAt(
        field.file,
        entry.line,
        `${showKey(entry.key)} is no rule id`,
        'Rule ids are lower case, as in `github-*`.',
      );
    }
    return [entry.key, readSetting(entryField(field.file, entry))];
  });
}
