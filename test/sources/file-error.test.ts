import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { describeFileError } from '../../lib/sources/file-error.ts';
import { errorCode } from '../../lib/text/error-words.ts';

function catchError(path: string): unknown {
  try {
    return readFileSync(path);
  } catch (error) {
    return error;
  }
}

describe('describeFileError', () => {
  it('names the reason and the code, and no path', () => {
    const error = catchError('/nowhere/at/all');
    expect(describeFileError(error)).toBe("can't be read: it is gone (ENOENT)");
    expect(errorCode(error)).toBe('ENOENT');
  });

  it('names a code it knows nothing of', () => {
    expect(describeFileError(Object.assign(new Error('secret'), { code: 'EWEIRD' }))).toBe("can't be read (EWEIRD)");
  });

  it('hands on an error that is not of the operating system', () => {
    const defect = new TypeError('a defect');
    expect(() => describeFileError(defect)).toThrow(defect);
    expect(errorCode('text')).toBeUndefined();
  });
});
