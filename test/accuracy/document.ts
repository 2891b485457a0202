/**
 * Fills the templates of the labelled set. `@{…}` in a template is a value made by a seeded generator; what is marked as a
 * secret, or as doubtful, is remembered with its place.
 */

import { fillSample } from '../../lib/detection/ruleset/sample.ts';
import type { Random } from '../../lib/text/random.ts';
import { createRandom } from '../../lib/text/random.ts';
import type { NameKind, NameStyle } from './names.ts';
import { credentialName, harmlessName } from './names.ts';
import type { Safety } from './values.ts';
import {
  compoundValue,
  hostName,
  humanValue,
  pick,
  placeholderValue,
  plainWord,
  randomValue,
  userName,
  weakValue,
} from './values.ts';

/** A secret of a sort, or a value that may be one or not. Offsets are UTF-16 units of the text. */
export type Label = { readonly sort: string; readonly doubtful: boolean; readonly start: number; readonly end: number };

export type Document = {
  readonly family: string;
  readonly path: string;
  readonly text: string;
  readonly labels: readonly Label[];
};

export type Template = { readonly path: string; readonly text: string };

const OPEN = '\u0001';
const SPLIT = '\u0002';
const CLOSE = '\u0003';

const mark = (sort: string, value: string): string => OPEN + sort + SPLIT + value + CLOSE;

/** A secret of the usual mix: two thirds made by programs where `mostly` is random, else two thirds by people. */
function mixed(safety: Safety, mostlyRandom: boolean, random: Random): string {
  const at = random();
  if (at < 0.08) return mark('compound', compoundValue(safety, random));
  const isRandom = mostlyRandom ? at < 0.9 : at < 0.4;
  return isRandom ? mark('random', randomValue(safety, random)) : mark('human', humanValue(safety, random));
}

type Maker = (argument: string, random: Random) => string;

const KINDS: Readonly<Record<string, NameKind>> = { pw: 'password', tok: 'token', key: 'key', sec: 'secret' };

const name: Maker = (argument, random) => {
  const [kind = '', style = 'camel'] = argument.split(' ');
  const known = KINDS[kind];
  return known === undefined
    ? harmlessName(style as NameStyle, random)
    : credentialName(known, style as NameStyle, random);
};

/** `pw` and `bare-pw` are passwords, inside quotes and without; `key` is what programs make; `s {alnum:20}` is of that shape. */
const MAKERS: Readonly<Record<string, Maker>> = {
  pw: (_, random) => mixed('quoted', false, random),
  'bare-pw': (_, random) => mixed('bare', false, random),
  key: (_, random) => mixed('bare', true, random),
  s: (template, random) => mark('random', fillSample(template, random)),
  weak: (_, random) => mark('weak', weakValue(random)),
  basic: (_, random) =>
    mark('encoded', Buffer.from(`${userName(random)}:${humanValue('bare', random)}`).toString('base64')),
  'base64-pw': (_, random) => mark('encoded', Buffer.from(humanValue('quoted', random)).toString('base64')),
  fill: (template, random) => fillSample(template, random),
  name,
  placeholder: (_, random) => placeholderValue(random),
  user: (_, random) => userName(random),
  host: (_, random) => hostName(random),
  word: (_, random) => plainWord(random),
  one: (argument, random) => pick(argument.split('|'), random),
};

/** Where the value that begins behind `@{` at `open` ends: braces inside are counted. */
function closingBrace(text: string, open: number): number {
  let depth = 1;
  for (let at = open; at < text.length; at++) {
    if (text[at] === '{') depth += 1;
    if (text[at] === '}' && --depth === 0) return at;
  }
  throw new SyntaxError(`no end of @{ in ${text.slice(open, open + 40)}`);
}

function fillText(template: string, random: Random): string {
  let out = '';
  let at = 0;
  for (let open = template.indexOf('@{'); open !== -1; open = template.indexOf('@{', at)) {
    const end = closingBrace(template, open + 2);
    const [, word = '', argument = ''] = /^(\S+) ?(.*)$/s.exec(template.slice(open + 2, end)) ?? [];
    const make = MAKERS[word];
    if (make === undefined) throw new SyntaxError(`unknown @{${word}}`);
    out += template.slice(at, open) + make(argument, random);
    at = end + 1;
  }
  return out + template.slice(at);
}

/** Takes the marks out of a text and keeps their places. Marks do not nest. */
export function takeLabels(marked: string): { text: string; labels: Label[] } {
  const labels: Label[] = [];
  let text = '';
  let at = 0;
  for (let open = marked.indexOf(OPEN); open !== -1; open = marked.indexOf(OPEN, at)) {
    text += marked.slice(at, open);
    const split = marked.indexOf(SPLIT, open);
    const close = marked.indexOf(CLOSE, split);
    const sort = marked.slice(open + 1, split);
    const value = marked.slice(split + 1, close);
    labels.push({ sort, doubtful: sort === 'weak', start: text.length, end: text.length + value.length });
    text += value;
    at = close + 1;
  }
  return { text: text + marked.slice(at), labels };
}

/** One document of a family from a template. */
export function fillDocument(family: string, { path, text }: Template, seed: number): Document {
  return { family, path: `${family}/${seed}/${path}`, ...takeLabels(fillText(text, createRandom(seed))) };
}

/** A document whose secrets the caller has marked itself. */
export const markedDocument = (family: string, path: string, marked: string): Document => ({
  family,
  path: `${family}/${path}`,
  ...takeLabels(marked),
});

/** Marks a stretch of text as a secret, for `markedDocument`. */
export const markSecret = (value: string): string => mark('random', value);
