/**
 * Parses YAML into values with line numbers. The one file that imports `yaml`. Every fault becomes one GateError in our
 * own words: the library's messages and code frames quote the text, which may hold secrets.
 */

import type { Document, ParsedNode, YAMLError, YAMLMap } from 'yaml';
import { isAlias, isMap, isScalar, isSeq, LineCounter, parseDocument } from 'yaml';
import type { YamlEntry, YamlMap, YamlNode } from '../model/yaml.ts';
import { showKey } from './show-key.ts';
import { failAt } from './yaml-fields.ts';

/** Characters; a configuration has thousands, a large file of rules some hundred thousand. */
const LONGEST = 4_000_000;
const DEEPEST = 100;
/** Brackets that are open at once, and characters of indentation: far less than the stack holds. */
const MOST_OPEN = 250;
/** How many values aliases may stand for, all together. */
const MOST_ALIASED = 10_000;

const QUOTES = 'Put values with special characters into single quotes.';

/** What the library's error codes mean for people, and what to do. */
const FAULTS: Readonly<Record<string, readonly [what: string, remedy?: string]>> = {
  TAB_AS_INDENT: ['a tab is used as indentation', 'Indent with spaces.'],
  BAD_DQ_ESCAPE: [
    'a backslash in double quotes begins no escape that YAML knows',
    'Use single quotes: there a backslash is a backslash.',
  ],
  BAD_SCALAR_START: ['a value begins with a character that YAML reserves', 'Put it into single quotes.'],
  BAD_INDENT: ['the indentation does not fit the lines above, or a bracket is not closed'],
  BLOCK_AS_IMPLICIT_KEY: ['a value holds `: `, which begins a new key in YAML', QUOTES],
  BLOCK_IN_FLOW: ['a list or map of several lines stands inside brackets'],
  MISSING_CHAR: ['a quote, a bracket, `:` or `-` is missing here or above'],
  MULTILINE_IMPLICIT_KEY: ['a key without `:` behind it, or one that goes over several lines'],
  KEY_OVER_1024_CHARS: ['a key is longer than 1024 characters'],
  MULTIPLE_DOCS: ['a second YAML document begins', 'Keep one: remove the line `---` and what belongs to the other.'],
  RESOURCE_EXHAUSTION: ['values are nested too deeply'],
  TAG_RESOLVE_FAILED: ['a value begins with `!`, which is a tag in YAML', 'Put it into single quotes.'],
  UNEXPECTED_TOKEN: ['text stands where YAML expects none', QUOTES],
};

type Reading = {
  readonly file: string;
  readonly lines: LineCounter;
  /** What each anchor stands for so far. */
  readonly anchors: Map<string, ParsedNode>;
  aliased: number;
};

const lineOf = (reading: Reading, offset: number): number => Math.max(1, reading.lines.linePos(offset).line);

/** Reports the first fault of a document, if it has one. */
function rejectFaults(document: Document.Parsed, text: string, reading: Reading): void {
  const faults: YAMLError[] = [
    ...document.errors,
    ...document.warnings.filter(({ code }) => code === 'TAG_RESOLVE_FAILED'),
  ];
  const first = faults.sort((a, b) => a.pos[0] - b.pos[0])[0];
  if (first === undefined) return;
  const line = lineOf(reading, first.pos[0]);
  const tabbed = /^ *\t/.test(text.split('\n', line)[line - 1] ?? '');
  const [what, remedy] = FAULTS[tabbed ? 'TAB_AS_INDENT' : first.code] ?? ['this is not valid YAML', QUOTES];
  failAt(reading.file, line, what, remedy);
}

function readKey(key: ParsedNode, mapLine: number, reading: Reading): { key: string; line: number } {
  const line = Array.isArray(key.range) ? lineOf(reading, key.range[0]) : mapLine;
  if (!isScalar(key) || key.value === null) return failAt(reading.file, line, 'a key is not plain text');
  return { key: String(key.value), line };
}

