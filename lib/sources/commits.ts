/**
 * What commits hold: of the whole history each content once, at the first commit that brought it; of a range what each of
 * its commits adds. Commits come with their parents first, so that the first finding of a secret is where it came from.
 */

import type { Commit } from '../model/commit.ts';
import type { SourceItem } from '../model/source.ts';
import type { LineRange } from '../model/span.ts';
import type { FindVerdict } from '../model/verdict.ts';
import { pairKey } from './git/added-lines.ts';
import { type BlobPlace, makeBlobItem, report, reportBroken, reportTooBig } from './git/blob-item.ts';
import { readChanges } from './git/commit-changes.ts';
import { readCommitLines } from './git/commit-lines.ts';
import { isPartialClone, listCommits, listUnfetched, reportShallow, reportUnfetched } from './git/commits.ts';
import { readBlobs, readSizes } from './git/objects.ts';
import { type ChangedFile, GITLINK_MODE, hasOldText, holdsNewText, MAX_OLD_SIZE } from './git/raw-diff.ts';
import { partByVerdict } from './git/verdicts.ts';

export type CommitsOptions = {
  /** A folder of the repository; it may be bare. */
  readonly cwd: string;
  /** As git-rev-list reads them: `--all`, `A..B`, `HEAD`, `^main` … */
  readonly revisions: readonly string[];
  /** Whether all lines of a content count, or those that its commit adds. */
  readonly lines: 'all' | 'added';
  /** Bytes above which a content is left unread. */
  readonly maxFileSize: number;
  /** False for paths that the configuration leaves out. */
  readonly admits: (path: string) => boolean;
  /** Names what of a path a scan depends on: a content is scanned again only under a path of another class. */
  readonly classOf: (path: string) => string;
  /** Null: every content is read. */
  readonly findVerdict: FindVerdict | null;
};

/** Commits that are compared at a time. */
const BATCH_COMMITS = 512;
/** Contents that are read at a time. */
const BATCH_BLOBS = 4096;

/** A content to scan, and the change that brought it. */
type Task = { readonly file: ChangedFile; readonly commit: Commit };
type SizedTask = Task & { readonly id: string; readonly path: string; readonly size: number };

const placeOf = ({ file, commit }: Task): BlobPlace => ({
  path: file.path,
  id: file.newId,
  mode: file.newMode,
  before: hasOldText(file) && !file.oldId.includes(',') ? file.oldId : null,
  commit,
});

/** What the whole run remembers. */
type Memory = {
  readonly seen: Set<string>;
  /** Diagnostics that were given, by kind and path: a file that stays binary through a thousand commits is said to be so once. */
  readonly told: Set<string>;
  readonly unfetched: ReadonlySet<string>;
  lacking: number;
};

function* tellOnce(item: SourceItem, { told }: Memory): Generator<SourceItem> {
  if (item.kind === 'diagnostic') {
    const { kind, path } = item.diagnostic;
    const key = `${kind} ${path}`;
    if (kind !== 'broken-object' && told.has(key)) return;
    told.add(key);
  }
  yield item;
}

const isAddedOnly = (options: CommitsOptions, file: ChangedFile): boolean =>
  options.lines === 'added' && hasOldText(file);

/** The change, if it brings a content that has not been scanned yet; it has been from now on. */
function claim(file: ChangedFile, options: CommitsOptions, memory: Memory): ChangedFile | null {
  if (!holdsNewText(file)) return null;
  const content = isAddedOnly(options, file) ? pairKey(file) : file.newId;
  const key = `${content} ${options.classOf(file.path)}`;
  if (memory.seen.has(key)) return null;
  memory.seen.add(key);
  const lacks = (ids: string): boolean =>
    memory.unfetched.size > 0 && ids.split(',').some(id => memory.unfetched.has(id));
  if (lacks(file.newId)) {
    memory.lacking += 1;
    return null;
  }
  if (!isAddedOnly(options, file) || !lacks(file.oldId)) return file;
  memory.lacking += 1;
  return { ...file, status: WITHOUT_OLD };
}

/** For a change whose previous content is not here: all of its lines count. */
const WITHOUT_OLD = 'A';

function* takeTasks(
  commits: readonly string[],
  options: CommitsOptions,
  memory: Memory,
  tasks: Task[],
): Generator<SourceItem> {
  for (const item of readChanges(options.cwd, commits, options.lines === 'added')) {
    if ('kind' in item) {
      yield { kind: 'diagnostic', diagnostic: item };
      continue;
    }
    for (const file of item.files) {
      if (!options.admits(file.path)) {
        if (file.status !== 'D') yield* tellIgnored(file.path, memory);
      } else if (file.newMode === GITLINK_MODE) {
        const message = 'is a submodule; its commits are in a repository of their own';
        yield* tellOnce(report('submodule', file.path, message), memory);
      } else {
        const claimed = claim(file, options, memory);
        if (claimed !== null) tasks.push({ file: claimed, commit: item.commit });
      }
    }
  }
}

/** A path that is left out counts once. */
function* tellIgnored(path: string, { told }: Memory): Generator<SourceItem> {
  const key = `ignored ${path}`;
  if (told.has(key)) return;
  told.add(key);
  yield { kind: 'ignored', count: 1 };
}

