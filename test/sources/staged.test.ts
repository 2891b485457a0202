/** Which files and lines of the index are scanned, and what their content may be. */

import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { stagedSource } from '../../lib/sources/staged.ts';
import { collect, makeCommitted, makeRepository, numbered, type Repository, summarize } from './repository.ts';

const scan = (cwd: string, maxFileSize = 1_000_000) => collect(stagedSource({ cwd, maxFileSize, findVerdict: null }));

const scanned = (repository: Repository): string[] => summarize(scan(repository.dir).chunks);

type Case = {
  readonly name: string;
  readonly before: Readonly<Record<string, string | Buffer>>;
  readonly change: (repository: Repository) => void;
  readonly expected: readonly string[];
};

const three = numbered(3);

const changes: readonly Case[] = [
  { name: 'nothing staged', before: { a: three }, change: () => {}, expected: [] },
  {
    name: 'an unstaged change',
    before: { a: three },
    change: repository => repository.write('a', 'changed\n'),
    expected: [],
  },
  {
    name: 'an untracked file',
    before: { a: three },
    change: repository => repository.write('b', three),
    expected: [],
  },
  {
    name: 'a new file',
    before: {},
    change: repository => {
      repository.write('dir/b', three);
      repository.git('add', '.');
    },
    expected: ['dir/b: *'],
  },
  {
    name: 'changed, added and removed lines',
    before: { a: numbered(20) },
    change: repository => {
      const lines = numbered(20).split('\n');
      lines[1] = 'changed';
      lines.splice(5, 1);
      lines.splice(9, 0, 'one', 'two', 'three');
      repository.write('a', lines.join('\n'));
      repository.git('add', 'a');
    },
    expected: ['a: 2-2 10-12'],
  },
  {
    name: 'removed lines only',
    before: { a: three },
    change: repository => {
      repository.write('a', 'line 1\n');
      repository.git('add', 'a');
    },
    expected: [],
  },
  {
    name: 'a file that becomes empty',
    before: { a: three },
    change: repository => {
      repository.write('a', '');
      repository.git('add', 'a');
    },
    expected: [],
  },
  {
    name: 'no newline at the end, before and after',
    before: { a: 'one\ntwo', b: 'one', c: 'one\n' },
    change: repository => {
      repository.write('a', 'one\ntwo\nthree');
      repository.write('b', 'one\n');
      repository.write('c', 'other');
      repository.git('add', '.');
    },
    expected: ['a: 2-3', 'b: 1-1', 'c: 1-1'],
  },
  {
    name: 'a pure rename',
    before: { a: numbered(30) },
    change: repository => repository.git('mv', 'a', 'b'),
    expected: [],
  },
  {
    name: 'a rename with a change',
    before: { a: numbered(30) },
    change: repository => {
      repository.git('mv', 'a', 'dir b');
      repository.write('dir b', `${numbered(30)}more\n`);
      repository.git('add', '-A');
    },
    expected: ['dir b: 31-31'],
  },
  {
    name: 'a copy, which is a new file',
    before: { a: numbered(30) },
    change: repository => {
      repository.write('b', numbered(30));
      repository.git('add', 'b');
    },
    expected: ['b: *'],
  },
  {
    name: 'a deleted file',
    before: { a: three, b: three },
    change: repository => repository.git('rm', '-q', 'a'),
    expected: [],
  },
  {
    name: 'a mode change',
    before: { a: three },
    change: repository => repository.git('update-index', '--chmod=+x', 'a'),
    expected: [],
  },
  {
    name: 'a partly staged file',
    before: { a: three },
    change: repository => {
      repository.write('a', `${three}staged\n`);
      repository.git('add', 'a');
      repository.write('a', `${three}staged\nnot staged\n`);
    },
    expected: ['a: 4-4'],
  },
  {
    name: 'a file staged and then deleted in the work tree',
    before: {},
    change: repository => {
      repository.write('a', three);
      repository.git('add', 'a');
      repository.remove('a');
    },
    expected: ['a: *'],
  },
  {
    name: 'an intended addition',
    before: { a: three },
    change: repository => {
      repository.write('b', three);
      repository.git('add', '-N', 'b');
    },
    expected: [],
  },
  {
    name: 'two files with the same change',
    before: { a: three, b: three },
    change: repository => {
      repository.write('a', `new\n${three}`);
      repository.write('b', `new\n${three}`);
      repository.git('add', '.');
    },
    expected: ['a: 1-1', 'b: 1-1'],
  },
  {
    name: 'names with spaces and other letters',
    before: { 'ü x': three, 'b/日本': three },
    change: repository => {
      repository.write('ü x', `${three}more\n`);
      repository.write('b/日本', `${three}more\n`);
      repository.write(' b/ a', three);
      repository.git('add', '.');
    },
    expected: [' b/ a: *', 'b/日本: 4-4', 'ü x: 4-4'],
  },
  {
    name: 'lines that look like headers of a diff',
    before: { a: '-- x\n++ y\n@@ -1 +1 @@\nindex 0..1\nend\n' },
    change: repository => {
      repository.write('a', '++ b\ndiff --git a/b b/b\n@@ -1 +1 @@\nindex 0..1\nend\n\\ No newline\n++ c\n');
      repository.git('add', 'a');
    },
    expected: ['a: 1-2 6-7'],
  },
];

