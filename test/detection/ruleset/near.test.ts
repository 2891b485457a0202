import { expect, test } from 'vitest';
import { createFinder } from '../../../lib/run/check-rules-examples.ts';
import { makeRule, sample } from '../../rules.ts';

const find = createFinder([makeRule('acme-api-key', '[0-9a-f]{32}', { near: ['acme box'], confidence: 'medium' })]);
const VALUE = sample('{hex:32}');
const write = (template: string): string => template.replace('§', VALUE);

test.each([
  'ACME_BOX_KEY=§',
  'const acmeBoxToken = process.env.ACME_BOX_TOKEN || "§";',
  'key = os.environ.get("ACME_BOX_KEY") or "§"',
  'acme_box_key <- "§"',
  'const ACME_BOX_KEY: &str = "§";',
  'var acmeBoxKey string = "§"',
  'NSString *const AcmeBoxKey = @"§";',
  '- name: ACME_BOX_KEY\n  value: "§"',
  '{"name": "ACME_BOX_KEY", "value": "§"}',
  '<key>AcmeBoxKey</key>\n<string>§</string>',
  '{"body": "{\\"acmeBoxKey\\": \\"§\\"}"}',
  'Your Acme Box API key is §',
  'Acme Box personal access token: `§`',
  'GET https://api.acme-box.com/v1/items?lang=en&key=§&limit=1',
  'const client = new AcmeBox("§");',
  'client := acmebox.NewClient("§")',
  'const acme = require("acmebox")("§");',
  'client = AcmeBox(api_key="§")',
  'new AcmeBox({ key: "§" })',
])('found: %s', template => {
  expect(find(write(template))).toEqual(['acme-api-key']);
});

test.each([
  'acmebox §',
  'the checksum of acmebox is §',
  'acmebox.lookup("§")',
  'ACME_BOX_KEY_HASH_URL=§0',
  'https://acme-box.com/commit/§',
  'https://acme-box.com/view?commit=§',
  'inacmeboxkey=§',
  'ACME_BOX_KEY=$§',
])('not found: %s', template => {
  expect(find(write(template))).toEqual([]);
});

test('the name of the service alone is enough for a value that is no digest', () => {
  const findMixed = createFinder([
    makeRule('zork-api-key', '[0-9A-Za-z]{32}', { near: ['zork'], confidence: 'medium' }),
  ]);
  const mixed = sample('{alnum:30}{digits:2}');
  expect(findMixed(`ZORK="${mixed}"`)).toEqual(['zork-api-key']);
  expect(findMixed(`zork: ${mixed}`)).toEqual(['zork-api-key']);
  expect(findMixed(`zorkItem = "${mixed}"`)).toEqual([]);
  expect(findMixed(`zork = "${VALUE}"`)).toEqual([]);
});
