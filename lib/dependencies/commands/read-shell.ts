/** Reads what a stretch of shell installs. */

import type { ParsedManifest } from '../../model/manifest.ts';
import type { Span } from '../../model/span.ts';
import { type Draft, finish } from '../manifests/draft.ts';
import { INSTALLER } from './installing.ts';
import { readCommand } from './read-command.ts';
import { readShellWords, type Word } from './shell-words.ts';
import { unwrap } from './wrappers.ts';

const DEEPEST = 4;

export type ShellReading = {
  /** The text that places are of; what `span` marks may be masked, as long as nothing moves. */
  readonly text: string;
  readonly draft: Draft;
  /** Whether people wrote it for people, so that it may be prose. */
  readonly prose?: boolean;
};

/** Few commands do; those of scripts inside of them do, too. */
function namesInstaller(text: string, words: readonly Word[]): boolean {
  const [first, last] = [words[0], words.at(-1)];
  return first !== undefined && last !== undefined && INSTALLER.test(text.slice(first.at.start, last.at.end));
}

function readAt({ text, draft, prose = false }: ShellReading, span: Span, depth: number): void {
  const inner = (at: Span): void => {
    if (depth < DEEPEST) readAt({ text, draft, prose }, at, depth + 1);
  };
  const readScript = ({ text: written, at }: Word): void => {
    const raw = text.slice(at.start, at.end);
    const offset = raw.indexOf(written);
    if (offset !== -1) inner({ start: at.start + offset, end: at.start + offset + written.length });
    else if (depth < DEEPEST)
      readAt({ text: unescapeInPlace(text, at), draft, prose }, { start: at.start + 1, end: at.end - 1 }, DEEPEST);
  };
  const reader = { text, draft, prose, readScript };
  for (const { words, heredocs } of readShellWords(text, span)) {
    if (namesInstaller(text, words)) readCommand(reader, words);
    if (heredocs.length > 0 && unwrap(words).isShell) for (const body of heredocs) inner(body);
  }
}

/** The text with the escapes inside of `at` taken out, so that nothing moves. */
const unescapeInPlace = (text: string, at: Span): string =>
  text.slice(0, at.start) + text.slice(at.start, at.end).replace(/\\(["\\$`])/g, ' $1') + text.slice(at.end);

/** Tells the draft what the commands in `span` install. Never throws; linear in the text. */
export const readShell = (reading: ShellReading, span: Span = { start: 0, end: reading.text.length }): void =>
  readAt(reading, span, 0);

/** Tells the draft what one command installs, whose words are known one by one. */
export function readWords(reading: ShellReading, words: readonly Word[]): void {
  const readScript = ({ text, at }: Word): void => {
    const offset = reading.text.slice(at.start, at.end).indexOf(text);
    if (offset !== -1) readAt(reading, { start: at.start + offset, end: at.start + offset + text.length }, 1);
  };
  readCommand({ ...reading, prose: reading.prose ?? false, readScript }, words);
}

/** What was read of commands, in the order of the file: what they have inside is read out of turn. */
export function finishCommands(draft: Draft): ParsedManifest {
  const byPlace = (a: { readonly at: Span }, b: { readonly at: Span }): number => a.at.start - b.at.start;
  draft.packages.sort(byPlace);
  draft.references.sort(byPlace);
  draft.sources.sort(byPlace);
  return finish(draft);
}
