/** Tells by its path whether a file is a manifest or a lockfile. Asked for every file of a scan, so that most are told by one look-up. */

import type { ManifestEntry } from '../../model/manifest.ts';
import { compileGlobs } from '../../text/glob.ts';

/** Folders of installed packages: their manifests are not the project's. */
const INSTALLED = /(?:^|\/)(?:node_modules|site-packages|dist-packages|bower_components)\//;

type GlobEntry = {
  readonly id: string;
  readonly beside: boolean;
  readonly globs: string[];
  /** Of each glob what stands in every path that it fits. */
  readonly literals: string[];
  fits: ((path: string) => boolean) | null;
};

const baseName = (path: string): string => path.slice(path.lastIndexOf('/') + 1);

const [DOT, SLASH] = [0x2e, 0x2f];

/** What stands behind the last dot of a file's name, or all of the name. */
function extensionOf(path: string): string {
  let start = path.length;
  for (; start > 0; start--) {
    const before = path.charCodeAt(start - 1);
    if (before === DOT || before === SLASH) break;
  }
  return path.slice(start);
}

/** The longest text in a glob without wildcards; one at the start of a path has no `/` before it. */
const literalOf = (glob: string): string =>
  glob
    .split(/[*?]+|\[[^\]]*\]/)
    .map(part => part.replace(/^\//, ''))
    .reduce((longest, part) => (part.length > longest.length ? part : longest));

function addGlob(byExtension: Map<string, GlobEntry[]>, id: string, glob: string, beside: boolean): void {
  const extension = extensionOf(glob);
  const entries = byExtension.get(extension) ?? [];
  byExtension.set(extension, entries);
  const own = entries.find(entry => entry.id === id);
  if (own === undefined) {
    entries.push({ id, beside, globs: [glob], literals: [literalOf(glob)], fits: null });
    return;
  }
  own.globs.push(glob);
  own.literals.push(literalOf(glob));
}

/** Globs are slow: nearly all paths lack what even one of them asks for. */
function fitsGlobs(entry: GlobEntry, path: string): boolean {
  if (!entry.literals.some(literal => path.includes(literal))) return false;
  entry.fits ??= compileGlobs(entry.globs);
  return entry.fits(path);
}

const NONE: readonly string[] = [];

/**
 * Gives the function from a path (with `/`) to the keys of its formats. Of two formats that claim a file the one that names it
 * without a wildcard counts, else the first; those that are read beside others follow.
 */
export function createFormatFinder(
  formats: Readonly<Record<string, ManifestEntry>>,
): (path: string) => readonly string[] {
  const byName = new Map<string, string>();
  const besideByName = new Map<string, string[]>();
  const byExtension = new Map<string, GlobEntry[]>();
  for (const [id, { files, beside = false }] of Object.entries(formats)) {
    for (const glob of files) {
      if (/[*?[/]/.test(glob)) addGlob(byExtension, id, glob, beside);
      else if (beside) besideByName.set(glob, [...(besideByName.get(glob) ?? []), id]);
      else byName.set(glob, byName.get(glob) ?? id);
    }
  }
  /** `Dockerfile.*`: they name files and no folders. */
  const anyExtension = byExtension.get('*') ?? [];
  const extensions = new Set([...byExtension.keys(), ...[...byName.keys(), ...besideByName.keys()].map(extensionOf)]);
  return path => {
    const extension = extensionOf(path);
    const name = baseName(path);
    const wild = anyExtension.filter(entry => fitsGlobs(entry, name));
    if (wild.length === 0 && !extensions.has(extension)) return NONE;
    const globbed = [...wild, ...(byExtension.get(extension) ?? []).filter(entry => fitsGlobs(entry, path))];
    const own = byName.get(name) ?? globbed.find(({ beside }) => !beside)?.id;
    const besides = besideByName.get(name) ?? globbed.filter(({ beside }) => beside).map(({ id }) => id);
    if (own === undefined && besides.length === 0) return NONE;
    return INSTALLED.test(path) ? NONE : [...(own === undefined ? [] : [own]), ...besides];
  };
}
