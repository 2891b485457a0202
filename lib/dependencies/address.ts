/** Reads the addresses that manifests and lockfiles give for packages. What is shown of one is its host: the rest may hold a password. */

const SCHEME = /^([a-z][a-z0-9+.-]{0,30}):\/\/(?:[^/?#@]{0,500}@)?(\[[0-9a-f:.]+\]|[^/:?#@]+)/i;
/** `git@host:owner/repo`. */
const SSH = /^[\w.-]{1,60}@([\w.-]{1,250}):/;

export type Address = { readonly scheme: string; readonly host: string };

/** Scheme (`git+https`) and host in lower case, or null for what names no host. */
export function readAddress(text: string): Address | null {
  const [, scheme, host] = SCHEME.exec(text) ?? [];
  if (scheme !== undefined && host !== undefined) {
    const plain = scheme.toLowerCase().replace(/^(?:registry|sparse|direct)\+/, '');
    return { scheme: plain, host: host.toLowerCase() };
  }
  const [, sshHost] = SSH.exec(text) ?? [];
  return sshHost === undefined ? null : { scheme: 'ssh', host: sshHost.toLowerCase() };
}

const LOCAL = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\]|.*\.localhost)$/;

/** Whether anybody on the way can change what is fetched. */
export const isInsecure = ({ scheme, host }: Address): boolean =>
  /^(?:git\+)?(?:http|git|ftp)$/.test(scheme) && !LOCAL.test(host);

/** A full commit: 40 hexadecimal digits, or 64 in repositories that use SHA-256. */
const COMMIT = /(?<![0-9a-z])(?:[0-9a-f]{64}|[0-9a-f]{40})(?![0-9a-z])/i;

export const hasCommit = (text: string): boolean => COMMIT.test(text);

/** A fragment such as `#sha256=…`, by which a tool checks what it fetched. */
export const hasDigest = (address: string): boolean => /#(?:.*&)?(?:sha256|sha384|sha512)[=-]/i.test(address);