/** No Windows file system takes these. */
const posixChanges: readonly Case[] =
  process.platform === 'win32'
    ? []
    : [
        {
          name: 'names that git quotes',
          before: { 'ü \t"x"\\': three, 'b/日本': three },
          change: repository => {
            repository.write('ü \t"x"\\', `${three}more\n`);
            repository.write('line\nbreak', three);
            repository.git('add', '.');
          },
          expected: ['line\nbreak: *', 'ü \t"x"\\: 4-4'],
        },
      ];

/** Only Linux takes any bytes for a name. */
const linuxChanges: readonly Case[] =
  process.platform === 'linux'
    ? [
        {
          name: 'a name that is not UTF-8',
          before: { a: three },
          change: repository => {
            repository.writeBytes(Buffer.from([0x62, 0xff]), three);
            repository.git('add', '.');
          },
          expected: ['b\ufffd: *'],
        },
      ]
    : [];

describe('stagedSource', () => {
  it.each([...changes, ...posixChanges, ...linuxChanges])('reads $name', ({ before, change, expected }) => {
    const repository = makeCommitted(before);
    change(repository);
    const { chunks, diagnostics } = scan(repository.dir);
    expect(summarize(chunks)).toEqual(expected);
    expect(diagnostics).toEqual([]);
  });

  it('gives the whole staged content as one chunk', () => {
    const repository = makeCommitted({ a: three });
    repository.write('a', `${three}more\n`);
    repository.git('add', 'a');
    repository.write('a', 'not this');
    expect(scan(repository.dir).chunks).toEqual([
      {
        path: 'a',
        text: `${three}more\n`,
        added: [{ first: 4, last: 4 }],
        continued: false,
        origin: 'staged',
        start: { line: 1, column: 1 },
        offset: 0,
      },
    ]);
  });

  it('reads everything before the first commit', () => {
    const repository = makeRepository();
    repository.write('a', three);
    repository.write('b/c', three);
    repository.git('add', '.');
    expect(scanned(repository)).toEqual(['a: *', 'b/c: *']);
  });

  it('reads a repository of the SHA-256 format', () => {
    const repository = makeRepository('--object-format=sha256');
    repository.write('a', three);
    repository.commitAll();
    repository.write('a', `${three}more\n`);
    repository.write('b', three);
    repository.git('add', '.');
    expect(scanned(repository)).toEqual(['a: 4-4', 'b: *']);
  });

  it('reports paths from the top of the work tree when it starts below it', () => {
    const repository = makeCommitted({ 'dir/a': three, b: three });
    repository.write('dir/a', `${three}more\n`);
    repository.write('b', `${three}more\n`);
    repository.git('add', '.');
    repository.git('config', 'diff.relative', 'true');
    expect(summarize(scan(join(repository.dir, 'dir')).chunks)).toEqual(['b: 4-4', 'dir/a: 4-4']);
  });
});

