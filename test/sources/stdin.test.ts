import { spawnSync } from 'node:child_process';
import * as fs from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { GateError } from '../../lib/model/failure.ts';
import { readInput, stdinKind, stdinSource } from '../../lib/sources/stdin.ts';
import { collect, makeFolder, numbered, summarize } from './repository.ts';

vi.mock('node:fs', async importOriginal => {
  const real = await importOriginal<typeof fs>();
  return { ...real, readSync: vi.fn(real.readSync), fstatSync: vi.fn(real.fstatSync) };
});

const open: number[] = [];

afterEach(() => {
  for (const fd of open.splice(0)) fs.closeSync(fd);
  vi.mocked(fs.readSync).mockClear();
});

/** A descriptor that `content` is read from. */
function openText(content: string | Buffer): number {
  const file = join(makeFolder(), 'input');
  fs.writeFileSync(file, content);
  const fd = fs.openSync(file, 'r');
  open.push(fd);
  return fd;
}

const fail = (code: string) => () => {
  throw Object.assign(new Error(`${code}: cannot read`), { code });
};

const scan = (content: string | Buffer, asDiff?: boolean) =>
  collect(stdinSource({ fd: openText(content), name: 'input.txt', ...(asDiff === undefined ? {} : { asDiff }) }));

const utf16 = (text: string) => Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(text, 'utf16le')]);

const diff = `diff --git a/x b/x\nindex 1..2 100644\n--- a/x\n+++ b/x\n@@ -1 +1,2 @@\n a\n+b\n`;

describe('stdinKind', () => {
  it('knows a file, a folder and nothing', () => {
    expect(stdinKind(openText('x'))).toBe('file');
    const folder = fs.openSync(makeFolder(), 'r');
    open.push(folder);
    expect(stdinKind(folder)).toBe('none');
    expect(stdinKind(9999)).toBe('none');
  });

  it('knows the null device', () => {
    const fd = fs.openSync(process.platform === 'win32' ? '\\\\.\\NUL' : '/dev/null', 'r');
    open.push(fd);
    expect(stdinKind(fd)).toBe('none');
  });

  it.each([
    ['pipe', 'isFIFO'],
    ['socket', 'isSocket'],
  ] as const)('knows a %s', (kind, test) => {
    const fd = openText('x');
    const status = fs.fstatSync(fd);
    vi.mocked(fs.fstatSync).mockReturnValueOnce(Object.assign(status, { [test]: () => true }));
    expect(stdinKind(fd)).toBe(kind);
  });
});

describe('readInput', () => {
  it('waits where a pipe has nothing yet', () => {
    const fd = openText('text');
    const target = Buffer.alloc(8);
    vi.mocked(fs.readSync).mockImplementationOnce(fail('EAGAIN')).mockImplementationOnce(fail('EAGAIN'));
    expect(readInput(fd, target, 2, 4)).toBe(4);
    expect(target.toString()).toBe('\0\0text\0\0');
    expect(fs.readSync).toHaveBeenCalledTimes(3);
  });

  it('takes the error EOF for the end', () => {
    vi.mocked(fs.readSync).mockImplementationOnce(fail('EOF'));
    expect(readInput(openText('text'), Buffer.alloc(4), 0, 4)).toBe(0);
  });

  it('is a GateError when anything else goes wrong', () => {
    const attempt = () => readInput(openText('text'), Buffer.alloc(4), 0, 4);
    vi.mocked(fs.readSync).mockImplementationOnce(fail('EISDIR')).mockImplementationOnce(fail('EISDIR'));
    expect(attempt).toThrow(GateError);
    expect(attempt).toThrow('EISDIR');
  });

  const posix = process.platform === 'win32' ? [] : ['a slow writer'];
  it.each([...posix, 'a file'])('reads %s to its end', writer => {
    const expected = numbered(2000);
    let fd = openText(expected);
    if (writer === 'a slow writer') {
      const fifo = join(makeFolder(), 'fifo');
      expect(spawnSync('mkfifo', [fifo]).status).toBe(0);
      const script = `(exec 3>'${fifo}'; for part in 1 2; do sleep 0.05; cat '${fifo}.text' >&3; done) >/dev/null 2>&1 &`;
      fs.writeFileSync(`${fifo}.text`, numbered(2000).slice(0, expected.length / 2));
      spawnSync('sh', ['-c', script]);
      fd = fs.openSync(fifo, 'r');
      open.push(fd);
      expect(stdinKind(fd)).toBe('pipe');
    }
    const { chunks } = collect(stdinSource({ fd, name: 'n' }));
    const half = expected.slice(0, expected.length / 2);
    expect(chunks.map(chunk => chunk.text).join('')).toBe(writer === 'a file' ? expected : half + half);
  });
});

describe('stdinSource', () => {
  it('reads text under the name given', () => {
    const { chunks, diagnostics } = scan(numbered(3));
    expect(chunks).toMatchObject([{ path: 'input.txt', origin: 'stdin', added: null, text: numbered(3) }]);
    expect(diagnostics).toEqual([]);
  });

  it('says that empty input is empty', () => {
    expect(scan('')).toMatchObject({ chunks: [], diagnostics: [{ kind: 'nothing-scanned' }] });
  });

  it.each([
    ['by itself', diff],
    ['in UTF-8 with a mark', `\ufeff${diff}`],
    ['in UTF-16', utf16(diff)],
    ['that is long', `${diff}diff --git a/y b/y\n--- a/y\n+++ b/y\n@@ -0,0 +1,20000 @@\n${numbered(20_000, '+line')}`],
  ])('knows a diff %s', (_, content) => {
    const { chunks, diagnostics } = scan(content);
    expect(summarize(chunks).slice(0, 1)).toEqual(['x: 2-2']);
    expect(chunks).toHaveLength(content.length > 10_000 ? 2 : 1);
    expect(diagnostics).toEqual([]);
  });

  it('knows a diff that holds a binary file as text', () => {
    const { chunks } = scan(`${diff}diff --git a/y b/y\n--- a/y\n+++ b/y\n@@ -0,0 +1 @@\n+\0\x01\x02\n`);
    expect(summarize(chunks)).toEqual(['x: 2-2']);
  });

  it('does as it is told', () => {
    expect(scan(diff, false).chunks).toMatchObject([{ path: 'input.txt', text: diff }]);
    expect(scan(`text\n${diff}`, true).chunks).toMatchObject([{ path: 'x' }]);
    expect(scan(numbered(3), true)).toEqual({ chunks: [], diagnostics: [] });
  });

  it('scans all of a text that only quotes a diff', () => {
    expect(scan(`text\n${diff}`).chunks).toMatchObject([{ path: 'input.txt', text: `text\n${diff}` }]);
  });
});
