/** The tables of README.md come from the registries. `UPDATE_DOCS=1 npx vitest run test/contract/docs.test.ts` writes them anew. */

import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { Command } from '../../lib/cli/arguments.ts';
import { scan } from '../../lib/cli/scan.ts';
import { CONFIG_KEYS } from '../../lib/config/schema.ts';
import { MANIFESTS } from '../../lib/dependencies/manifests/index.ts';
import type { ManifestEntry } from '../../lib/model/manifest.ts';
import { REPORTERS } from '../../lib/reporters/index.ts';
import { builtInRules, ROOT } from '../rules.ts';

const README = join(ROOT, 'README.md');

const row = (...cells: readonly string[]): string =>
  `| ${cells.map(cell => cell.replaceAll('|', '\\|')).join(' | ')} |`;
const table = (head: readonly string[], rows: readonly string[]): string =>
  [row(...head), `|${'---|'.repeat(head.length)}`, ...rows].join('\n');

const rules = builtInRules();
const services = new Set(rules.map(rule => rule.service)).size;
const near = rules.filter(rule => rule.near.length > 0).length;

const entries: readonly ManifestEntry[] = Object.values(MANIFESTS);
const manifests = await Promise.all(entries.map(async ({ files, load }) => ({ files, ...(await load()) })));

const SECTIONS: Readonly<Record<string, string>> = {
  options: table(
    ['option', 'meaning'],
    scan.define(new Command()).options.map(option => row(`\`${option.flags}\``, option.description)),
  ),
  formats: table(
    ['format', 'for'],
    Object.values(REPORTERS).map(({ id, description }) => row(`\`${id}\``, description)),
  ),
  config: table(
    ['key', 'meaning', 'default'],
    Object.values(CONFIG_KEYS).map(({ name, doc, shown }) => row(`\`${name}\``, doc, shown)),
  ),
  manifests: table(
    ['files', 'ecosystem', 'what is read'],
    manifests.map(({ files, ecosystem, description }) =>
      row(files.map(file => `\`${file}\``).join(', '), ecosystem ?? 'several', description),
    ),
  ),
  rules: `${rules.length} rules for ${services} services: ${rules.length - near} for tokens that identify themselves, ${near} for keys that are found beside the service's name.`,
};

const between = (text: string, name: string): string | undefined =>
  new RegExp(`<!-- ${name} -->\n(.*?)<!-- /${name} -->`, 's').exec(text)?.[1]?.trim();

if (process.env['UPDATE_DOCS']) {
  let text = readFileSync(README, 'utf8');
  for (const [name, body] of Object.entries(SECTIONS)) {
    text = text.replace(
      new RegExp(`(<!-- ${name} -->\n).*?(<!-- /${name} -->)`, 's'),
      (_, open: string, close: string) => `${open}${body}\n${close}`,
    );
  }
  writeFileSync(README, text);
}

test.each(Object.keys(SECTIONS))('the section %s of the README is in step', name => {
  expect(between(readFileSync(README, 'utf8'), name)).toBe(SECTIONS[name]);
});

test('the README tells nobody to run a package of the same name from a registry', () => {
  expect(readFileSync(README, 'utf8')).not.toMatch(/npx (?!--no )/);
});