type Comparison = { readonly id: string; readonly files: ChangedFile[]; readonly left: string[] };

/** Whether the previous contents are short enough to be compared with. */
const isBounded = ({ oldId }: ChangedFile, sizes: ReadonlyMap<string, number>): boolean =>
  oldId.split(',').every(id => /^0+$/.test(id) || (sizes.get(id) ?? MAX_OLD_SIZE) < MAX_OLD_SIZE);

/** What git has to compare, commit by commit. `left` are tasks whose contents are not read. */
function planComparisons(
  tasks: readonly Task[],
  left: ReadonlySet<Task>,
  sizes: ReadonlyMap<string, number>,
): Comparison[] {
  const byCommit = new Map<string, Comparison>();
  for (const task of tasks) {
    const { file, commit } = task;
    const comparison = byCommit.get(commit.id) ?? { id: commit.id, files: [], left: [] };
    byCommit.set(commit.id, comparison);
    const withoutOld = file.status === WITHOUT_OLD && !/^[0,]+$/.test(file.oldId);
    if (withoutOld || left.has(task) || (hasOldText(file) && !isBounded(file, sizes))) comparison.left.push(file.path);
    else if (hasOldText(file)) comparison.files.push(file);
  }
  return [...byCommit.values()].filter(({ files }) => files.length > 0);
}

/** The lines that count of each task, by `pairKey`; a pair without known lines counts whole. */
function* findLines(
  comparisons: readonly Comparison[],
  sizes: ReadonlyMap<string, number>,
  cwd: string,
): Generator<SourceItem, ReadonlyMap<string, readonly LineRange[]>> {
  const { byPair, failures } = readCommitLines(cwd, comparisons, sizes);
  for (const diagnostic of failures) yield { kind: 'diagnostic', diagnostic };
  return byPair;
}

const idsOf = (options: CommitsOptions, file: ChangedFile): string[] =>
  isAddedOnly(options, file) ? [file.newId, ...file.oldId.split(',').filter(id => !/^0+$/.test(id))] : [file.newId];

function* readTasks(tasks: readonly Task[], options: CommitsOptions, memory: Memory): Generator<SourceItem> {
  const { cwd, maxFileSize } = options;
  const sizes = readSizes(
    cwd,
    tasks.flatMap(({ file }) => idsOf(options, file)),
  );
  const readable: SizedTask[] = [];
  const left = new Set<Task>();
  for (const task of tasks) {
    const size = sizes.get(task.file.newId);
    if (size !== undefined && size <= maxFileSize) {
      readable.push({ ...task, id: task.file.newId, path: task.file.path, size });
    } else left.add(task);
    if (size === undefined) yield* tellOnce(reportBroken(placeOf(task)), memory);
    else if (size > maxFileSize) yield* tellOnce(reportTooBig(task.file.path, size, maxFileSize), memory);
  }
  const byPair =
    options.lines === 'added' ? yield* findLines(planComparisons(tasks, left, sizes), sizes, cwd) : new Map();
  const addedIn = ({ file }: SizedTask): readonly LineRange[] | null =>
    isAddedOnly(options, file) ? (byPair.get(pairKey(file)) ?? null) : null;
  const wanted = readable.filter(task => addedIn(task)?.length !== 0);
  const { unknown, clean } = partByVerdict(wanted, addedIn, options.findVerdict);
  yield* clean;
  let index = 0;
  for (const blob of readBlobs(cwd, unknown)) {
    const task = unknown[index++];
    if (task !== undefined) yield* tellOnce(makeBlobItem(placeOf(task), blob, addedIn(task)), memory);
  }
}

const NOTHING: SourceItem = {
  kind: 'diagnostic',
  diagnostic: { kind: 'nothing-scanned', message: 'there are no commits to scan' },
};

/**
 * Yields one chunk for each content that the commits bring, with its commit and with paths from the top of the repository.
 * What is binary, too big, a Git LFS pointer or a submodule is a diagnostic, once a path; so are contents that are missing
 * or damaged, commits that can't be read, and a clone that is shallow or partial. Throws a GateError when git is missing or
 * can't list the commits.
 */
export function* commitsSource(options: CommitsOptions): Generator<SourceItem> {
  const { cwd, revisions } = options;
  const commits = listCommits(cwd, revisions);
  if (commits.length === 0) {
    yield NOTHING;
    return;
  }
  for (const diagnostic of reportShallow(cwd, commits)) yield { kind: 'diagnostic', diagnostic };
  const unfetched = isPartialClone(cwd) ? listUnfetched(cwd, commits) : new Set<string>();
  const memory: Memory = { seen: new Set(), told: new Set(), unfetched, lacking: 0 };
  let tasks: Task[] = [];
  for (let first = 0; first < commits.length; first += BATCH_COMMITS) {
    yield* takeTasks(commits.slice(first, first + BATCH_COMMITS), options, memory, tasks);
    if (tasks.length < BATCH_BLOBS && first + BATCH_COMMITS < commits.length) continue;
    yield* readTasks(tasks, options, memory);
    tasks = [];
  }
  for (const diagnostic of reportUnfetched(memory.lacking)) yield { kind: 'diagnostic', diagnostic };
}
