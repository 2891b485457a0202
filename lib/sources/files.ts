/** Files and folders as a source. Listing is apart from reading, so that a list can be handed to other threads. */

import { closeSync, constants, fstatSync, openSync, readSync, realpathSync } from 'node:fs';
import { isAbsolute, relative, sep } from 'node:path';
import type { DiagnosticKind } from '../model/diagnostic.ts';
import type { SourceItem } from '../model/source.ts';
import { errorCode } from '../text/error-words.ts';
import { compileGlobs } from '../text/glob.ts';
import { formatSize } from '../text/size.ts';
import { describeFileError } from './file-error.ts';
import { isLfsPointer } from './git/lfs-pointer.ts';
import { findGitRoot } from './git/root.ts';
import { type ReadBytes, readPieces, type TextItems, type TextStart } from './pieces.ts';
import type { Target } from './targets.ts';
import { type ListedFile, type WalkOptions, walkFolder } from './walk.ts';

export type FilesOptions = {
  readonly targets: readonly Target[];
  /** Top of the repository, or the current folder outside of one: paths are reported relative to it. Absolute. */
  readonly root: string;
  /** Paths outside of the root are reported relative to this folder. Absolute. */
  readonly cwd: string;
  /** Globs on paths from the root, for what is met inside of folders; no `include` means everything. */
  readonly include: readonly string[];
  readonly exclude: readonly string[];
  /** False: no ignore file is read. */
  readonly gitignore: boolean;
  /** True: the globs hold for files named outright too. */
  readonly passed?: boolean;
  /** Files that git tracks although they are ignored, from the root. */
  readonly tracked: ReadonlySet<string>;
  /** The user's own ignore file for git, absolute; it need not exist. */
  readonly excludesFile?: string;
  /** Bytes above which a file is left unread. */
  readonly maxFileSize: number;
};

const report = (kind: DiagnosticKind, path: string, message: string): SourceItem => ({
  kind: 'diagnostic',
  diagnostic: { kind, path, message },
});

const toSlashes = (path: string): string => (sep === '/' ? path : path.replaceAll(sep, '/'));

/** The path from `folder` with `/`, '' for the folder itself; null where it lies outside. */
function pathInside(folder: string, absolute: string): string | null {
  const path = relative(folder, absolute);
  return path === '..' || path.startsWith(`..${sep}`) || isAbsolute(path) ? null : toSlashes(path);
}

const pathOf = (absolute: string, { root, cwd }: FilesOptions): string =>
  pathInside(root, absolute) ?? toSlashes(relative(cwd, absolute));

function realPath(absolute: string): string {
  try {
    return realpathSync.native(absolute);
  } catch {
    return absolute;
  }
}

/** Whether a real path lies in a target, or in a folder that is one. The targets are looked at when first asked. */
function createInsideTest(targets: readonly Target[]): (real: string) => boolean {
  let places: string[] | null = null;
  return real => {
    places ??= targets.flatMap(target => ('absolute' in target ? [realPath(target.absolute)] : []));
    return places.some(place => real === place || real.startsWith(place.endsWith(sep) ? place : place + sep));
  };
}

/** The files, and with `/` at their ends all folders that hold them. */
function withFolders(files: ReadonlySet<string>): Set<string> {
  const paths = new Set(files);
  for (const file of files) {
    for (let end = file.lastIndexOf('/'); end !== -1; end = file.lastIndexOf('/', end - 1)) {
      const folder = file.slice(0, end + 1);
      if (paths.has(folder)) break;
      paths.add(folder);
      if (end === 0) break;
    }
  }
  return paths;
}

function createClaim(): (real: string) => boolean {
  const seen = new Set<string>();
  return real => {
    const isNew = !seen.has(real);
    seen.add(real);
    return isNew;
  };
}

/** What the walks of all targets share. */
type Shared = Pick<WalkOptions, 'gitignore' | 'excludesFile' | 'isExcluded' | 'isIncluded' | 'isInside' | 'claim'> & {
  readonly tracked: ReadonlySet<string>;
};

/** A folder outside of the root is ruled by its own repository, or by itself alone. */
function walkTarget(absolute: string, options: FilesOptions, shared: Shared): Generator<ListedFile | SourceItem> {
  const inside = pathInside(options.root, absolute);
  const top = inside === null ? (findGitRoot(absolute) ?? absolute) : options.root;
  const folder = inside ?? pathInside(top, absolute) ?? '';
  const prefix = inside === null ? pathOf(top, options).replace(/(?<!\/)$/, '/') : '';
  const tracked = inside === null ? new Set<string>() : shared.tracked;
  return walkFolder({ ...shared, top, prefix, folder: folder === '' ? '' : `${folder}/`, tracked });
}

