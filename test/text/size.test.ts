import { describe, expect, it } from 'vitest';
import { formatSize, parseSize } from '../../lib/text/size.ts';

describe('parseSize', () => {
  it.each<[text: string, bytes: number | null]>([
    ['50MB', 50_000_000],
    ['50 MB', 50_000_000],
    [' 1.5gb ', 1_500_000_000],
    ['512kb', 512_000],
    ['4096', 4096],
    ['1B', 1],
    ['0', null],
    ['0MB', null],
    ['-1', null],
    ['1e6', null],
    ['MB', null],
    ['', null],
    ['50MiB', null],
    ['50 M B', null],
    ['99999999999999999', null],
    ['999999999999999GB', null],
  ])('%j → %j', (text, bytes) => {
    expect(parseSize(text)).toBe(bytes);
  });
});

describe('formatSize', () => {
  it.each<[bytes: number, text: string]>([
    [0, '0 B'],
    [999, '999 B'],
    [1000, '1 KB'],
    [1500, '1.5 KB'],
    [999_949, '999.9 KB'],
    [999_950, '1 MB'],
    [50_000_000, '50 MB'],
    [1_234_000_000, '1.2 GB'],
    [5_000_000_000_000, '5000 GB'],
  ])('%i → %s', (bytes, text) => {
    expect(formatSize(bytes)).toBe(text);
  });
});
