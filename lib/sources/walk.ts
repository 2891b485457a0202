/** Lists the files below a folder in a fixed order, without those that the ignore files and globs leave out. */

import { type Dirent, lstatSync, readdirSync, realpathSync } from 'node:fs';
import { join, sep } from 'node:path';
import type { DiagnosticKind } from '../model/diagnostic.ts';
import type { SourceItem } from '../model/source.ts';
import { errorCode } from '../text/error-words.ts';
import { describeFileError } from './file-error.ts';
import { enterFolder, type IgnoreMarks, type IgnoreScope, isIgnored, keepFolder, openScope } from './ignore-files.ts';

/** A file to be read: plain data, so that a list of them can be handed to another thread. */
export type ListedFile = {
  readonly kind: 'file';
  /** As it is reported. */
  readonly path: string;
  /** Where it lies; the bytes themselves where a name on the way is not UTF-8. */
  readonly absolute: string | Uint8Array;
  /** Named on the command line, so that failing to read it makes the run fail. */
  readonly named: boolean;
};

export type WalkOptions = {
  /** The folder that the ignore files, the globs and `tracked` count from. */
  readonly top: string;
  /** The folder to walk, relative to `top`: '' or with `/` at its end. */
  readonly folder: string;
  /** What reported paths begin with, '' or with `/` at its end. */
  readonly prefix: string;
  /** False: no ignore file is read. */
  readonly gitignore: boolean;
  readonly excludesFile?: string;
  /** Files that git tracks although they are ignored, and with `/` at their ends the folders above them. */
  readonly tracked: ReadonlySet<string>;
  /** Asked of files, and with `/` at their ends of folders. */
  readonly isExcluded: (path: string) => boolean;
  /** Asked of files only. */
  readonly isIncluded: (path: string) => boolean;
  /** Whether the target of a link, by its real path, lies in what is scanned. */
  readonly isInside: (real: string) => boolean;
  /** Says of a file's real path whether it is met for the first time; left out when a file can be met once only. */
  readonly claim?: (real: string) => boolean;
};

type Entry = {
  readonly name: string;
  readonly raw: string | Buffer;
  readonly type: 'file' | 'folder' | 'link' | 'other';
  /** A folder sorts as the paths below it do: `a.ts` before `a/b`. */
  readonly key: string;
};

/** An open folder of the walk. */
type Frame = {
  /** With a separator at its end. */
  readonly absolute: string | Buffer;
  readonly path: string;
  /** Real path, or a name of its own where the path is not UTF-8; '' when nobody asks. */
  readonly real: string;
  readonly scope: IgnoreScope;
  /** Nothing but tracked files is taken: git ignores the folder. */
  readonly trackedOnly: boolean;
  readonly entries: readonly Entry[];
  next: number;
  ignored: number;
};

/** A folder to be opened; `absolute` has no separator at its end but that of a root. */
type Place = Pick<Frame, 'absolute' | 'path' | 'real' | 'scope' | 'trackedOnly'>;

const NOT_UTF8 = '\ufffd';

const report = (kind: DiagnosticKind, path: string, message: string): SourceItem => ({
  kind: 'diagnostic',
  diagnostic: { kind, path, message },
});

const compare = (left: Entry, right: Entry): number => (left.key < right.key ? -1 : left.key > right.key ? 1 : 0);

function toEntry(name: string, raw: string | Buffer, type: Dirent<string> | Dirent<Buffer>): Entry {
  if (type.isFile()) return { name, raw, type: 'file', key: name };
  if (type.isDirectory()) return { name, raw, type: 'folder', key: `${name}/` };
  return { name, raw, type: type.isSymbolicLink() ? 'link' : 'other', key: name };
}

/** Names that are not UTF-8 are listed again as bytes: what can't be named can be read all the same. */
function readEntries(folder: string | Buffer): Entry[] {
  const types = typeof folder === 'string' ? readdirSync(folder, { withFileTypes: true }) : null;
  const entries =
    types === null || types.some(({ name }) => name.includes(NOT_UTF8))
      ? readdirSync(folder, { withFileTypes: true, encoding: 'buffer' }).map(readByteName)
      : types.map(type => toEntry(type.name, type.name, type));
  return entries.sort(compare);
}

function readByteName(type: Dirent<Buffer>): Entry {
  const name = type.name.toString('utf8');
  return toEntry(name, name.includes(NOT_UTF8) ? type.name : name, type);
}

function joinPath(folder: string | Buffer, name: string | Buffer): string | Buffer {
  if (typeof folder === 'string' && typeof name === 'string') return folder + name;
  return Buffer.concat([Buffer.from(folder), Buffer.from(name)]);
}

const endInSeparator = (folder: string | Buffer): string | Buffer =>
  folder.at(-1) === sep || folder.at(-1) === sep.charCodeAt(0) ? folder : joinPath(folder, sep);

/** Two names that are not UTF-8 may look alike; their bytes tell them apart, and no other name holds a NUL. */
const joinReal = (folder: string, name: string | Buffer): string =>
  `${folder}${sep}${typeof name === 'string' ? name : `\0${name.toString('latin1')}`}`;

function marksIn(entries: readonly Entry[]): IgnoreMarks {
  const marks = { git: false, gitignore: false, gateignore: false };
  for (const { name, type } of entries) {
    if (name === '.git') marks.git = true;
    else if (name === '.gitignore') marks.gitignore = type === 'file';
    else if (name === '.gateignore') marks.gateignore = type === 'file';
  }
  return marks;
}

