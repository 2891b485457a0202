import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { createEscapeCounter, ESCAPE_KEYWORDS } from '../../../lib/detection/decode/escapes.ts';
import { describeEncodings } from '../../../lib/detection/decode/layer.ts';
import { decodeLayers } from '../../../lib/detection/decode/layers.ts';
import type { TextView } from '../../../lib/detection/text-view.ts';
import { createView } from '../../../lib/detection/text-view.ts';
import type { Span } from '../../../lib/model/span.ts';
import { buildAutomaton, createHits, findKeywords } from '../../../lib/text/automaton.ts';
import { sample } from '../../rules.ts';

function viewOf(text: string | Buffer, own?: Span): TextView {
  const bytes = Buffer.from(text);
  return createView({
    path: 'a',
    bytes,
    origin: 'file',
    offset: 0,
    start: { line: 1, column: 1 },
    own: own ?? { start: 0, end: bytes.length },
    continued: false,
    added: null,
  });
}

const AUTOMATON = buildAutomaton(ESCAPE_KEYWORDS);
const countEscapes = createEscapeCounter(ESCAPE_KEYWORDS);

/** Decodes twice, without and with the count of what may be escapes: that must change nothing. */
function decode(text: string | Buffer, own?: Span): [encodings: string, text: string][] {
  const view = viewOf(text, own);
  const hits = createHits();
  findKeywords(AUTOMATON, view.bytes, hits);
  const [all, counted] = [decodeLayers(view), decodeLayers(view, countEscapes(hits))].map(layers =>
    layers.map(({ encodings, bytes }): [string, string] => [encodings.join('>'), bytes.toString()]),
  );
  expect(counted).toEqual(all);
  return all ?? [];
}

/** The encoded text that stands for `part` of the layer in `encoding`. */
function originOf(text: string, part: string, encoding: string): string | undefined {
  const view = viewOf(text);
  const layer = decodeLayers(view).find(
    ({ encodings, bytes }) => encodings.join('>') === encoding && bytes.includes(part),
  );
  if (layer === undefined) return undefined;
  const start = layer.bytes.indexOf(part);
  const span = layer.place(start, start + Buffer.byteLength(part));
  return view.bytes.toString('utf8', span.start, span.end);
}

const INNER = `password = ${sample('{alnum:24}', 3)}`;
const base64 = (text: string | Buffer): string => Buffer.from(text).toString('base64');
const base64url = (text: string | Buffer): string => Buffer.from(text).toString('base64url');
const hex = (text: string | Buffer): string => Buffer.from(text).toString('hex');
const percent = (text: string): string => hex(text).replace(/../g, '%$&');
const unicode = (text: string): string => [...text].map(char => `\\u${hex(char).padStart(4, '0')}`).join('');
const escapes = (text: string): string => hex(text).replace(/../g, '\\x$&');
const entities = (text: string): string => [...text].map(char => `&#${char.charCodeAt(0)};`).join('');
const hexEntities = (text: string): string => [...text].map(char => `&#x${hex(char)};`).join('');
const wrap = (text: string, width: number, indent: string, end: string): string =>
  (text.match(new RegExp(`.{1,${width}}`, 'g')) ?? []).map(line => `${indent}${line}`).join(end);

describe('one encoding', () => {
  test.each([
    ['base64', base64(INNER), 'base64'],
    ['base64 without padding', base64(INNER).replace(/=+$/, ''), 'base64'],
    ['base64url', base64url(`${INNER}??>>~~`), 'base64'],
    ['hexadecimal', hex(INNER), 'hex'],
    ['hexadecimal in capitals', hex(INNER).toUpperCase(), 'hex'],
    ['hexadecimal behind 0x', `0x${hex(INNER)}`, 'hex'],
    ['gzip in base64', base64(gzipSync(INNER)), 'base64>gzip'],
    ['gzip in hexadecimal', hex(gzipSync(INNER)), 'hex>gzip'],
    ['UTF-16 in base64', base64(Buffer.from(INNER, 'utf16le')), 'base64'],
  ])('%s', (_, encoded, encoding) => {
    const layers = decode(`value: "${encoded}"\n`);
    expect(layers.map(([name]) => name)).toEqual([encoding]);
    expect(layers[0]?.[1]).toContain(INNER);
    expect(originOf(`value: "${encoded}"\n`, INNER, encoding)).toBe(encoded.replace(/^0x/, ''));
  });

  test.each([
    ['percent encoding', percent, 'percent'],
    ['Unicode escapes', unicode, 'unicode'],
    ['hexadecimal escapes', escapes, 'hex-escape'],
    ['decimal entities', entities, 'entity'],
    ['hexadecimal entities', hexEntities, 'entity'],
  ])('%s', (_, encode, encoding) => {
    const text = `first line\r\n  é = "${encode(INNER)}" // behind\r\nlast`;
    expect(decode(text)).toEqual([[encoding, `  é = "${INNER}" // behind\r`]]);
    expect(originOf(text, 'password', encoding)).toBe(encode('password'));
    expect(originOf(text, 'behind', encoding)).toBe('behind');
    expect(originOf(text, 'é', encoding)).toBe('é');
  });
});

test('base64 that is broken into lines is one text, with any line end and indent', () => {
  const long = Array.from({ length: 6 }, () => INNER).join('\n');
  for (const end of ['\n', '\r\n']) {
    const text = `data: |${end}${wrap(base64(long), 76, '    ', end)}${end}other: 1${end}`;
    expect(decode(text)).toEqual([['base64', long]]);
    expect(originOf(text, INNER, 'base64')).toBe(wrap(base64(long), 76, '    ', end).trim());
  }
});

