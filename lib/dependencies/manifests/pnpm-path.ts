/** The keys of pnpm's lockfiles: `/a/1.0.0_peers` up to version 5, `/a@1.0.0(peers)` in 6, `a@1.0.0(peers)` from 9 on. */

export type PnpmPath = {
  /** Empty where the key is an address and names no package. */
  readonly name: string;
  /** A version, or an address behind the name. */
  readonly version: string;
  /** Where the name begins in the key. */
  readonly nameAt: number;
};

/** Without the peers that a package was resolved with. */
export function withoutPeers(key: string): string {
  const paren = key.indexOf('(');
  return paren === -1 ? key : key.slice(0, paren);
}

/** `/@scope/name/1.0.0_peers`; before the first slash may stand the registry. */
function readSlashed(key: string): PnpmPath {
  const start = key.indexOf('/') + 1;
  const inner = key.slice(start);
  const nameLength = inner.startsWith('@') ? inner.indexOf('/', inner.indexOf('/') + 1) : inner.indexOf('/');
  if (nameLength <= 0) return { name: '', version: '', nameAt: 0 };
  const rest = inner.slice(nameLength + 1);
  const version = /^[^_/]*/.exec(rest)?.[0] ?? '';
  return { name: inner.slice(0, nameLength), version, nameAt: start };
}

/** `name@version`, from `start` on. */
function readAt(key: string, start: number): PnpmPath {
  const plain = withoutPeers(key);
  const at = plain.indexOf('@', start + 1);
  if (at === -1) return { name: '', version: '', nameAt: 0 };
  return { name: plain.slice(start, at), version: plain.slice(at + 1), nameAt: start };
}

const isVersion = (text: string): boolean => /^\d/.test(text);

/** `major` is that of the lockfile's version. */
export function readPnpmPath(key: string, major: number): PnpmPath {
  const none = { name: '', version: '', nameAt: 0 };
  if (key.startsWith('file:')) return none;
  if (major >= 9) return readAt(key, 0);
  const path = major >= 6 && key.startsWith('/') ? readAt(key, 1) : readSlashed(key);
  return isVersion(path.version) || (major >= 6 && key.startsWith('/')) ? path : none;
}

/**
 * The key of what a project or package refers to as `name: version`, to be looked up without peers; null for a link. An alias
 * refers to the whole key of the other package.
 */
export function referredKeys(name: string, version: string, major: number): string[] {
  if (version.startsWith('link:')) return [];
  if (major >= 9) return [`${name}@${version}`, version];
  return major >= 6 ? [`/${name}@${version}`, version] : [`/${name}/${version}`, version];
}