const exists = (path: string): boolean => lstatSync(path, { throwIfNoEntry: false }) !== undefined;

function marksOf(folder: string): IgnoreMarks {
  const has = (name: string): boolean => {
    try {
      return exists(join(folder, name));
    } catch {
      return false;
    }
  };
  return { git: has('.git'), gitignore: has('.gitignore'), gateignore: has('.gateignore') };
}

/** The scope that the folders above the walked one leave it. Being named, it is walked whatever they say of it. */
function scopeAbove({ top, folder, gitignore, excludesFile }: WalkOptions): IgnoreScope {
  if (!gitignore) return [];
  let scope = openScope(excludesFile);
  for (let end = folder.indexOf('/'), start = 0; end !== -1; start = end + 1, end = folder.indexOf('/', start)) {
    const absolute = join(top, folder.slice(0, start));
    scope = enterFolder(scope, { absolute, path: folder.slice(0, start) }, marksOf(absolute), excludesFile);
    keepFolder(scope, folder.slice(0, end + 1));
  }
  return scope;
}

function openFrame(place: Place, { gitignore, excludesFile }: WalkOptions): Frame {
  const { absolute, path, real, trackedOnly } = place;
  const entries = readEntries(absolute);
  const enters = gitignore && typeof absolute === 'string';
  const scope = enters ? enterFolder(place.scope, { absolute, path }, marksIn(entries), excludesFile) : place.scope;
  return { absolute: endInSeparator(absolute), path, real, scope, trackedOnly, entries, next: 0, ignored: 0 };
}

/** Whether an entry is left out, or taken for the tracked files in it alone. */
function leavesOut(frame: Frame, path: string, options: WalkOptions): boolean | 'by-git' {
  if (options.isExcluded(path)) return true;
  const tracked = options.tracked.size > 0 && options.tracked.has(path);
  if (frame.trackedOnly && !tracked) return true;
  const ignored = isIgnored(frame.scope, path, tracked);
  return frame.trackedOnly && ignored === false ? 'by-git' : ignored;
}

/** A link into what is scanned leads to what is met anyway, and a dangling one to nothing: neither is followed. */
function checkLink(path: string, absolute: string | Buffer, options: WalkOptions): SourceItem | null {
  const reported = options.prefix + path;
  try {
    if (options.isInside(realpathSync.native(absolute))) return null;
    return report('symlink-outside', reported, 'is a link to a place outside of what is scanned; it was not followed');
  } catch (error) {
    const message = describeFileError(error);
    return ['ENOENT', 'ENOTDIR', 'ELOOP'].includes(errorCode(error) ?? '')
      ? null
      : report('unreadable', reported, message);
  }
}

type Step = ListedFile | SourceItem | Place | null;

function takeEntry(frame: Frame, { name, raw, type, key }: Entry, options: WalkOptions): Step {
  if (name === '.git') return null;
  const path = frame.path + key;
  const ignored = leavesOut(frame, path, options);
  if (ignored === true || (type === 'file' && !options.isIncluded(path))) {
    frame.ignored++;
    return null;
  }
  const absolute = joinPath(frame.absolute, raw);
  const real = options.claim === undefined ? '' : joinReal(frame.real, raw);
  if (type === 'folder') return { absolute, path, real, scope: frame.scope, trackedOnly: ignored === 'by-git' };
  if (options.claim?.(real) === false) return null;
  if (type === 'link') return checkLink(path, absolute, options);
  if (type === 'other') return null;
  return { kind: 'file', path: options.prefix + path, absolute, named: false };
}

function startPlace(options: WalkOptions): Place {
  const absolute = join(options.top, options.folder);
  const real = options.claim === undefined ? '' : realpathSync.native(absolute);
  return {
    absolute,
    path: options.folder,
    real: real.endsWith(sep) ? real.slice(0, -1) : real,
    scope: scopeAbove(options),
    trackedOnly: false,
  };
}

/**
 * Walks a folder in code-unit order of the full paths and yields its regular files, diagnostics for what can't be read or
 * leads outside, and for each folder the number of entries left out (a folder counts once). `.git` is left out uncounted,
 * as are sockets, pipes and devices. Links are never followed. A folder that is named and can't be read is
 * `unreadable-path`, one that is met is `unreadable`. Holds one listing for each level of the tree.
 */
export function* walkFolder(options: WalkOptions): Generator<ListedFile | SourceItem> {
  const frames: Frame[] = [];
  try {
    frames.push(openFrame(startPlace(options), options));
  } catch (error) {
    const path = (options.prefix + options.folder).replace(/\/$/, '') || '.';
    yield report('unreadable-path', path, describeFileError(error));
  }
  for (let frame = frames.at(-1); frame !== undefined; frame = frames.at(-1)) {
    const entry = frame.entries[frame.next++];
    if (entry === undefined) {
      frames.pop();
      if (frame.ignored > 0) yield { kind: 'ignored', count: frame.ignored };
      continue;
    }
    const step = takeEntry(frame, entry, options);
    if (step === null) continue;
    if ('kind' in step) {
      yield step;
      continue;
    }
    try {
      frames.push(openFrame(step, options));
    } catch (error) {
      yield report('unreadable', options.prefix + step.path.slice(0, -1), describeFileError(error));
    }
  }
}
