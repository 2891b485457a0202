/** Parses XML into elements that know their places, as far as it is well formed and beyond. The one file that imports `sax`. */

import sax from 'sax';
import type { Span } from '../model/span.ts';
import { createTextLines } from './text-lines.ts';

export type XmlAttribute = { readonly name: string; readonly value: string; readonly at: Span };
export type XmlElement = {
  /** As written, with its prefix. */
  readonly name: string;
  /** UTF-16 offsets of the name in the opening tag. */
  readonly at: Span;
  readonly attributes: readonly XmlAttribute[];
  /** Its own text without that of its children, trimmed, entities resolved. */
  readonly text: string;
  /** Where that text begins, up to its end or that of the line; the name's place where there is no text. */
  readonly textAt: Span;
  readonly children: readonly XmlElement[];
};

/** 1-based line; the message quotes nothing of the text. */
export type XmlFault = { readonly line: number; readonly message: string };

/** A text with more faults than this is no XML, and is not read further; of one line only the first is told. */
const MOST_FAULTS = 100;
const DEEPEST = 1000;

type Open = {
  element: XmlElement;
  attributes: XmlAttribute[];
  children: XmlElement[];
  pieces: string[];
  contentStart: number;
};

/** Steps over blanks, comments and the beginning of a CDATA section to where text really begins. */
function skipToText(text: string, from: number, end: number): number {
  let at = from;
  for (;;) {
    while (at < end && /\s/.test(text[at] ?? '')) at++;
    if (text.startsWith('<![CDATA[', at)) at += '<![CDATA['.length;
    else if (text.startsWith('<!--', at)) {
      const close = text.indexOf('-->', at);
      if (close === -1 || close >= end) return end;
      at = close + '-->'.length;
    } else return at;
  }
}

/** From the first character of the text up to markup, or the end of its line. */
function placeText(text: string, from: number, end: number): Span {
  const start = skipToText(text, from, end);
  const isRaw = text.startsWith('<![CDATA[', start - '<![CDATA['.length);
  let stop = start;
  while (stop < end && !(isRaw ? '\r\n]' : '<\r\n').includes(text[stop] ?? '\n')) stop++;
  while (stop > start && /\s/.test(text[stop - 1] ?? '')) stop--;
  return { start, end: stop };
}

/** sax tells where its cursor stands, which is behind the attribute's closing quote, or behind what ended it without quotes. */
function placeAttribute(text: string, value: string, cursor: number, tagStart: number): Span {
  const quote = text[cursor - 1] ?? '';
  const isQuoted = quote === '"' || quote === "'";
  const open = isQuoted ? text.lastIndexOf(quote, cursor - 2) : cursor - 2 - value.length;
  if (open < tagStart) return { start: tagStart, end: tagStart };
  const start = open + 1;
  let end = start;
  while (end < cursor - 1 && text[end] !== '\n' && text[end] !== '\r') end++;
  return { start, end };
}

/** Thrown to leave the library, and never seen outside. */
const ENOUGH = Symbol('enough faults');

type Reading = { readonly text: string; readonly faults: XmlFault[]; readonly stack: Open[]; root: XmlElement | null };

function openElement(
  reading: Reading,
  name: string,
  nameStart: number,
  attributes: XmlAttribute[],
  contentStart: number,
): void {
  const at = { start: nameStart, end: Math.min(nameStart + name.length, reading.text.length) };
  const children: XmlElement[] = [];
  const element: XmlElement = { name, at, attributes, text: '', textAt: at, children };
  reading.stack.push({ element, attributes, children, pieces: [], contentStart });
}

function closeElement(reading: Reading, contentEnd: number): void {
  const open = reading.stack.pop();
  if (open === undefined) return;
  const text = open.pieces.join('').trim();
  const textAt = text === '' ? open.element.at : placeText(reading.text, open.contentStart, contentEnd);
  const element = { ...open.element, text, textAt };
  const parent = reading.stack.at(-1);
  if (parent !== undefined) parent.children.push(element);
  else reading.root ??= element;
}

function attach(parser: sax.SAXParser, reading: Reading): void {
  const lines = createTextLines(reading.text);
  let count = 0;
  const fault = (message: string): void => {
    const { line } = lines.position(Math.min(parser.position, reading.text.length));
    if (reading.faults.at(-1)?.line !== line) reading.faults.push({ line, message });
    if (++count >= MOST_FAULTS) throw ENOUGH;
  };
  let attributes: XmlAttribute[] = [];
  parser.onopentagstart = () => {
    attributes = [];
  };
  parser.onattribute = ({ name, value }) => {
    attributes.push({ name, value, at: placeAttribute(reading.text, value, parser.position, parser.startTagPosition) });
  };
  parser.onopentag = ({ name }) => {
    openElement(reading, name, parser.startTagPosition, attributes, parser.position);
    if (reading.stack.length > DEEPEST) {
      fault('elements are nested too deeply');
      throw ENOUGH;
    }
  };
  const addText = (piece: string): void => {
    reading.stack.at(-1)?.pieces.push(piece);
  };
  parser.ontext = addText;
  parser.oncdata = addText;
  parser.onclosetag = () => closeElement(reading, Math.max(0, parser.startTagPosition - 1));
  parser.onerror = () => {
    parser.resume();
    fault('this is not well-formed XML');
  };
}

/** What of `text` could be read, and what was wrong with it. `root` is null where not even an element was opened. */
export function readXml(text: string): { readonly root: XmlElement | null; readonly faults: readonly XmlFault[] } {
  const reading: Reading = { text, faults: [], stack: [], root: null };
  const parser = sax.parser(true, { position: true });
  attach(parser, reading);
  try {
    parser.write(text).close();
  } catch (error) {
    // The library trips over attributes that are named as the methods of every object are.
    if (error !== ENOUGH && !(error instanceof TypeError)) throw error;
    if (error !== ENOUGH) reading.faults.push({ line: 1, message: 'this is not well-formed XML' });
  }
  while (reading.stack.length > 0) closeElement(reading, text.length);
  return { root: reading.root, faults: reading.faults };
}

/** The name without its prefix: `m:id` is `id`. */
export const localName = ({ name }: XmlElement): string => name.slice(name.indexOf(':') + 1);

export const childrenOf = (element: XmlElement | undefined, name: string): readonly XmlElement[] =>
  (element?.children ?? []).filter(child => localName(child) === name);

/** The first child of that name. */
export const childOf = (element: XmlElement | undefined, name: string): XmlElement | undefined =>
  element?.children.find(child => localName(child) === name);

export const attributeOf = (element: XmlElement, name: string): XmlAttribute | undefined =>
  element.attributes.find(attribute => attribute.name === name);
