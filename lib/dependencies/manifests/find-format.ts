/** Tells by its path whether a file is a manifest or a lockfile. Asked for every file of a scan, so that most are told by two look-ups. */

import type { ManifestEntry } from '../../model/manifest.ts';
import { compileGlobs } from '../../text/glob.ts';

/** Folders of installed packages: their manifests are not the project's. */
const INSTALLED = /(?:^|\/)(?:node_modules|site-packages|dist-packages|bower_components)\//;

type GlobEntry = { readonly id: string; readonly globs: string[]; fits: ((path: string) => boolean) | null };

const baseName = (path: string): string => path.slice(path.lastIndexOf('/') + 1);
const extensionOf = (name: string): string => name.slice(name.lastIndexOf('.') + 1);

function addGlob(byExtension: Map<string, GlobEntry[]>, id: string, glob: string): void {
  const extension = extensionOf(baseName(glob));
  const entries = byExtension.get(extension) ?? [];
  byExtension.set(extension, entries);
  const own = entries.find(entry => entry.id === id);
  if (own === undefined) entries.push({ id, globs: [glob], fits: null });
  else own.globs.push(glob);
}

function fitsGlobs(entry: GlobEntry, path: string): boolean {
  entry.fits ??= compileGlobs(entry.globs);
  return entry.fits(path);
}

/**
 * Gives the function from a path (with `/`) to the key of its format, or null. Of two formats that claim a file the one that
 * names it without a wildcard counts, else the first.
 */
export function createFormatFinder(formats: Readonly<Record<string, ManifestEntry>>): (path: string) => string | null {
  const byName = new Map<string, string>();
  const byExtension = new Map<string, GlobEntry[]>();
  for (const [id, { files }] of Object.entries(formats)) {
    for (const glob of files) {
      if (/[*?[/]/.test(glob)) addGlob(byExtension, id, glob);
      else byName.set(glob, byName.get(glob) ?? id);
    }
  }
  return path => {
    const name = baseName(path);
    const globbed = byExtension.get(extensionOf(name));
    const found = byName.get(name) ?? globbed?.find(entry => fitsGlobs(entry, path))?.id ?? null;
    return found !== null && INSTALLED.test(path) ? null : found;
  };
}