describe('content that is not plain text', () => {
  const oid = 'a'.repeat(64);
  const pointer = `version https://git-lfs.github.com/spec/v1\noid sha256:${oid}\nsize 12345\n`;
  const contents: readonly (readonly [name: string, content: Buffer, kind: string | null])[] = [
    ['binary', Buffer.from([0, 1, 2, 0, 3, 10, 0]), 'binary'],
    ['a Git LFS pointer', Buffer.from(pointer), 'lfs-pointer'],
    ['a pointer with a line more', Buffer.from(`${pointer}more\n`), null],
    ['empty', Buffer.alloc(0), null],
  ];

  it.each(contents)('%s', (_, content, kind) => {
    const repository = makeCommitted({});
    repository.write('a', content);
    repository.write('b', three);
    repository.git('add', '.');
    const { chunks, diagnostics } = scan(repository.dir);
    expect(diagnostics.map(diagnostic => `${diagnostic.path} ${diagnostic.kind}`)).toEqual(
      kind === null ? [] : [`a ${kind}`],
    );
    expect(summarize(chunks)).toEqual(kind === null ? ['a: *', 'b: *'] : ['b: *']);
  });

  const utf16 = (text: string) => Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(text, 'utf16le')]);

  it('decodes UTF-16 and keeps the added lines', () => {
    const repository = makeCommitted({ a: utf16(three) });
    repository.write('a', utf16(`${three}müre\n`));
    repository.git('add', '.');
    const { chunks } = scan(repository.dir);
    expect(summarize(chunks)).toEqual(['a: 4-4']);
    expect(chunks[0]?.text).toBe(`${three}müre\n`);
  });

  it('counts all lines where a character of UTF-16 holds the byte of a line feed', () => {
    const repository = makeCommitted({ a: utf16(`Ċ${three}`) });
    repository.write('a', utf16(`Ċ${three}more\n`));
    repository.git('add', '.');
    expect(scanned(repository)).toEqual(['a: *']);
  });

  it('leaves a file unread that is too big, and still tells the added lines of the others', () => {
    const repository = makeCommitted({ a: three, b: three, c: numbered(1000) });
    repository.write('a', `${three}more\n`);
    repository.write('b', numbered(200_000));
    repository.write('c', 'small now\n');
    repository.write('d', numbered(1000));
    repository.git('add', '.');
    const { chunks, diagnostics } = scan(repository.dir, 2000);
    expect(summarize(chunks)).toEqual(['a: 4-4', 'c: 1-1']);
    expect(diagnostics.map(diagnostic => `${diagnostic.path} ${diagnostic.kind}`)).toEqual(['b too-big', 'd too-big']);
  });

  it('reads more than one batch and more than one group of diffs', () => {
    const long = numbered(900_000);
    const repository = makeCommitted({ a: long, b: long, c: three });
    repository.write('a', `${long}more\n`);
    repository.write('b', `more\n${long}`);
    repository.write('c', `${three}more\n`);
    repository.write('d', long);
    repository.git('add', '.');
    const { chunks, diagnostics } = scan(repository.dir, 50_000_000);
    expect(summarize(chunks)).toEqual(['a: 900001-900001', 'b: 1-1', 'c: 4-4', 'd: *']);
    expect(chunks.map(chunk => chunk.text.length)).toEqual([
      long.length + 5,
      long.length + 5,
      three.length + 5,
      long.length,
    ]);
    expect(diagnostics).toEqual([]);
  });
});
