/**
 * Gemfile and gems.rb (https://bundler.io/man/gemfile.5.html), as far as they are literals: a Gemfile is a program, and a gem
 * whose name it computes is told as a fault. Both sides of a condition are read.
 */

import type { ManifestFormat, ManifestText, ParsedManifest } from '../../model/manifest.ts';
import type { Package, PackageGroup } from '../../model/package.ts';
import { type CallArguments, optionText, readArguments } from './call-arguments.ts';
import { addCodeFaults } from './code-faults.ts';
import { type CodeToken, readCodeTokens } from './code-tokens.ts';
import { finish, notTheFormat } from './draft.ts';
import { isGemName, readGemRequirement } from './gem-requirement.ts';
import { gitAddress } from './git-address.ts';
import { createPlacedDraft, type PlacedDraft } from './placed-draft.ts';

/** Where the forges lie that Bundler has a word for. */
const FORGES: Readonly<Record<string, string>> = {
  github: 'https://github.com/',
  gitlab: 'https://gitlab.com/',
  bitbucket: 'https://bitbucket.org/',
  gist: 'https://gist.github.com/',
};
const DEV_GROUPS = new Set(['development', 'test', 'dev', 'ci', 'lint', 'docs', 'doc', 'debug', 'cucumber', 'tools']);
/** Words that begin a block which ends with `end`, at the start of a statement. */
const BLOCKS = new Set(['if', 'unless', 'case', 'begin', 'while', 'until', 'for', 'def', 'class', 'module']);

type Origin = Pick<Package, 'source' | 'resolved'>;
/** What a block says of the gems inside of it. */
type Block = { readonly origin: Origin | null; readonly group: PackageGroup | null };

type Reading = {
  readonly draft: PlacedDraft;
  readonly blocks: Block[];
  hasSource: boolean;
};

const EMPTY: Block = { origin: null, group: null };

/** The group is for development if all of them are. */
function groupOf(tokens: readonly CodeToken[]): PackageGroup | null {
  const names = tokens.filter(({ kind }) => kind === 'symbol' || kind === 'string').map(({ text }) => text);
  if (names.length === 0) return null;
  return names.every(name => DEV_GROUPS.has(name)) ? 'dev' : 'main';
}

/** `user/repo`, or `repo` where both have one name; a gist has but an id. */
function forgeAddress(forge: string, name: string): string {
  const path = forge === 'gist' || name.includes('/') ? name : `${name}/${name}`;
  return `${FORGES[forge] ?? ''}${path}.git`;
}

const refOf = (call: CallArguments): string | null =>
  optionText(call, 'ref') ?? optionText(call, 'tag') ?? optionText(call, 'branch');

function fromGit(kind: string, address: string | null, call: CallArguments): Origin {
  if (address === null) return { source: 'git', resolved: null };
  return { source: 'git', resolved: gitAddress(kind === 'git' ? address : forgeAddress(kind, address), refOf(call)) };
}

/** Where the options of a gem say that it comes from; null where they do not say. */
function originOf(call: CallArguments): Origin | null {
  if (call.options.has('path')) return { source: 'file', resolved: optionText(call, 'path') };
  for (const kind of ['git', ...Object.keys(FORGES)]) {
    if (call.options.has(kind)) return fromGit(kind, optionText(call, kind), call);
  }
  const source = optionText(call, 'source');
  return source === null ? null : { source: 'registry', resolved: source };
}

function addGem(word: CodeToken, call: CallArguments, reading: Reading): void {
  const [name, ...requirements] = call.values;
  if (!isGemName(name)) {
    reading.draft.faultAt(word.at.start, 'the name of this gem is no plain text, so that it was left out');
    return;
  }
  const inner = [...reading.blocks].reverse();
  const group = groupOf([...(call.options.get('group') ?? []), ...(call.options.get('groups') ?? [])]);
  reading.draft.add({
    name: name.text,
    ...readGemRequirement(requirements),
    ...(originOf(call) ?? inner.find(({ origin }) => origin !== null)?.origin),
    group: group ?? inner.find(block => block.group !== null)?.group ?? 'main',
    at: name.at,
  });
}

/** Without a block a source holds for all gems: the first replaces the ecosystem's own, those behind it are asked beside it. */
function addSource(call: CallArguments, isBlock: boolean, reading: Reading): Block {
  const [url] = call.values;
  if (url?.kind !== 'string' || !url.plain) return EMPTY;
  if (isBlock) return { ...EMPTY, origin: { source: 'registry', resolved: url.text } };
  reading.draft.sources.push({ kind: reading.hasSource ? 'extra' : 'main', url: url.text, at: url.at });
  reading.hasSource = true;
  return EMPTY;
}

