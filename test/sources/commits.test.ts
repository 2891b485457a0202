import { readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { CommitsOptions } from '../../lib/sources/commits.ts';
import { commitsSource } from '../../lib/sources/commits.ts';
import {
  collect,
  makeCommitted,
  makeFolder,
  makeRepository,
  numbered,
  openRepository,
  type Repository,
} from './repository.ts';

const OPTIONS = { maxFileSize: 1_000_000, admits: () => true, classOf: () => '', findVerdict: null };

function scan({ dir }: Repository, revisions: readonly string[], options: Partial<CommitsOptions> = {}) {
  const { chunks, diagnostics } = collect(commitsSource({ cwd: dir, revisions, lines: 'all', ...OPTIONS, ...options }));
  return { chunks, diagnostics };
}

const history = (repository: Repository, options: Partial<CommitsOptions> = {}) => scan(repository, ['--all'], options);
const range = (repository: Repository, name: string) => scan(repository, [name], { lines: 'added' });

const subject = (repository: Repository, id: string | undefined): string =>
  repository
    .git('log', '-1', '--format=%s', id ?? 'none')
    .toString()
    .trim();

/** Each chunk as `subject path: added lines`. */
const told = (repository: Repository, { chunks }: ReturnType<typeof scan>): string[] =>
  chunks.map(
    ({ path, added, commit }) =>
      `${subject(repository, commit?.id)} ${path}: ${added?.map(({ first, last }) => `${first}-${last}`).join(' ') ?? '*'}`,
  );

function commit(
  repository: Repository,
  message: string,
  files: Readonly<Record<string, string | Buffer | null>>,
): void {
  for (const [path, content] of Object.entries(files)) {
    if (content === null) repository.remove(path);
    else repository.write(path, content);
  }
  repository.git('add', '-A');
  repository.git('commit', '-q', '--allow-empty', '--no-verify', '-m', message);
}

function makeMerged(): Repository {
  const repository = makeRepository();
  commit(repository, 'first', { 'a.txt': numbered(9), 'gone.txt': 'x\n' });
  repository.git('checkout', '-q', '-b', 'side');
  commit(repository, 'side', { 'side.txt': 'side\n', 'a.txt': `${numbered(9)}side\n` });
  repository.git('checkout', '-q', 'main');
  commit(repository, 'main', { 'a.txt': `main\n${numbered(9)}`, 'gone.txt': null });
  repository.git('merge', '-q', '--no-commit', '--no-ff', 'side');
  repository.write('a.txt', `main\n${numbered(9)}side\nevil\n`);
  repository.write('evil.txt', 'new in the merge\n');
  repository.git('add', '-A');
  repository.git('commit', '-q', '-m', 'merge');
  return repository;
}

describe('the whole history', () => {
  it('yields each content once, at the first commit that has it, parents first', () => {
    const repository = makeRepository();
    commit(repository, 'one', { 'a.txt': 'a\n', 'b.txt': 'b\n' });
    commit(repository, 'two', { 'a.txt': 'A\n', 'copy.txt': 'b\n' });
    commit(repository, 'three', { 'a.txt': 'a\n', 'b.txt': null, 'deep/moved.txt': 'b\n' });
    commit(repository, 'empty', {});
    expect(told(repository, history(repository))).toEqual(['one a.txt: *', 'one b.txt: *', 'two a.txt: *']);
  });

  it('reads a content again under a path that is scanned in another way', () => {
    const repository = makeCommitted({ 'a.txt': 'same\n', 'b.env': 'same\n', 'c.txt': 'same\n' });
    const paths = history(repository, { classOf: path => path.slice(-3) }).chunks.map(({ path }) => path);
    expect(paths).toEqual(['a.txt', 'b.env']);
  });

  it('finds what a merge alone brings, what side branches, tags and stashes hold, and what was deleted', () => {
    const repository = makeMerged();
    repository.write('side.txt', 'stashed\n');
    repository.git('stash', '-q');
    const all = told(repository, history(repository));
    expect(all).toEqual(
      expect.arrayContaining(['first gone.txt: *', 'side side.txt: *', 'merge a.txt: *', 'merge evil.txt: *']),
    );
    expect(all.filter(line => line.includes('side.txt'))).toHaveLength(2);
  });

  it('tells commit and author date', () => {
    const repository = makeRepository();
    repository.write('a.txt', 'a\n');
    repository.git('add', '-A');
    repository.git('commit', '-q', '-m', 'x', '--date', '2020-02-03T04:05:06+07:00');
    const id = repository.git('rev-parse', 'HEAD').toString().trim();
    expect(history(repository).chunks[0]?.commit).toEqual({ id, authorDate: '2020-02-03T04:05:06+07:00' });
  });

  it('names what it does not scan, once a path', () => {
    const repository = makeRepository();
    const pointer = `version https://git-lfs.github.com/spec/v1\noid sha256:${'a'.repeat(64)}\nsize 12\n`;
    commit(repository, 'one', { 'b.bin': Buffer.from([0, 1]), 'big.txt': 'x'.repeat(2000), 'l.dat': pointer });
    commit(repository, 'two', { 'b.bin': Buffer.from([0, 2]), 'big.txt': 'y'.repeat(2000) });
    const id = repository.git('rev-parse', 'HEAD').toString().trim();
    repository.git('update-index', '--add', '--cacheinfo', `160000,${id},sub`);
    repository.git('commit', '-q', '-m', 'sub');
    const { chunks, diagnostics } = history(repository, { maxFileSize: 1000 });
    expect(chunks).toEqual([]);
    expect(diagnostics.map(({ kind, path }) => `${kind} ${path}`).sort()).toEqual([
      'binary b.bin',
      'lfs-pointer l.dat',
      'submodule sub',
      'too-big big.txt',
    ]);
  });

  it('counts a path that the configuration leaves out once', () => {
    const repository = makeRepository();
    commit(repository, 'one', { 'a.snap': '1\n', 'b.txt': 'b\n' });
    commit(repository, 'two', { 'a.snap': '2\n' });
    const items = [
      ...commitsSource({
        cwd: repository.dir,
        revisions: ['--all'],
        lines: 'all',
        ...OPTIONS,
        admits: path => !path.endsWith('.snap'),
      }),
    ];
    expect(items.map(({ kind }) => kind)).toEqual(['ignored', 'chunk']);
  });

  it('follows what is stored, not what replaces it', () => {
    const repository = makeRepository();
    commit(repository, 'one', { 'a.txt': 'hidden\n' });
    const id = repository.git('rev-parse', 'HEAD').toString().trim();
    commit(repository, 'two', { 'a.txt': 'shown\n' });
    const tree = repository.git('rev-parse', 'HEAD^{tree}').toString().trim();
    const clean = repository.git('commit-tree', tree, '-m', 'clean').toString().trim();
    repository.git('replace', id, clean);
    expect(history(repository).chunks.map(({ text }) => text)).toContain('hidden\n');
  });

  it('works in a bare repository, with SHA-256, and from a folder below the top', () => {
    const repository = makeCommitted({ 'sub/a.txt': 'a\n' });
    const bare = openRepository(makeFolder());
    bare.git('clone', '-q', '--bare', repository.dir, '.');
    expect(history(bare).chunks.map(({ path }) => path)).toEqual(['sub/a.txt']);
    expect(history(openRepository(join(repository.dir, 'sub'))).chunks.map(({ path }) => path)).toEqual(['sub/a.txt']);
    const modern = makeRepository('--object-format=sha256');
    commit(modern, 'one', { 'a.txt': 'a\n' });
    expect(history(modern).chunks[0]?.commit?.id).toMatch(/^[0-9a-f]{64}$/);
  });

  it('says so when there are no commits', () => {
    const { chunks, diagnostics } = history(makeRepository());
    expect([chunks.length, diagnostics.map(({ kind }) => kind)]).toEqual([0, ['nothing-scanned']]);
  });

  it('is not misled by settings and attributes', () => {
    const repository = makeCommitted({ '.gitattributes': '* -diff\n', 'ä b.txt': 'a\n', 'x\ny.txt': 'b\n' });
    for (const setting of ['log.showRoot=false', 'diff.noprefix=true', 'core.quotePath=true', 'log.showSignature=true'])
      repository.git('config', ...(setting.split('=') as [string, string]));
    expect(history(repository).chunks.map(({ path }) => path)).toEqual(['.gitattributes', 'x\ny.txt', 'ä b.txt']);
  });
});

describe('a range', () => {
  it('yields what each commit adds, also what a later one removes, with renames followed', () => {
    const repository = makeRepository();
    commit(repository, 'base', { 'a.txt': numbered(20), 'b.txt': 'old\n' });
    commit(repository, 'one', { 'a.txt': `${numbered(20)}secret\n`, 'b.txt': 'old\nnew\n' });
    commit(repository, 'two', { 'a.txt': numbered(20) });
    commit(repository, 'three', { 'a.txt': null, 'moved.txt': `top\n${numbered(20)}`, 'c.txt': 'c\n' });
    expect(told(repository, range(repository, 'HEAD~3..HEAD'))).toEqual([
      'one a.txt: 21-21',
      'one b.txt: 2-2',
      'three c.txt: *',
      'three moved.txt: 1-1',
    ]);
    expect(range(repository, 'HEAD..HEAD').diagnostics.map(({ kind }) => kind)).toEqual(['nothing-scanned']);
  });

  it('counts of a merge the lines that none of its parents has', () => {
    const repository = makeMerged();
    const lines = told(repository, range(repository, 'HEAD~1..HEAD'));
    expect(lines).toEqual(['side a.txt: 10-10', 'side side.txt: *', 'merge a.txt: 12-12', 'merge evil.txt: *']);
  });

  it('takes tags, both sides of A...B, and a root commit', () => {
    const repository = makeMerged();
    repository.git('tag', '-a', 'v1', '-m', 'v1', 'HEAD^1');
    expect(told(repository, range(repository, 'v1...side'))).toEqual([
      'side a.txt: 10-10',
      'side side.txt: *',
      'main a.txt: 1-1',
    ]);
    expect(told(repository, scan(repository, ['main~1'], { lines: 'added' }))).toEqual([
      'first a.txt: *',
      'first gone.txt: *',
      'main a.txt: 1-1',
    ]);
  });

  it('compares contents of many megabytes in groups, and none that is too long', () => {
    const repository = makeRepository();
    const long = `${'x'.repeat(99)}\n`.repeat(200_000);
    commit(repository, 'base', { 'a.txt': long, 'b.txt': long, 'c.txt': 'c\n' });
    commit(repository, 'one', { 'a.txt': `a\n${long}`, 'b.txt': `${long}b\n`, 'c.txt': 'c\nd\n' });
    const found = scan(repository, ['HEAD~1..HEAD'], { lines: 'added', maxFileSize: 20_000_001 });
    expect(told(repository, found)).toEqual(['one c.txt: 2-2']);
    expect(found.diagnostics.map(({ kind }) => kind)).toEqual(['too-big', 'too-big']);
    commit(repository, 'short', { 'a.txt': `a\n${numbered(9)}` });
    commit(repository, 'shorter', { 'a.txt': numbered(10) });
    const mixed = scan(repository, ['HEAD~3..HEAD'], { lines: 'added', maxFileSize: 20_000_001 });
    expect(told(repository, mixed)).toEqual(['one c.txt: 2-2', 'short a.txt: 2-10', 'shorter a.txt: 10-10']);
    repository.git('reset', '-q', '--hard', 'HEAD~2');
    const all = scan(repository, ['HEAD~1..HEAD'], { lines: 'added', maxFileSize: 50_000_000 });
    expect(told(repository, all)).toEqual(['one a.txt: 1-1', 'one b.txt: 200001-200001', 'one c.txt: 2-2']);
  });
});

describe('what git cannot give', () => {
  const objectFile = ({ dir }: Repository, id: string) => join(dir, '.git', 'objects', id.slice(0, 2), id.slice(2));
  const idOf = (repository: Repository, name: string) => repository.git('rev-parse', name).toString().trim();

  it.each([
    ['all', ['--all']],
    ['added', ['HEAD~1..HEAD']],
  ] as const)('a missing or damaged content is a diagnostic, and the others are scanned (%s)', (lines, revisions) => {
    const repository = makeRepository();
    commit(repository, 'base', { 'z.txt': 'z\n' });
    commit(repository, 'one', { 'a.txt': 'a\n', 'b.txt': 'b\n', 'c.txt': 'c\n' });
    rmSync(objectFile(repository, idOf(repository, 'HEAD:a.txt')));
    const damaged = objectFile(repository, idOf(repository, 'HEAD:b.txt'));
    rmSync(damaged, { force: true });
    writeFileSync(damaged, 'no object');
    const { chunks, diagnostics } = scan(repository, revisions, { lines });
    expect(chunks.map(({ path }) => path).filter(path => path !== 'z.txt')).toEqual(['c.txt']);
    expect(diagnostics.map(({ kind, path }) => `${kind} ${path}`)).toEqual([
      'broken-object a.txt',
      'broken-object b.txt',
    ]);
  });

  it('a damaged tree costs its commits alone', () => {
    const repository = makeRepository();
    commit(repository, 'one', { 'a.txt': 'a\n' });
    commit(repository, 'two', { 'b.txt': 'b\n' });
    commit(repository, 'three', { 'c.txt': 'c\n' });
    commit(repository, 'four', { 'd.txt': 'd\n' });
    rmSync(objectFile(repository, idOf(repository, 'HEAD~2^{tree}')));
    const { chunks, diagnostics } = history(repository);
    expect(chunks.map(({ path }) => path)).toEqual(['a.txt', 'd.txt']);
    expect(diagnostics.map(({ kind }) => kind)).toEqual(['broken-object', 'broken-object']);
  });

  it('a missing commit, an unknown name and a folder outside of a repository are errors', () => {
    const repository = makeRepository();
    commit(repository, 'one', { 'a.txt': 'a\n' });
    commit(repository, 'two', { 'b.txt': 'b\n' });
    expect(() => range(repository, 'nowhere..HEAD')).toThrow(/could not list the commits/);
    expect(() => range(repository, `${'0'.repeat(40)}..HEAD`)).toThrow(/could not list the commits/);
    rmSync(objectFile(repository, idOf(repository, 'HEAD~1')));
    expect(() => history(repository)).toThrow(/could not list the commits/);
    expect(() => history(openRepository(makeFolder()))).toThrow(/finds no history/);
  });

  it('says that a clone is shallow', () => {
    const repository = makeRepository();
    for (const name of ['one', 'two', 'three', 'four']) commit(repository, name, { 'a.txt': `${name}\n` });
    const shallow = openRepository(makeFolder());
    shallow.git('clone', '-q', '--depth', '2', `file://${repository.dir}`, '.');
    const { chunks, diagnostics } = history(shallow);
    expect(chunks.map(({ text }) => text)).toEqual(['three\n', 'four\n']);
    expect(diagnostics.map(({ kind }) => kind)).toEqual(['shallow-clone']);
    expect(range(shallow, 'HEAD~1..HEAD').diagnostics).toEqual([]);
    expect(() => range(shallow, 'HEAD~3..HEAD')).toThrow(
      expect.objectContaining({ remedy: expect.stringContaining('shallow') }),
    );
  });

  it('says what a partial clone lacks, and fetches nothing', () => {
    const repository = makeRepository();
    repository.git('config', 'uploadpack.allowFilter', 'true');
    commit(repository, 'one', { 'a.txt': 'one\n' });
    commit(repository, 'two', { 'a.txt': 'two\n' });
    const partial = openRepository(makeFolder());
    partial.git('clone', '-q', '--filter=blob:none', `file://${repository.dir}`, '.');
    const packs = () => readdirSync(join(partial.dir, '.git', 'objects', 'pack')).length;
    const before = packs();
    const { chunks, diagnostics } = history(partial);
    expect(chunks.map(({ text }) => text)).toEqual(['two\n']);
    expect(diagnostics).toEqual([{ kind: 'partial-clone', message: expect.stringContaining('1 content ') }]);
    const compared = range(partial, 'HEAD~1..HEAD');
    expect(compared.chunks.map(({ text, added }) => [text, added])).toEqual([['two\n', null]]);
    expect(compared.diagnostics.map(({ kind }) => kind)).toEqual(['partial-clone']);
    expect(packs()).toBe(before);
    expect(partial.git('rev-list', '--objects', '--missing=print', '--all').toString()).toMatch(/^\?/m);
  });
});
