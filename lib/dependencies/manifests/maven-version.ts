/** What Maven and Gradle make of a version that a manifest asks for. */

const EXACT = /^\[\s*([^\s,[\]()]{1,200})\s*\]$/;

/**
 * `1.2` is what will be taken unless something nearer asks for another; `[1.2]` is nothing else. Ranges, `1.+`, `latest.release`,
 * `LATEST` and versions with properties that are not known leave it open: null.
 */
export function mavenVersion(range: string): string | null {
  const exact = EXACT.exec(range)?.[1];
  if (exact !== undefined) return exact;
  if (/[[\](),+$\s{}]/.test(range.replace(/\+(?=.)/g, ''))) return null;
  return range === '' || /^(?:LATEST|RELEASE|latest\.\w{1,100})$/.test(range) ? null : range;
}