function addReference(word: CodeToken, call: CallArguments, reading: Reading): void {
  if (word.text === 'gemspec') {
    const folder = optionText(call, 'path');
    const name = optionText(call, 'name') ?? '*';
    const path = `${folder === null || folder === '.' ? '' : `${folder}/`}${name}.gemspec`;
    reading.draft.references.push({ kind: 'member', path, at: word.at });
    return;
  }
  const [path] = call.values;
  if (path?.kind !== 'string' || !path.plain) return;
  reading.draft.references.push({ kind: 'requirements', path: path.text, at: path.at });
}

/** What a statement says of the block that it opens, if it opens one. */
function readStatement(word: CodeToken, call: CallArguments, isBlock: boolean, reading: Reading): Block {
  const [first] = call.values;
  const name = first?.kind === 'string' && first.plain ? first.text : null;
  if (word.text === 'gem' || word.text === 'plugin') addGem(word, call, reading);
  else if (word.text === 'gemspec' || word.text === 'eval_gemfile') addReference(word, call, reading);
  else if (word.text === 'source') return addSource(call, isBlock, reading);
  else if (!isBlock) return EMPTY;
  else if (word.text === 'group') return { ...EMPTY, group: groupOf(call.values) };
  else if (word.text === 'path') return { ...EMPTY, origin: { source: 'file', resolved: name } };
  else if (word.text === 'git' || Object.hasOwn(FORGES, word.text)) {
    return { ...EMPTY, origin: fromGit(word.text, name, call) };
  }
  return EMPTY;
}

const isSign = (token: CodeToken | undefined, text: string): boolean => token?.kind === 'sign' && token.text === text;

/** The index behind the statement that begins at `index` with a word. */
function readWord(tokens: readonly CodeToken[], index: number, reading: Reading): number {
  const word = tokens[index];
  if (word === undefined) return index + 1;
  if (word.text === 'end') {
    reading.blocks.pop();
    return index + 1;
  }
  if (BLOCKS.has(word.text)) {
    reading.blocks.push(EMPTY);
    return skipStatement(tokens, index + 1, reading, false);
  }
  const behind = tokens[index + 1];
  if (isSign(behind, '=') || isSign(behind, '.')) return skipStatement(tokens, index + 1, reading, true);
  const call = readArguments(tokens, index + 1);
  const opener = tokens[call.next];
  const isBlock = (opener?.kind === 'word' && opener.text === 'do') || isSign(opener, '{');
  const block = readStatement(word, call, isBlock, reading);
  if (!isBlock) return skipStatement(tokens, Math.max(index + 1, call.next), reading, true);
  reading.blocks.push(block);
  return call.next + 1;
}

/**
 * To the end of the line, or to the brace that closes the block around it; a `do` on the way opens a block, if its line has
 * not opened one already.
 */
function skipStatement(tokens: readonly CodeToken[], from: number, reading: Reading, opens: boolean): number {
  let depth = 0;
  for (let index = from; index < tokens.length; index++) {
    const token = tokens[index];
    if (token === undefined || token.kind === 'end' || isSign(token, ';')) return index;
    if (isSign(token, '{')) depth++;
    else if (isSign(token, '}') && --depth < 0) return index;
    if (opens && token.kind === 'word' && token.text === 'do') {
      reading.blocks.push(EMPTY);
      return index + 1;
    }
  }
  return tokens.length;
}

function parse({ text }: ManifestText): ParsedManifest {
  const tokens = readCodeTokens(text, 'ruby');
  if (tokens.length > 0 && text.trimStart().startsWith('<')) return notTheFormat('a Gemfile');
  const draft = createPlacedDraft('RubyGems', text);
  const reading: Reading = { draft, blocks: [], hasSource: false };
  for (let index = 0; index < tokens.length; ) {
    const token = tokens[index];
    if (token?.kind === 'word') index = readWord(tokens, index, reading);
    else {
      if (isSign(token, '}')) reading.blocks.pop();
      index++;
    }
  }
  addCodeFaults(tokens, draft);
  return finish(draft);
}

export const gemfile: ManifestFormat = {
  ecosystem: 'RubyGems',
  role: 'manifest',
  description: 'gems that a project asks for, where they are literals',
  parse,
};
