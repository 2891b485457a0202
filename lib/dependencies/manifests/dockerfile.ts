/**
 * What a Dockerfile installs: https://docs.docker.com/reference/dockerfile/. Instructions go on behind a backslash, comments
 * between their lines aside; here documents are their input. Images are of no ecosystem that is known here, and left alone.
 */

import type { ManifestFormat } from '../../model/manifest.ts';
import type { Span } from '../../model/span.ts';
import { readJson } from '../../text/json.ts';
import { splitLines, type TextLine } from '../../text/split-lines.ts';
import { itemsOf } from '../../text/tree.ts';
import type { CommandRegions } from './command-regions.ts';
import { COMMANDS, createRegions, readRegions, wordsOf } from './command-regions.ts';

/** With what may stand before its command. */
const INSTRUCTION =
  /^\s*(?:ONBUILD\s+)?(?:(RUN)(?:\s+--[a-z]+(?:=\S*)?)*|(CMD|ENTRYPOINT)|HEALTHCHECK\s+(?:--[a-z-]+=\S+\s+)*CMD|(ENV|ARG)|(COPY|ADD|SHELL|FROM|LABEL|EXPOSE|USER|WORKDIR|VOLUME|STOPSIGNAL|MAINTAINER))(?=\s|\[)/i;
const HEREDOC = /<<-?\s*(["']?)([A-Za-z_]\w*)\1/g;
const COMMENT = /^\s*#/;
const GOES_ON = /\\\s*$/;

type Instruction = { readonly kind: 'run' | 'set' | 'other'; readonly at: Span; readonly hasHeredoc: boolean };

/** Where the here documents of a line end: the number of lines behind `from`; 0 for one that is not closed. */
function heredocLines(lines: readonly TextLine[], from: number, delimiters: readonly string[]): number {
  let at = from;
  for (const delimiter of delimiters) {
    while (at < lines.length && lines[at]?.text.trim() !== delimiter) at++;
    if (at >= lines.length) return 0;
    at++;
  }
  return at - from;
}

function kindOf(match: RegExpExecArray): Instruction['kind'] {
  return match[4] !== undefined ? 'other' : match[3] !== undefined ? 'set' : 'run';
}

function readInstructions(lines: readonly TextLine[]): readonly Instruction[] {
  const instructions: Instruction[] = [];
  let openEnded = false;
  for (let index = 0; index < lines.length; index++) {
    const first = lines[index];
    const match = first === undefined ? null : INSTRUCTION.exec(first.text);
    if (first === undefined || match === null) continue;
    let last = first;
    while (GOES_ON.test(last.text) || (index > 0 && last !== first && COMMENT.test(last.text))) {
      const next = lines[index + 1];
      if (next === undefined) break;
      last = next;
      index++;
    }
    const delimiters: readonly string[] = openEnded
      ? []
      : Array.from(last.text.matchAll(HEREDOC), ([, , name = '']) => name);
    const more = delimiters.length === 0 ? 0 : heredocLines(lines, index + 1, delimiters);
    openEnded ||= delimiters.length > 0 && more === 0;
    index += more;
    last = lines[index] ?? last;
    const at = { start: first.start + match[0].length, end: last.start + last.text.length };
    instructions.push({ kind: kindOf(match), at, hasHeredoc: more > 0 });
  }
  return instructions;
}

/** Comment lines inside an instruction are blanks. */
const withoutComments = (text: string): string =>
  text.replace(/(?<=\n)[ \t]*#[^\n]*(?:\n|$)/g, line => ' '.repeat(line.length));

/** `RUN <<EOF` alone: what follows is the script. */
function bodyOf(text: string, { start, end }: Span): Span | null {
  const newline = text.indexOf('\n', start);
  if (newline === -1 || !/^\s*<<-?\s*["']?\w+["']?\s*$/.test(text.slice(start, newline))) return null;
  return { start: newline + 1, end: Math.max(newline + 1, text.lastIndexOf('\n', end)) };
}

/** The exec form is a JSON list of words. */
function addWords(regions: CommandRegions, text: string, at: Span): boolean {
  const written = text.slice(at.start, at.end);
  if (!written.trimStart().startsWith('[')) return false;
  const words = wordsOf(itemsOf(readJson(written.replace(/\\(\r?\n)/g, ' $1')).root));
  if (words === null) return false;
  const move = (span: Span): Span => ({ start: span.start + at.start, end: span.end + at.start });
  regions.words.push(words.map(word => ({ ...word, at: move(word.at) })));
  return true;
}

export const dockerfile: ManifestFormat = {
  ...COMMANDS,
  description:
    'packages that RUN, CMD and ENTRYPOINT of a Dockerfile install, in shell form, in exec form and in here documents',
  parse: ({ text }) => {
    const regions = createRegions();
    for (const { kind, at, hasHeredoc } of readInstructions(splitLines(text))) {
      if (kind === 'other') continue;
      const raw = text.slice(at.start, at.end);
      const body = hasHeredoc ? bodyOf(text, at) : null;
      if (body !== null) regions.shell.push({ at: body });
      else if (hasHeredoc) regions.shell.push({ at });
      else if (!addWords(regions, text, at)) regions.shell.push({ at, shell: withoutComments(raw) });
    }
    return readRegions(text, regions);
  },
};
