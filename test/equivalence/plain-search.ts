/**
 * The slow way to find what rules describe, as a measure for the fast one: every rule whose keyword stands in the text
 * searches all of it with its own regular expression.
 */

import { createPatternDetector } from '../../lib/detection/detectors/pattern.ts';
import type { PreparedRuleset } from '../../lib/detection/ruleset/prepare.ts';
import { flagsOf } from '../../lib/detection/ruleset/prepare.ts';
import { createView } from '../../lib/detection/text-view.ts';
import type { Chunk } from '../../lib/model/chunk.ts';
import type { CompiledRule } from '../../lib/model/compiled-rule.ts';
import type { PieceSizes } from '../../lib/sources/pieces.ts';
import { readPieces } from '../../lib/sources/pieces.ts';
import { createHits, findKeywords } from '../../lib/text/automaton.ts';

/** A match as text, `rule start end secret-start secret-end`, so that sets of them compare. */
export type Found = string;

export type Search = (bytes: Buffer) => Found[];

const show = (rule: string, ...offsets: number[]): Found => [rule, ...offsets].join(' ');

/** A text in one piece. */
export function wholeChunk(bytes: Buffer, path = 'sample'): Chunk {
  return {
    path,
    bytes,
    origin: 'file',
    offset: 0,
    start: { line: 1, column: 1 },
    own: { start: 0, end: bytes.length },
    continued: false,
    added: null,
  };
}

/** The chunks of a text, read in pieces of these sizes. A chunk must be used before the next is asked for. */
export function* piecesOf(bytes: Buffer, sizes: PieceSizes): Generator<Chunk> {
  let at = 0;
  const read = (target: Buffer, offset: number, length: number): number => {
    const count = bytes.copy(target, offset, at, Math.min(bytes.length, at + length));
    at += count;
    return count;
  };
  for (const item of readPieces(read, { path: 'sample', origin: 'file' }, sizes)) {
    if (item.kind === 'chunk') yield item.chunk;
  }
}

/** ASCII letters in lower case and nothing else changed, as the automaton has it. */
const fold = (text: string): string => text.replace(/[A-Z]+/g, letters => letters.toLowerCase());

const keywordsOf = ({ anchors, gates }: CompiledRule): number[] => [
  ...new Set([...anchors.map(anchor => anchor.keyword), ...gates]),
];

function searchRule(rule: CompiledRule, regex: RegExp, text: string): Found[] {
  regex.lastIndex = 0;
  return [...text.matchAll(regex)]
    .filter(match => match[0] !== '')
    .map(match => {
      const end = match.index + match[0].length;
      const [from, to] = match.indices?.[rule.secretGroup] ?? [match.index, end];
      return show(rule.id, match.index, end, from, to);
    });
}

/** Searches whole texts rule by rule. Rules that run on decoded text are not among those it is for. */
export function createPlainSearch(ruleset: PreparedRuleset): Search {
  const searches = ruleset.rules.map(rule => ({
    rule,
    keywords: keywordsOf(rule),
    regex: new RegExp(rule.source, `${flagsOf(rule)}g`),
  }));
  const words = ruleset.keywords.map(word => Buffer.from(word).toString('latin1'));
  return bytes => {
    const text = bytes.toString('latin1');
    const folded = fold(text);
    const present = words.map(word => folded.includes(word));
    return searches
      .filter(({ keywords }) => keywords.length === 0 || keywords.some(keyword => present[keyword]))
      .flatMap(({ rule, regex }) => searchRule(rule, regex, text))
      .sort();
  };
}

/** Searches as a scan does; with `sizes`, in pieces of those. */
export function createFastSearch(ruleset: PreparedRuleset, sizes?: PieceSizes): Search {
  const detect = createPatternDetector(ruleset, work => work());
  const hits = createHits();
  return bytes => {
    const found: Found[] = [];
    for (const chunk of sizes === undefined ? [wholeChunk(bytes)] : piecesOf(bytes, sizes)) {
      findKeywords(ruleset.automaton, chunk.bytes, hits);
      for (const { rule, span, secret } of detect(createView(chunk, hits)).matches) {
        if (span.start < chunk.own.start || span.start >= chunk.own.end) continue;
        const places = [span.start, span.end, secret.start, secret.end].map(place => place + chunk.offset);
        found.push(show(rule.id, ...places));
      }
    }
    return found.sort();
  };
}
