import { describe, expect, it } from 'vitest';
import { readBlobs, readSizes } from '../../../lib/sources/git/objects.ts';
import { makeCommitted } from '../repository.ts';

const missing = 'f'.repeat(40);

describe('objects', () => {
  const repository = makeCommitted({
    a: 'one\n',
    b: '',
    c: `${missing} blob 3\n`,
    d: 'x'.repeat(9_000_000),
    e: 'y'.repeat(9_000_000),
  });
  const idOf = (path: string) => repository.git('rev-parse', `HEAD:${path}`).toString().trim();
  const ids = ['a', 'b', 'c', 'd', 'e'].map(idOf);
  const tree = repository.git('rev-parse', 'HEAD^{tree}').toString().trim();

  it('tells the sizes of blobs, and nothing of other objects', () => {
    const sizes = readSizes(repository.dir, [...ids, ...ids, missing, tree]);
    const expected = [4, 0, 48, 9_000_000, 9_000_000];
    expect([...sizes]).toEqual(ids.map((id, index) => [id, expected[index]]));
  });

  it('asks for nothing when there is nothing', () => {
    expect(readSizes(repository.dir, []).size).toBe(0);
    expect([...readBlobs(repository.dir, [])]).toEqual([]);
  });

  it('reads blobs in the order asked for, in more than one batch', () => {
    const asked = [...ids, missing, tree, ids[0] ?? ''].map(id => ({ id, size: 9_000_000 }));
    const blobs = Array.from(readBlobs(repository.dir, asked), blob => blob?.toString('latin1').slice(0, 60) ?? null);
    expect(blobs).toEqual(['one\n', '', `${missing} blob 3\n`, 'x'.repeat(60), 'y'.repeat(60), null, null, 'one\n']);
  });
});
