/** The labelled set: every family of documents, made anew from its templates for each seed. */

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { RuleSource } from '../../lib/model/rule.ts';
import type { Document, Template } from './document.ts';
import { fillDocument } from './document.ts';
import { keyAndTokenDocuments } from './keys.ts';
import { tokenDocuments } from './tokens.ts';

/** Templates of one file: each begins with a line `=== path`. */
function readTemplates(text: string): Template[] {
  return text
    .split(/^=== /m)
    .slice(1)
    .map(part => {
      const newline = part.indexOf('\n');
      return { path: part.slice(0, newline), text: part.slice(newline + 1) };
    });
}

/** All documents for `seeds`. `root` is the folder of the project. */
export function makeLabelledSet(root: string, rules: readonly RuleSource[], seeds: readonly number[]): Document[] {
  const folder = join(root, 'test', 'accuracy', 'families');
  const written = readdirSync(folder)
    .sort()
    .flatMap(name => {
      const templates = readTemplates(readFileSync(join(folder, name), 'utf8'));
      const family = name.replace('.txt', '');
      return seeds.flatMap(seed => templates.map((template, at) => fillDocument(family, template, seed * 1009 + at)));
    });
  return [...written, ...keyAndTokenDocuments(seeds), ...tokenDocuments(rules, seeds)];
}
