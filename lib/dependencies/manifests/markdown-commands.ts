/**
 * What a text tells its readers to install: commands in fenced or indented code, behind a prompt or at the start of their line.
 * Output of programs and prose stand there as well: a line that begins like a command counts only if all of it may be one.
 */

import type { ManifestFormat, ManifestText, ParsedManifest } from '../../model/manifest.ts';
import { splitLines, type TextLine } from '../../text/split-lines.ts';
import { INSTALLING } from '../commands/installing.ts';
import { COMMANDS, createRegions, readRegions } from './command-regions.ts';

/** Languages of code that is shell, or that names none. */
const SHELLS =
  /^(?:|sh|bash|zsh|fish|shell|shellscript|shell-session|shellsession|console|term|terminal|cli|cmd|bat|batch|powershell|ps1?|pwsh|text|txt|plain|plaintext|none|npm|yarn|pnpm|bun|command|commandline|install)$/i;
const FENCE = /^(\s*(?:>\s*)?(?:[-*+]\s+|\d+[.)]\s+)?)(`{3,}|~{3,})\s*([^`\s]*)[^`]*$/;
const PROMPT =
  /^\s*(?:(?:\([\w.-]+\)\s*)?(?:[\w.-]+@[\w.-]+[:\s][^$#%>\s]{0,60}\s*)?[$%❯➜»]\s+|(?:PS\s+)?[A-Za-z]:\\[^>]{0,80}>\s*|PS>\s*|PM>\s*|>\s+)/;
/** `.. code-block:: bash` of reStructuredText, and `::` at the end of a paragraph. */
const DIRECTIVE = /^\s*\.\.\s+(?:code-block|code|sourcecode|prompt)::\s*(\S*)|::\s*$/;

type Reading = {
  fence: { readonly mark: string; readonly isShell: boolean } | null;
  /** Whether code that is only indented may begin or go on here. */
  indented: boolean;
  /** Whether what is indented here is in another language. */
  other: boolean;
  /** Whether the last line ended in a backslash and was a command. */
  goesOn: boolean;
};

/** Whether a line is code that may be a command; goes from line to line. */
function isCode(reading: Reading, line: string): boolean {
  const { fence } = reading;
  if (fence !== null) {
    const trimmed = line.trim().replace(/^>\s*/, '');
    if (trimmed.startsWith(fence.mark) && trimmed.replaceAll(fence.mark.charAt(0), '') === '') {
      reading.fence = null;
      return false;
    }
    return fence.isShell;
  }
  const opening = FENCE.exec(line);
  if (opening !== null) {
    const language = (opening[3] ?? '').replace(/^\{?\.?/, '').replace(/[},:].*$/, '');
    reading.fence = { mark: opening[2] ?? '```', isShell: SHELLS.test(language) };
    reading.indented = false;
    return false;
  }
  const directive = DIRECTIVE.exec(line);
  if (directive !== null) {
    reading.other = !SHELLS.test(directive[1] ?? '');
    reading.indented = true;
    return false;
  }
  if (line.trim() === '') {
    reading.indented = true;
    return false;
  }
  const isIndented = /^(?: {2,}|\t)/.test(line);
  reading.indented &&= isIndented;
  reading.other &&= isIndented;
  return reading.indented && !reading.other;
}

function promptEnd(line: string): number {
  const prompt = PROMPT.exec(line)?.[0] ?? '';
  return prompt === '' ? line.length - line.trimStart().length : prompt.length;
}

function parse({ text }: ManifestText): ParsedManifest {
  const regions = createRegions();
  const reading: Reading = { fence: null, indented: true, other: false, goesOn: false };
  const add = ({ text: line, start }: TextLine): void => {
    const end = start + line.length;
    const last = regions.shell.at(-1);
    if (reading.goesOn && last !== undefined) {
      const at = { start: last.at.start, end };
      regions.shell[regions.shell.length - 1] = { at };
    } else if (line.endsWith('\\') || INSTALLING.test(line)) {
      // Most lines of code in a text install nothing, and reading them as a shell does takes its time.
      regions.shell.push({ at: { start: start + promptEnd(line), end } });
    }
    reading.goesOn = line.endsWith('\\');
  };
  for (const line of splitLines(text)) {
    if (isCode(reading, line.text)) add(line);
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
