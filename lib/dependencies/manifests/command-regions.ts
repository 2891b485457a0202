/** Stretches of a file that are commands, read together by every format that holds some. */

import type { ParsedManifest } from '../../model/manifest.ts';
import type { Ecosystem } from '../../model/package.ts';
import type { Span } from '../../model/span.ts';
import { itemsOf, type JsonNode, stringOf } from '../../text/tree.ts';
import { INSTALLER } from '../commands/installing.ts';
import { finishCommands, readShell, readWords } from '../commands/read-shell.ts';
import type { Word } from '../commands/shell-words.ts';
import { createDraft, type Draft } from './draft.ts';

/** Shell text: that of the file, or `shell`, which is as long and stands for it where the file has escapes of its own. */
export type ShellRegion = { readonly at: Span; readonly shell?: string };
export type CommandRegions = {
  readonly shell: ShellRegion[];
  /** Commands whose words are known one by one. */
  readonly words: (readonly Word[])[];
};

export const createRegions = (): CommandRegions => ({ shell: [], words: [] });

/** The text with what stands for its stretches, which come in order; nothing moves. */
function mask(text: string, regions: readonly ShellRegion[]): string {
  const parts: string[] = [];
  let from = 0;
  for (const { at, shell } of regions) {
    if (shell === undefined || at.start < from) continue;
    parts.push(text.slice(from, at.start), shell);
    from = at.start + shell.length;
  }
  return from === 0 ? text : parts.join('') + text.slice(from);
}

/** What the commands install; `prose` where people wrote them for people. */
export function readRegions(
  text: string,
  { shell, words }: CommandRegions,
  { prose = false, draft = createDraft('npm') }: { readonly prose?: boolean; readonly draft?: Draft } = {},
): ParsedManifest {
  const naming = shell.filter(({ at, shell: own = text.slice(at.start, at.end) }) => INSTALLER.test(own));
  const inOrder = naming.sort((a, b) => a.at.start - b.at.start);
  const masked = mask(text, inOrder);
  for (const { at } of inOrder) readShell({ text: masked, draft, prose }, at);
  for (const command of words) readWords({ text, draft, prose }, command);
  return finishCommands(draft);
}

const ESCAPED: Readonly<Record<string, string>> = {
  n: ' \n',
  r: '  ',
  t: '  ',
  '"': ' "',
  '\\': ' \\',
  '/': ' /',
  "'": " '",
};

/** What stands in double quotes of JSON or YAML without its escapes, as long as before. */
export const unescapeInPlace = (raw: string): string =>
  raw.replace(/\\(?:u[\da-fA-F]{4}|.)/gs, written => ESCAPED[written.charAt(1)] ?? ' '.repeat(written.length));

/** Adds a string of JSON or YAML that holds shell, by its node. */
export function addShellNode(regions: CommandRegions, text: string, node: JsonNode | undefined): void {
  if (node?.kind !== 'scalar' || typeof node.value !== 'string') return;
  const { block, at } = node;
  if (block !== undefined) {
    const raw = text.slice(block.start, block.end);
    regions.shell.push(
      block.folded
        ? { at: block, shell: raw.replace(/\r?\n(?!\s*\r?\n)/g, end => ' '.repeat(end.length)) }
        : { at: block },
    );
    return;
  }
  const raw = text.slice(at.start, at.end);
  const isDouble = text.charAt(at.start - 1) === '"' && raw.includes('\\');
  regions.shell.push(isDouble ? { at, shell: unescapeInPlace(raw) } : { at });
}

/** The words of a list of strings, or null where it holds anything else. */
export function wordsOf(nodes: readonly JsonNode[]): readonly Word[] | null {
  const words = nodes.flatMap(node => {
    const text = stringOf(node);
    return text === null ? [] : [{ text, at: node.at, dynamic: text.includes('$') }];
  });
  return words.length === nodes.length && words.length > 0 ? words : null;
}

/** A command as a string, which is shell, or as a list of words. */
export function addCommandNode(regions: CommandRegions, text: string, node: JsonNode | undefined): void {
  const words = wordsOf(itemsOf(node));
  if (words !== null) regions.words.push(words);
  else addShellNode(regions, text, node);
}

/** What formats of commands have in common: they ask for packages of any ecosystem. */
export const COMMANDS: { readonly ecosystem: Ecosystem | null; readonly role: 'commands' } = {
  ecosystem: null,
  role: 'commands',
};
