import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { base64Cores, createKnownValueDetector } from '../../../lib/detection/detectors/known-values.ts';
import { createView } from '../../../lib/detection/text-view.ts';
import { wholeChunk } from '../../../lib/text/whole-chunk.ts';
import { sample } from '../../rules.ts';

const SECRET = `${sample('{alnum:14}', 3)}/+ü"${sample('{alnum:3}', 4)}`;
const detect = createKnownValueDetector([{ origin: 'the environment variable API_KEY', value: SECRET }]);

function find(text: string): string[] {
  const bytes = Buffer.from(text);
  const view = createView(wholeChunk('a', bytes));
  return (detect?.(view) ?? []).map(match => match.rule.description.replace(/^.*API_KEY/, ''));
}

describe('every form of a value', () => {
  test.each([
    ['plain', SECRET, ['']],
    ['in hexadecimal', Buffer.from(SECRET).toString('hex').toUpperCase(), [' in hexadecimal']],
    ['percent-encoded', encodeURIComponent(SECRET), [' in percent-encoding']],
    ['in JSON', JSON.stringify({ key: SECRET }), [' in JSON escapes']],
    ['in another case', SECRET.toLowerCase(), []],
    ['cut short', SECRET.slice(0, -1), []],
  ])('%s', (_, text, expected) => {
    expect(find(text)).toEqual(expected);
  });

  test('in base64, whatever stands before and behind it', () => {
    const bytes = fc.uint8Array({ maxLength: 10 });
    fc.assert(
      fc.property(bytes, bytes, (before, behind) => {
        const text = Buffer.concat([before, Buffer.from(SECRET), behind]).toString('base64');
        expect(find(text)).toEqual([' in base64']);
        expect(base64Cores(SECRET).some(core => text.includes(core))).toBe(true);
      }),
    );
  });
});

test('no values, no detector', () => {
  expect(createKnownValueDetector([])).toBeNull();
});
