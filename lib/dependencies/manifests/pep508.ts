/** Reads one requirement as Python's packaging writes it (PEP 508): `name[extra]>=1,<2; marker` or `name @ address`. */

export type Requirement = {
  readonly name: string;
  /** Where the name begins in the text that was read. */
  readonly nameAt: number;
  /** The version specifiers as written, without parentheses; null where there are none. */
  readonly range: string | null;
  readonly version: string | null;
  readonly url: string | null;
};

const NAME = /\s*([A-Za-z0-9][\w.-]*)\s*(\[[\w\s,.-]*\])?\s*/y;
const SPECIFIER = /^(===|==|~=|!=|<=|>=|<|>)\s*([^\s,;()<>=!~][^\s,;()]*)$/;

/** The version that specifiers leave no choice about, without `==`; a wildcard is a range. */
export function exactVersion(range: string): string | null {
  const [, operator, version = ''] = SPECIFIER.exec(range.trim()) ?? [];
  const exact = operator === '===' || (operator === '==' && !version.includes('*'));
  return exact ? version : null;
}

/** Commas stand between specifiers; one behind the last is harmless. */
const isRange = (text: string): boolean =>
  text
    .replace(/,\s*$/, '')
    .split(',')
    .every(part => SPECIFIER.test(part.trim()));

/** Where the marker begins, or the end. */
const markerAt = (text: string, from: number): number => {
  const semicolon = text.indexOf(';', from);
  return semicolon === -1 ? text.length : semicolon;
};

function readAddress(text: string, from: number): string | null {
  const [url = '', more] = text.slice(from).trim().split(/\s+/, 2);
  return url === '' || (more !== undefined && !more.startsWith(';')) ? null : url;
}

/** Markers are not judged: a package counts on whatever machine it is for. Null for a text that is no requirement. */
export function parseRequirement(text: string): Requirement | null {
  NAME.lastIndex = 0;
  const match = NAME.exec(text);
  const name = match?.[1] ?? '';
  if (match === null || !/[A-Za-z0-9]$/.test(name)) return null;
  const nameAt = match[0].indexOf(name);
  const from = match[0].length;
  if (text[from] === '@') {
    const url = readAddress(text, from + 1);
    return url === null ? null : { name, nameAt, range: null, version: null, url };
  }
  const written = text.slice(from, markerAt(text, from)).trim();
  const range = written.startsWith('(') && written.endsWith(')') ? written.slice(1, -1).trim() : written;
  if (range === '') return { name, nameAt, range: null, version: null, url: null };
  return isRange(range) ? { name, nameAt, range, version: exactVersion(range), url: null } : null;
}
