/**
 * What a text tells its readers to install: commands in fenced or indented code, behind a prompt or at the start of their line.
 * Output of programs and prose stand there as well: a line that begins like a command counts only if all of it may be one.
 */

import type { ManifestFormat, ManifestText, ParsedManifest } from '../../model/manifest.ts';
import type { Span } from '../../model/span.ts';
import { INSTALLING } from '../commands/installing.ts';
import { COMMANDS, type CommandRegions, createRegions, readRegions } from './command-regions.ts';

/** Languages of code that is shell, or that names none. */
const SHELLS =
  /^(?:|sh|bash|zsh|fish|shell|shellscript|shell-session|shellsession|console|term|terminal|cli|cmd|bat|batch|powershell|ps1?|pwsh|text|txt|plain|plaintext|none|npm|yarn|pnpm|bun|command|commandline|install)$/i;
const FENCE = /^(\s*(?:>\s*)?(?:[-*+]\s+|\d+[.)]\s+)?)(`{3,}|~{3,})\s*([^`\s]*)[^`]*$/;
const PROMPT =
  /^\s*(?:(?:\([\w.-]+\)\s*)?(?:[\w.-]+@[\w.-]+[:\s][^$#%>\s]{0,60}\s*)?[$%❯➜»]\s+|(?:PS\s+)?[A-Za-z]:\\[^>]{0,80}>\s*|PS>\s*|PM>\s*|>\s+)/;
/** `.. code-block:: bash` of reStructuredText, and `::` at the end of a paragraph. */
const DIRECTIVE = /^\s*\.\.\s+(?:code-block|code|sourcecode|prompt)::\s*(\S*)|::\s*$/;

/** Tells of one stretch of a text after the other whether something stands in it: lines are many, and few hold anything of interest. */
type Seeker = (start: number, end: number) => boolean;

function createSeeker(indexFrom: (start: number) => number): Seeker {
  let next = indexFrom(0);
  return (start, end) => {
    if (next !== -1 && next < start) next = indexFrom(start);
    return next !== -1 && next < end;
  };
}

const seekText = (text: string, wanted: string): Seeker => createSeeker(start => text.indexOf(wanted, start));

const INSTALLS = new RegExp(INSTALLING, 'g');

const seekInstalling = (text: string): Seeker =>
  createSeeker(start => {
    INSTALLS.lastIndex = start;
    return INSTALLS.exec(text)?.index ?? -1;
  });

type Reading = {
  readonly text: string;
  readonly holdsBackticks: Seeker;
  readonly holdsTildes: Seeker;
  readonly holdsColons: Seeker;
  /** Most lines of code in a text install nothing, and reading them as a shell does takes its time. */
  readonly installs: Seeker;
  fence: { readonly mark: string; readonly isShell: boolean } | null;
  /** Whether code that is only indented may begin or go on here. */
  indented: boolean;
  /** Whether what is indented here is in another language. */
  other: boolean;
  /** Whether the last line ended in a backslash and was a command. */
  goesOn: boolean;
};

const startReading = (text: string): Reading => ({
  text,
  holdsBackticks: seekText(text, '```'),
  holdsTildes: seekText(text, '~~~'),
  holdsColons: seekText(text, '::'),
  installs: seekInstalling(text),
  fence: null,
  indented: true,
  other: false,
  goesOn: false,
});

/** Whether a line of a fenced block closes it. */
function closesFence({ text }: Reading, { mark }: { readonly mark: string }, { start, end }: Span): boolean {
  const trimmed = text.slice(start, end).trim().replace(/^>\s*/, '');
  return trimmed.startsWith(mark) && trimmed.replaceAll(mark.charAt(0), '') === '';
}

/** Reads a line that may open a fenced block or say what is indented below it; false where it does neither. */
function readOpening(reading: Reading, line: string): boolean {
  const opening = FENCE.exec(line);
  if (opening !== null) {
    const language = (opening[3] ?? '').replace(/^\{?\.?/, '').replace(/[},:].*$/, '');
    reading.fence = { mark: opening[2] ?? '```', isShell: SHELLS.test(language) };
    reading.indented = false;
    return true;
  }
  const directive = DIRECTIVE.exec(line);
  if (directive === null) return false;
  reading.other = !SHELLS.test(directive[1] ?? '');
  reading.indented = true;
  return true;
}

const [TAB, SPACE] = [0x09, 0x20];

function isBlank(text: string, { start, end }: Span): boolean {
  let at = start;
  while (at < end && (text.charCodeAt(at) === SPACE || text.charCodeAt(at) === TAB)) at++;
  return text.slice(at, end).trim() === '';
}

const isIndented = (text: string, { start, end }: Span): boolean =>
  start < end && (text.charCodeAt(start) === TAB || (text.startsWith('  ', start) && start + 2 <= end));

/** Whether a line is code that may be a command; goes from line to line. */
function isCode(reading: Reading, line: Span): boolean {
  const { text, fence } = reading;
  const { start, end } = line;
  const mayFence = reading.holdsBackticks(start, end) || reading.holdsTildes(start, end);
  if (fence !== null) {
    if (!mayFence || !closesFence(reading, fence, line)) return fence.isShell;
    reading.fence = null;
    return false;
  }
  if ((mayFence || reading.holdsColons(start, end)) && readOpening(reading, text.slice(start, end))) return false;
  if (isBlank(text, line)) {
    reading.indented = true;
    return false;
  }
  const indented = isIndented(text, line);
  reading.indented &&= indented;
  reading.other &&= indented;
  return reading.indented && !reading.other;
}

function promptEnd(line: string): number {
  const prompt = PROMPT.exec(line)?.[0] ?? '';
  return prompt === '' ? line.length - line.trimStart().length : prompt.length;
}

const BACKSLASH = 0x5c;

/** Adds a line of code to what is to be read as shell. */
function addLine(reading: Reading, { shell }: CommandRegions, { start, end }: Span): void {
  const { text } = reading;
  const goesOn = end > start && text.charCodeAt(end - 1) === BACKSLASH;
  const last = shell.at(-1);
  if (reading.goesOn && last !== undefined) shell[shell.length - 1] = { at: { start: last.at.start, end } };
  else if (goesOn || reading.installs(start, end)) {
    shell.push({ at: { start: start + promptEnd(text.slice(start, end)), end } });
  }
  reading.goesOn = goesOn;
}

function parse({ text }: ManifestText): ParsedManifest {
  const regions = createRegions();
  const reading = startReading(text);
  for (let start = 0, next = 0; start < text.length; start = next + 1) {
    const newline = text.indexOf('\n', start);
    next = newline === -1 ? text.length : newline;
    const line = { start, end: next > start && text.charCodeAt(next - 1) === 13 ? next - 1 : next };
    if (isCode(reading, line)) addLine(reading, regions, line);
    else reading.goesOn = false;
  }
  return readRegions(text, regions, { prose: true });
}

/** Files and indexes of an instruction are those of its reader. */
export const markdownCommands: ManifestFormat = {
  ...COMMANDS,
  description: 'packages that commands in code blocks of a text tell its readers to install',
  parse: manifest => {
    const { packages, faults } = parse(manifest);
    return { packages, references: [], faults };
  },
};
