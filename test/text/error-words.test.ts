import { expect, test } from 'vitest';
import { errorCode, errorReason } from '../../lib/text/error-words.ts';

test('the code of an error is told where the operating system gave it one', () => {
  expect(errorCode(Object.assign(new Error('gone'), { code: 'ENOENT' }))).toBe('ENOENT');
  expect(errorCode(Object.assign(new Error('odd'), { code: 7 }))).toBeUndefined();
  expect(errorCode(new Error('plain'))).toBeUndefined();
  expect(errorCode({ code: 'ENOENT' })).toBeUndefined();
});

test('whatever is thrown gives a reason', () => {
  expect([errorReason(new Error('gone')), errorReason('text'), errorReason(undefined)]).toEqual([
    'gone',
    'text',
    'undefined',
  ]);
});
