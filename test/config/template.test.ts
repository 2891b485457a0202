import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { DEFAULTS } from '../../lib/config/defaults.ts';
import { parseConfig } from '../../lib/config/parse.ts';
import { CONFIG_KEYS } from '../../lib/config/schema.ts';
import { renderTemplate } from '../../lib/config/template.ts';
import { readCustomRules } from '../../lib/detection/ruleset/load.ts';

const FILE = resolve('gate.yaml');

/** The template with every setting switched on. */
const switchedOn = renderTemplate().replace(/^#(?! \S)/gm, '');

describe('renderTemplate', () => {
  it('changes nothing as it is', () => {
    expect(parseConfig(renderTemplate(), FILE)).toEqual({ ...DEFAULTS, file: FILE });
  });

  it('sets every key once its settings are switched on', () => {
    const config = parseConfig(switchedOn, FILE);
    for (const key of ['include', 'exclude', 'rules', 'allow', 'signatures'] as const)
      expect(config[key]).not.toEqual([]);
    const rules = config.customRules === null ? [] : readCustomRules(config.customRules, 'gate.yaml', () => null);
    expect(rules.map(({ id }) => id)).toEqual(['mycompany-internal-key']);
  });

  it('shows the defaults of single values', () => {
    const config = parseConfig(switchedOn, FILE);
    for (const key of ['failOn', 'minConfidence', 'maxFileSize', 'entropy'] as const)
      expect(config[key]).toBe(DEFAULTS[key]);
  });

  it('names every key, in lines that fit a screen', () => {
    for (const { name } of Object.values(CONFIG_KEYS)) expect(renderTemplate()).toContain(`\n#${name}:`);
    for (const line of renderTemplate().split('\n')) expect(line.length).toBeLessThanOrEqual(90);
  });
});
