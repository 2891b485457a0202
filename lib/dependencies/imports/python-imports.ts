/**
 * The top-level modules that a Python file imports. What is indented stands in a function, in a `try`, under `TYPE_CHECKING` or for
 * one version or system: it may be missing, and is optional. Strings and comments are passed by.
 */

import type { ManifestFormat, ManifestText, ParsedManifest } from '../../model/manifest.ts';
import { splitLines, type TextLine } from '../../text/split-lines.ts';
import { createDraft, type Draft, finish } from '../manifests/draft.ts';
import { isPythonModule } from './built-in.ts';

const IMPORT = /^\s*import\s+(.+)$/;
const FROM = /^\s*from\s+([A-Za-z_]\w*)[\w.]*\s+import\b/;
const TRIPLE = /"""|'''/g;

/** Whether a string of three quotes is open behind a line, given the one that is open before it. */
function openQuote(line: string, before: string | null): string | null {
  let open = before;
  for (const { 0: quote, index } of line.matchAll(TRIPLE)) {
    if (open === null && !isCommentBefore(line, index)) open = quote;
    else if (open === quote) open = null;
  }
  return open;
}

function isCommentBefore(line: string, index: number): boolean {
  const hash = line.indexOf('#');
  return hash !== -1 && hash < index && !/["']/.test(line.slice(0, hash));
}

function addModules(draft: Draft, { text, start }: TextLine, optional: boolean): void {
  const add = (name: string, at: number): void => {
    if (isPythonModule(name)) return;
    const group = optional ? 'optional' : 'main';
    draft.add({ name, group, at: { start: start + at, end: start + at + name.length } });
  };
  const from = FROM.exec(text)?.[1];
  if (from !== undefined) {
    add(from, text.indexOf(from, text.indexOf('from') + 4));
    return;
  }
  const listed = IMPORT.exec(text)?.[1]?.replace(/[;#].*$/, '');
  if (listed === undefined) return;
  let at = text.length - (IMPORT.exec(text)?.[1]?.length ?? 0);
  for (const part of listed.split(',')) {
    const name = /^\s*([A-Za-z_]\w*)(?:\.\w+)*(?:\s+as\s+\w+)?\s*\\?$/.exec(part)?.[1];
    if (name === undefined) return;
    add(name, at + part.indexOf(name));
    at += part.length + 1;
  }
}

function parse({ text }: ManifestText): ParsedManifest {
  const draft = createDraft('PyPI');
  let quote: string | null = null;
  for (const line of splitLines(text)) {
    const before: string | null = quote;
    quote = openQuote(line.text, before);
    if (before === null && /^\s*(?:import|from)\s/.test(line.text)) addModules(draft, line, /^\s/.test(line.text));
  }
  return finish(draft);
}

export const pythonImports: ManifestFormat = {
  ecosystem: 'PyPI',
  role: 'imports',
  description: 'modules that Python files import',
  parse,
};
