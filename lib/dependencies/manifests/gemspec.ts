/**
 * Gem specifications (https://guides.rubygems.org/specification-reference), as far as they are literals: those that people
 * write and those that RubyGems generates, which say the same of every dependency for each of its versions.
 */

import type { ManifestFormat, ManifestText, ParsedManifest } from '../../model/manifest.ts';
import type { PackageGroup } from '../../model/package.ts';
import { readArguments } from './call-arguments.ts';
import { addCodeFaults } from './code-faults.ts';
import { type CodeToken, readCodeTokens } from './code-tokens.ts';
import { finish, notTheFormat } from './draft.ts';
import { isGemName, readGemRequirement } from './gem-requirement.ts';
import { createPlacedDraft } from './placed-draft.ts';

const GROUPS: Readonly<Record<string, PackageGroup>> = {
  add_dependency: 'main',
  add_runtime_dependency: 'main',
  add_development_dependency: 'dev',
};

const isSign = (token: CodeToken | undefined, text: string): boolean => token?.kind === 'sign' && token.text === text;

/** `spec.name = "parcel"`, wherever it stands. */
function readName(tokens: readonly CodeToken[]): string | null {
  const index = tokens.findIndex(
    ({ kind, text }, at) =>
      kind === 'word' && text === 'name' && isSign(tokens[at - 1], '.') && isSign(tokens[at + 1], '='),
  );
  const value = index === -1 ? undefined : tokens[index + 2];
  return value?.kind === 'string' && value.plain ? value.text : null;
}

function parse({ text }: ManifestText): ParsedManifest {
  if (text.trimStart().startsWith('<')) return notTheFormat('a gem specification');
  const tokens = readCodeTokens(text, 'ruby');
  const draft = createPlacedDraft('RubyGems', text);
  const seen = new Set<string>();
  for (const [index, word] of tokens.entries()) {
    const group = word.kind === 'word' && isSign(tokens[index - 1], '.') ? GROUPS[word.text] : undefined;
    if (group === undefined) continue;
    const [name, ...requirements] = readArguments(tokens, index + 1).values;
    if (!isGemName(name)) {
      draft.faultAt(word.at.start, 'the name of this dependency is no plain text, so that it was left out');
      continue;
    }
    const { range, version } = readGemRequirement(requirements);
    const key = `${name.text} ${range}`;
    if (seen.has(key)) continue;
    seen.add(key);
    draft.add({ name: name.text, range, version, group, at: name.at });
  }
  addCodeFaults(tokens, draft);
  const projectName = readName(tokens);
  return finish(draft, projectName === null ? {} : { projectName });
}

export const gemspec: ManifestFormat = {
  ecosystem: 'RubyGems',
  role: 'manifest',
  description: 'gems that a gem depends on, where they are literals',
  parse,
};
