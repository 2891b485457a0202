/** mix.exs of Elixir (https://hexdocs.pm/mix/Mix.Tasks.Deps.html), as far as it is literals: tuples in functions named after deps. */

import type { ManifestFormat, ManifestText, ParsedManifest } from '../../model/manifest.ts';
import type { Package, PackageGroup } from '../../model/package.ts';
import { type CallArguments, optionText, readArguments } from './call-arguments.ts';
import { addCodeFaults } from './code-faults.ts';
import { type CodeToken, readCodeTokens } from './code-tokens.ts';
import { finish, notTheFormat } from './draft.ts';
import { gitAddress } from './git-address.ts';
import { createPlacedDraft, type PlacedDraft } from './placed-draft.ts';

const EXACT = /^(?:==)?\s*(\d{1,10}\.\d{1,10}\.\d{1,10}(?:[-+][\w.+-]{1,100})?)$/;

const isSign = (token: CodeToken | undefined, text: string): boolean => token?.kind === 'sign' && token.text === text;

/** `only: :test` and `only: [:dev, :test]` are for development; production is everything else. */
function groupOf({ options }: CallArguments): PackageGroup {
  const names = (options.get('only') ?? []).filter(({ kind }) => kind === 'symbol').map(({ text }) => text);
  if (names.length > 0 && !names.includes('prod')) return 'dev';
  return options.get('optional')?.[0]?.text === 'true' ? 'optional' : 'main';
}

function originOf(call: CallArguments): Pick<Package, 'source' | 'resolved'> {
  if (call.options.get('in_umbrella')?.[0]?.text === 'true') return { source: 'workspace', resolved: null };
  if (call.options.has('path')) return { source: 'file', resolved: optionText(call, 'path') };
  const hub = optionText(call, 'github');
  const git = hub === null ? optionText(call, 'git') : `https://github.com/${hub}.git`;
  if (git === null) return { source: call.options.has('git') ? 'git' : 'registry', resolved: null };
  const ref = optionText(call, 'ref') ?? optionText(call, 'tag') ?? optionText(call, 'branch');
  return { source: 'git', resolved: gitAddress(git, ref) };
}

/** `{:name, "~> 1.0", only: :test}`, from the brace on. */
function addTuple(tokens: readonly CodeToken[], open: number, draft: PlacedDraft): void {
  const name = tokens[open + 1];
  if (name?.kind !== 'symbol' || !isSign(tokens[open + 2], ',')) return;
  const call = readArguments(tokens, open + 3);
  const [requirement] = call.values;
  const range = requirement?.kind === 'string' && !requirement.text.includes('\n') ? requirement.text : null;
  const hex = optionText(call, 'hex');
  draft.add({
    ...(hex === null || hex === name.text ? { name: name.text } : { name: hex, alias: name.text }),
    range,
    version: requirement?.plain && range !== null ? (EXACT.exec(range)?.[1] ?? null) : null,
    group: groupOf(call),
    ...originOf(call),
    at: name.at,
  });
}

function parse({ text }: ManifestText): ParsedManifest {
  if (text.trimStart().startsWith('<')) return notTheFormat('a mix.exs file');
  const tokens = readCodeTokens(text, 'elixir');
  const draft = createPlacedDraft('Hex', text);
  let inside = false;
  for (const [index, token] of tokens.entries()) {
    if (token.kind === 'word' && /^defp?$/.test(token.text)) inside = /dep/i.test(tokens[index + 1]?.text ?? '');
    else if (token.text === 'deps' && isSign(tokens[index + 1], ':') && isSign(tokens[index + 2], '[')) inside = true;
    else if (inside && isSign(token, '{')) addTuple(tokens, index, draft);
  }
  addCodeFaults(tokens, draft);
  return finish(draft);
}

export const mixExs: ManifestFormat = {
  ecosystem: 'Hex',
  role: 'manifest',
  description: 'packages that an Elixir project asks for, where they are literals',
  parse,
};