function readMap(node: YAMLMap.Parsed, reading: Reading, depth: number, inAlias: boolean): YamlMap {
  const entries: YamlEntry[] = [];
  const seen = new Map<string, number>();
  const mapLine = lineOf(reading, node.range[0]);
  for (const pair of node.items) {
    const { key, line } = readKey(pair.key, mapLine, reading);
    const before = seen.get(key);
    if (before !== undefined) {
      failAt(
        reading.file,
        line,
        `the key ${showKey(key)} stands here a second time`,
        `It stands in line ${before} already.`,
      );
    }
    seen.set(key, line);
    const value: YamlNode =
      pair.value === null ? { kind: 'scalar', value: null, line } : readNode(pair.value, reading, depth, inAlias);
    entries.push({ key, line, value });
  }
  return { kind: 'map', entries, line: mapLine };
}

function readScalar(value: unknown, line: number, reading: Reading): YamlNode {
  if (value === null || typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') {
    return { kind: 'scalar', value, line };
  }
  return failAt(reading.file, line, 'a value is of a kind that gate does not read', QUOTES);
}

function readNode(node: ParsedNode, reading: Reading, depth: number, inAlias: boolean): YamlNode {
  const line = lineOf(reading, node.range[0]);
  if (depth > DEEPEST) return failAt(reading.file, line, 'values are nested too deeply');
  if (inAlias && ++reading.aliased > MOST_ALIASED)
    return failAt(reading.file, line, 'aliases stand for too many values');
  if (isAlias(node)) {
    const target = reading.anchors.get(node.source);
    if (target !== undefined) return readNode(target, reading, depth + 1, true);
    const remedy = 'Put it into single quotes.';
    return failAt(reading.file, line, 'a value begins with `*`, which is an alias in YAML', remedy);
  }
  if (node.anchor !== undefined) reading.anchors.set(node.anchor, node);
  if (isMap(node)) return readMap(node, reading, depth + 1, inAlias);
  if (isSeq(node)) {
    return { kind: 'list', items: node.items.map(item => readNode(item, reading, depth + 1, inAlias)), line };
  }
  return readScalar(node.value, line, reading);
}

/** Spaces and the signs of lists and keys that a line begins with: each may be one level more. */
const LINE_START = /^(?:[ \t]|[-?:](?=[ \t]|$))*/;

/**
 * The library calls itself for every level, and V8 ends the program when the stack is used up while it compiles a regular
 * expression: no try would catch that. Brackets in quotes count as well; no text of the depth that is allowed is refused for it.
 */
function rejectDepth(text: string, file: string): void {
  let brackets = 0;
  text.split('\n').forEach((line, index) => {
    for (const character of line) {
      if (character === '[' || character === '{') brackets++;
      else if (character === ']' || character === '}') brackets = Math.max(0, brackets - 1);
      if (brackets > MOST_OPEN) failAt(file, index + 1, 'values are nested too deeply');
    }
    const start = LINE_START.exec(line)?.[0].length ?? 0;
    if (start > MOST_OPEN) failAt(file, index + 1, 'values are nested too deeply');
  });
}

/**
 * The value that a YAML 1.2 text holds (core schema: `on`, `off`, `yes` and `no` are text); an empty text is null. A byte
 * order mark and any line ends are fine. Throws GateError `FILE:LINE: what is wrong`, never quoting more than a key.
 */
export function parseYaml(text: string, file: string): YamlNode {
  if (text.length > LONGEST) failAt(file, 1, `the file is longer than ${LONGEST} characters`);
  const plain = text.replace(/^\uFEFF/, '').replace(/\r\n?/g, '\n');
  rejectDepth(plain, file);
  const lines = new LineCounter();
  const document = parseDocument(plain, {
    lineCounter: lines,
    prettyErrors: false,
    resolveKnownTags: false,
    schema: 'core',
    uniqueKeys: false,
  });
  const reading: Reading = { file, lines, anchors: new Map(), aliased: 0 };
  rejectFaults(document, plain, reading);
  if (document.contents === null) return { kind: 'scalar', value: null, line: 1 };
  return readNode(document.contents, reading, 0, false);
}
