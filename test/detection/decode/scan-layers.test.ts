import { describe, expect, test } from 'vitest';
import { scanLayers } from '../../../lib/detection/decode/scan-layers.ts';
import { createPatternDetector } from '../../../lib/detection/detectors/pattern.ts';
import { judge } from '../../../lib/detection/judges/index.ts';
import { createView } from '../../../lib/detection/text-view.ts';
import { createHits, findKeywords } from '../../../lib/text/automaton.ts';
import { makeRule, prepare, sample } from '../../rules.ts';

const RULESET = prepare([makeRule('test-token', 'tkn_[0-9a-z]{24}', { keywords: ['tkn_'] })]);
const DETECT = createPatternDetector(RULESET, work => work());
const HITS = createHits();
const TOKEN = `tkn_${sample('{lower-alnum:24}', 7)}`;

function find(text: string): [encoded: string, encodings: string][] {
  const bytes = Buffer.from(text);
  const own = { start: 0, end: bytes.length };
  const start = { line: 1, column: 1 };
  const view = createView({ path: 'a', bytes, origin: 'file', offset: 0, start, own, continued: false, added: null });
  const found = scanLayers(view, {
    findHits: layer => {
      findKeywords(RULESET.automaton, layer, HITS);
      return HITS;
    },
    countEscapes: () => null,
    detect: layer => DETECT(layer).matches,
    judge: (match, layer) => judge(match, layer).confidence,
  });
  return found.map(({ match, encodings }) => {
    expect(match.publicPrefix).toBe(0);
    return [bytes.toString('utf8', match.secret.start, match.secret.end), encodings.join('>')];
  });
}

const base64 = (text: string): string => Buffer.from(text).toString('base64');
const percent = (text: string): string => Buffer.from(text).toString('hex').replace(/../g, '%$&');

describe('matches in layers', () => {
  test('stand at the encoded text', () => {
    const encoded = base64(`token: ${TOKEN}\n`);
    expect(find(`a:\n  b: ${encoded}\n`)).toEqual([[encoded, 'base64']]);
  });

  test('stand at their own characters where the mapping is exact', () => {
    expect(find(`é\r\nq=%20%20${percent(TOKEN)}%20&r=1`)).toEqual([[percent(TOKEN), 'percent']]);
  });

  test('inside several encodings', () => {
    const encoded = base64(`{"data": "${base64(`x ${TOKEN}`)}"}`);
    expect(find(encoded)).toEqual([[encoded, 'base64>base64']]);
  });

  test('are judged by their decoded value', () => {
    expect(find(base64(`token: tkn_${'ab'.repeat(12)}`))).toEqual([]);
  });

  test('plain text is no layer', () => {
    expect(find(`token: ${TOKEN}`)).toEqual([]);
  });
});