test('values on lines of their own are decoded one by one', () => {
  expect(decode(`${base64(`${INNER} 1`)}\n${base64(`${INNER} 2`)}\n`)).toHaveLength(2);
});

describe('nesting', () => {
  test('to a depth of three and no farther', () => {
    const once = base64(INNER);
    const twice = base64(once);
    const thrice = base64(twice);
    expect(decode(`"${base64(thrice)}"`).map(([name]) => name)).toEqual([
      'base64',
      'base64>base64',
      'base64>base64>base64',
    ]);
    expect(decode(`"${thrice}"`).at(-1)).toEqual(['base64>base64>base64', INNER]);
    expect(originOf(`"${thrice}"`, INNER, 'base64>base64>base64')).toBe(thrice);
  });

  test('different encodings, with the exact place where each is exact', () => {
    const text = `q=${percent(`{"k": "${unicode(INNER)}"}`)}`;
    expect(decode(text).map(([name]) => name)).toEqual(['percent', 'percent>unicode']);
    expect(originOf(text, 'password', 'percent>unicode')).toBe(percent(unicode('password')));
  });

  test('what an outer layer did not encode is not decoded twice', () => {
    const text = `a=${base64(INNER)}&b=${percent('a b c d')}`;
    expect(decode(text).map(([name]) => name)).toEqual(['base64', 'percent']);
  });
});

describe('what is left alone', () => {
  test.each([
    ['random base64', sample('{base64:64}', 5)],
    ['a digest', sample('{hex:64}', 6)],
    ['an identifier', 'getElementsByTagNameWithinNamespace'],
    ['a path', 'node_modules/some-package/dist/esm/index'],
    ['a short value', base64('seventeen bytes !').slice(0, 23)],
    ['an image', base64(Buffer.concat([Buffer.from('89504e470d0a1a0a', 'hex'), Buffer.alloc(200, 7)]))],
    ['format directives', 'printf("%d %s %5d %-2d %%")'],
    ['letters beyond ASCII', 'caf\\u00e9 na\\u00efve \\u00fcber \\u4e2d\\u6587'],
    ['two escapes', 'a%20b%20c'],
    ['escapes far apart', `%41${' '.repeat(99)}%42${' '.repeat(99)}%43`],
    ['broken gzip', base64(Buffer.concat([gzipSync(INNER).subarray(0, 30), Buffer.alloc(20, 1)]))],
  ])('%s', (_, text) => {
    expect(decode(`x = "${text}"\n`)).toEqual([]);
  });
});

describe('bounds', () => {
  test('a gzip bomb is not unpacked beyond a mebibyte', () => {
    const bomb = base64(gzipSync(Buffer.alloc(120_000_000)));
    const started = performance.now();
    expect(decode(`"${bomb}"`)).toEqual([]);
    expect(performance.now() - started).toBeLessThan(2000);
  });

  test('a bomb whose base64 is longer than a run may be is cut, and therefore broken', () => {
    const bomb = gzipSync(Buffer.alloc(1_000_000_000), { level: 1 });
    expect(decode(`"${base64(bomb)}"`)).toEqual([]);
  });

  test('a chunk decodes to a mebibyte at most', () => {
    const part = base64(`${INNER} `.repeat(2000));
    const text = Array.from({ length: 40 }, () => `"${part}"`).join('\n');
    const sum = decodeLayers(viewOf(text)).reduce((bytes, layer) => bytes + layer.bytes.length, 0);
    expect(sum).toBeGreaterThan(900_000);
    expect(sum).toBeLessThanOrEqual(1024 * 1024);
  });

  test('a text belongs to the piece in whose region it begins', () => {
    const text = `"${base64(INNER)}" ${percent(INNER)}`;
    const middle = text.indexOf('%');
    expect(decode(text, { start: 0, end: 10 }).map(([name]) => name)).toEqual(['base64']);
    expect(decode(text, { start: 10, end: middle })).toEqual([]);
    expect(decode(text, { start: middle, end: text.length }).map(([name]) => name)).toEqual(['percent']);
  });

  test('text cut off within an escape', () => {
    for (let end = 0; end < 12; end++) {
      expect(decode(`\\u0041\\u0042\\u0043${unicode('DE').slice(0, end)}`)).toHaveLength(1);
      expect(decode(`&#65;&#66;&#67;${entities('DE').slice(0, end)}`)).toHaveLength(1);
      expect(decode(`%41%42%43${percent('DEFG').slice(0, end)}`)).toHaveLength(1);
    }
  });
});

test('what begins before the own region is another chunk’s', () => {
  const view = viewOf(`"${base64(INNER)}" "${hex(INNER)}" "twenty_characters_20"`, { start: 10, end: 1000 });
  expect(view.runs()).toHaveLength(2 * 3);
  expect(decodeLayers(view).map(({ encodings }) => encodings)).toEqual([['hex']]);
});

test('characters beyond the first plane and named entities', () => {
  expect(decode('\\u0041\\u0042\\u0043\\ud83d\\ude00!')).toEqual([['unicode', 'ABC😀!']]);
  expect(decode('&#65;&#66;&#67;&quot;&lt;&nbsp;&#x1F600;')).toEqual([['entity', 'ABC"<&nbsp;😀']]);
});

test('encodings are told from the inside out', () => {
  expect(describeEncodings(['base64'])).toBe('in base64');
  expect(describeEncodings(['percent', 'base64', 'gzip'])).toBe('in gzip in base64 in percent encoding');
});

test('what is not searched for is not counted', () => {
  expect(createEscapeCounter(ESCAPE_KEYWORDS.slice(1))(createHits())).toBeNull();
});
