/**
 * The packages that a module of JavaScript or TypeScript imports: `import`, `export … from`, `require()` and `import()` of text.
 * Comments, strings, templates and regular expressions are passed by. What may be missing (in a `try`) is optional.
 */

import type { ManifestFormat, ManifestText, ParsedManifest } from '../../model/manifest.ts';
import { createDraft, finish } from '../manifests/draft.ts';
import { isNodeModule } from './built-in.ts';

const STATIC = /(?:import|export)(?:\s+type\b)?\s*(?:[\w$*{}\s,]{0,4000}?[\s}]from\s*)?(["'])([^"'\n]{1,300})\1/y;
const CALLED =
  /(?:import|require)\s{0,8}\(\s{0,200}(?:\/\*[^*]{0,300}\*\/\s{0,200})?(["'`])([^"'`$\n]{1,300})\1\s{0,200}[,)]/y;
const WORD = /[\w$]+/y;
/** Behind these a slash begins a regular expression. */
const BEFORE_REGEX = /(?:^|[(,=:[!&|?{};+\-*%<>~^\n]|\breturn|\btypeof|\bcase)\s*$/;
const PACKAGE = /^(?:@[a-z\d~-][\w.~-]*\/)?[a-zA-Z\d][\w.~-]*$/;
/** How far before a call a `try` is looked for. */
const NEAR = 200;

function skipString(text: string, open: number): number {
  const quote = text.charAt(open);
  for (let at = open + 1; at < text.length; at++) {
    const here = text.charAt(at);
    if (here === '\\') at++;
    else if (here === quote || here === '\n') return at + 1;
  }
  return text.length;
}

/** Behind a regular expression; where there is none on the line, behind the slash. */
function skipRegex(text: string, open: number): number {
  let inClass = false;
  for (let at = open + 1; at < text.length; at++) {
    const here = text.charAt(at);
    if (here === '\n') return open + 1;
    if (here === '\\') at++;
    else if (here === '[') inClass = true;
    else if (here === ']') inClass = false;
    else if (here === '/' && !inClass) return at + 1;
  }
  return open + 1;
}

function skipComment(text: string, at: number): number {
  const isLine = text.charAt(at + 1) === '/';
  const end = text.indexOf(isLine ? '\n' : '*/', at + 2);
  return end === -1 ? text.length : end + (isLine ? 1 : 2);
}

/** The name of the package that a specifier is of, or null where it is of none. */
export function packageOf(specifier: string): string | null {
  const [scope = '', name = ''] = specifier.split('/', 2);
  const own = specifier.startsWith('@') ? `${scope}/${name}` : scope;
  return PACKAGE.test(own) && !isNodeModule(own) ? own : null;
}

type Import = { readonly specifier: string; readonly start: number; readonly end: number; readonly optional: boolean };

function readImport(text: string, at: number, word: string): Import | null {
  const form = word === 'require' ? [CALLED] : [STATIC, CALLED];
  for (const regex of form) {
    regex.lastIndex = at;
    const match = regex.exec(text);
    if (match === null) continue;
    const specifier = match[2] ?? '';
    const start = at + match[0].lastIndexOf(specifier);
    const before = text.slice(Math.max(0, at - NEAR), at);
    const optional = regex === CALLED && /\btry\b|\bcatch\b/.test(before);
    return { specifier, start, end: regex.lastIndex, optional };
  }
  return null;
}

const isPart = (character: string): boolean => /[\w$]/.test(character);

type Reader = {
  readonly text: string;
  at: number;
  /** Open braces. */
  depth: number;
  /** Numbers of open braces at which a template goes on. */
  readonly templates: number[];
};

/** Goes over the text of a template, to its end or to the code inside of it. */
function skipTemplate(reader: Reader): void {
  const { text } = reader;
  for (; reader.at < text.length; reader.at++) {
    const here = text.charAt(reader.at);
    if (here === '\\') reader.at++;
    else if (here === '`') {
      reader.at++;
      return;
    } else if (here === '$' && text.charAt(reader.at + 1) === '{') {
      reader.templates.push(reader.depth++);
      reader.at += 2;
      return;
    }
  }
}

/** Goes over a brace; one may end the code inside of a template. */
function skipBrace(reader: Reader): void {
  const isOpen = reader.text.charAt(reader.at++) === '{';
  reader.depth = isOpen ? reader.depth + 1 : Math.max(0, reader.depth - 1);
  if (isOpen || reader.templates.at(-1) !== reader.depth) return;
  reader.templates.pop();
  skipTemplate(reader);
}

/** Behind what begins with the slash at `at`. */
function skipSlash(text: string, at: number): number {
  if (/[/*]/.test(text.charAt(at + 1))) return skipComment(text, at);
  return BEFORE_REGEX.test(text.slice(Math.max(0, at - 12), at)) ? skipRegex(text, at) : at + 1;
}

/** Goes over a word, or over the import that it begins. */
function readWord(reader: Reader): Import | null {
  const { text, at } = reader;
  WORD.lastIndex = at;
  const word = WORD.exec(text)?.[0] ?? text.charAt(at);
  const isKeyword = (word === 'import' || word === 'export' || word === 'require') && text.charAt(at - 1) !== '.';
  const found = isKeyword ? readImport(text, at, word) : null;
  reader.at = found?.end ?? at + word.length;
  return found;
}

/** The imports of a text, in its order. */
function* findImports(text: string): Generator<Import> {
  const reader: Reader = { text, at: 0, depth: 0, templates: [] };
  while (reader.at < text.length) {
    const here = text.charAt(reader.at);
    if (here === '"' || here === "'") reader.at = skipString(text, reader.at);
    else if (here === '/') reader.at = skipSlash(text, reader.at);
    else if (here === '{' || here === '}') skipBrace(reader);
    else if (here === '`') {
      reader.at++;
      skipTemplate(reader);
    } else if (isPart(here)) {
      const found = readWord(reader);
      if (found !== null) yield found;
    } else reader.at++;
  }
}

function parse({ text }: ManifestText): ParsedManifest {
  const draft = createDraft('npm');
  for (const { specifier, start, optional } of findImports(text)) {
    const name = packageOf(specifier);
    if (name !== null)
      draft.add({ name, group: optional ? 'optional' : 'main', at: { start, end: start + name.length } });
  }
  return finish(draft);
}

export const javascriptImports: ManifestFormat = {
  ecosystem: 'npm',
  role: 'imports',
  description: 'packages that modules of JavaScript and TypeScript import',
  parse,
};