function share(options: FilesOptions): Shared {
  const { targets, include, exclude, gitignore, excludesFile, tracked } = options;
  return {
    gitignore,
    ...(excludesFile === undefined ? {} : { excludesFile }),
    tracked: withFolders(tracked),
    isExcluded: compileGlobs(exclude),
    isIncluded: include.length === 0 ? () => true : compileGlobs(include),
    isInside: createInsideTest(targets),
    ...(targets.length > 1 ? { claim: createClaim() } : {}),
  };
}

/**
 * Lists the files that the targets name or hold, in the order of the targets, each file once. Files named outright are
 * listed whatever the globs and ignore files say, unless a program passed them. Opens nothing but folders and ignore files.
 */
export function* listFiles(options: FilesOptions): Generator<ListedFile | SourceItem> {
  const shared = share(options);
  for (const target of options.targets) {
    if (target.kind === 'missing') yield report('not-found', target.given, target.message);
    else if (target.kind === 'unreadable') yield report('unreadable-path', target.given, target.message);
    else if (target.kind === 'folder') {
      if (shared.claim?.(target.absolute + sep) !== false) yield* walkTarget(target.absolute, options, shared);
    } else if (shared.claim?.(realPath(target.absolute)) !== false) {
      const path = pathOf(target.absolute, options);
      if (options.passed === true && (shared.isExcluded(path) || !shared.isIncluded(path))) {
        yield { kind: 'ignored', count: 1 };
      } else yield { kind: 'file', path, absolute: target.absolute, named: true };
    }
  }
}

/** Whoever puts a link or a pipe in the place of a listed file can't lead the scan elsewhere or stop it. Windows has no such flags. */
const MET = constants.O_RDONLY | constants.O_NONBLOCK | constants.O_NOFOLLOW;
const NAMED = constants.O_RDONLY;

function reportFailure({ path, named }: ListedFile, error: unknown): SourceItem {
  const message = describeFileError(error);
  if (!named) return report('unreadable', path, message);
  return report(errorCode(error) === 'ENOENT' ? 'not-found' : 'unreadable-path', path, message);
}

/** Asks for the size only of a file that may be too big by what was read of it; pipes and devices have none. */
function refuseBig(fd: number, path: string, limit: number, { length, whole }: TextStart): SourceItem | null {
  if (whole && length <= limit) return null;
  const status = fstatSync(fd);
  const size = Math.max(length, status.size);
  if (size <= limit || !status.isFile()) return null;
  return report(
    'too-big',
    path,
    `has ${formatSize(size)}, more than the ${formatSize(limit)} that --max-file-size allows`,
  );
}

const V = 0x76;

/** Most files are told from a pointer by their first letter. */
const isPointer = (bytes: Buffer): boolean => bytes[0] === V && isLfsPointer(bytes);

function readOpenFile(fd: number, { path }: ListedFile, maxFileSize: number): TextItems {
  const read: ReadBytes = (target, offset, length) => readSync(fd, target, offset, length, null);
  const refuse = (start: TextStart): SourceItem | null => refuseBig(fd, path, maxFileSize, start);
  const items = readPieces(read, { path, origin: 'file', refuse });
  const first = isList(items) ? items[0] : undefined;
  if (first?.kind !== 'chunk' || !isPointer(first.chunk.bytes)) return items;
  return [report('lfs-pointer', path, 'is a Git LFS pointer; the file that it stands for is not here'), first];
}

const isList = (items: TextItems): items is readonly SourceItem[] => Array.isArray(items);

/** The items of a file that is read while they are asked for; then it is closed. */
function* readOn(fd: number, file: ListedFile, items: TextItems): Generator<SourceItem> {
  try {
    yield* items;
  } catch (error) {
    yield reportFailure(file, error);
  } finally {
    closeSync(fd);
  }
}

/**
 * Reads a listed file and gives its text as chunks, or a diagnostic: binary, bigger than `maxFileSize` bytes, or not
 * readable. A pipe that is named is read to its end. A file longer than one chunk stays open until the last item has been
 * asked for, or iterating ends early.
 */
export function readListedFile(file: ListedFile, maxFileSize: number): Iterable<SourceItem> {
  const { absolute, named } = file;
  let fd: number;
  try {
    const path = typeof absolute === 'string' ? absolute : Buffer.from(absolute);
    fd = openSync(path, named ? NAMED : MET);
  } catch (error) {
    return [reportFailure(file, error)];
  }
  let items: TextItems;
  try {
    items = readOpenFile(fd, file, maxFileSize);
  } catch (error) {
    items = [reportFailure(file, error)];
  }
  if (!isList(items)) return readOn(fd, file, items);
  closeSync(fd);
  return items;
}

/** The files that the targets name or hold, as a source: see `listFiles` and `readListedFile`. */
export function* filesSource(options: FilesOptions): Generator<SourceItem> {
  for (const item of listFiles(options)) {
    if (item.kind === 'file') yield* readListedFile(item, options.maxFileSize);
    else yield item;
  }
}
