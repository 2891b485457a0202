/** Reads what Python's configparser reads, with places: sections, keys, and values that go on over lines that are indented. */

export type IniLine = {
  readonly text: string;
  /** UTF-16 offset of its first character. */
  readonly start: number;
};

export type IniValue = {
  readonly section: string;
  readonly key: string;
  /** What stands behind the sign, trimmed, and each line below that belongs to it; comments and empty lines are left out. */
  readonly lines: readonly IniLine[];
  /** Whether it begins on the line of its key. */
  readonly inline: boolean;
};

const SECTION = /^\[([^\]]*)\]/;

const trimmed = (text: string, start: number): IniLine => ({
  text: text.trim(),
  start: start + text.length - text.trimStart().length,
});

/** The sign between a key and its value is the first `=` or `:`. */
function splitKey(line: string): number {
  const equals = line.indexOf('=');
  const colon = line.indexOf(':');
  return equals === -1 || (colon !== -1 && colon < equals) ? colon : equals;
}

/** `faults` are the offsets of lines that are none of these. */
export function readIni(text: string): { readonly values: readonly IniValue[]; readonly faults: readonly number[] } {
  const values: (IniValue & { readonly lines: IniLine[] })[] = [];
  const faults: number[] = [];
  let section: string | null = null;
  let open: { readonly lines: IniLine[] } | null = null;
  for (let at = 0; at < text.length; ) {
    const newline = text.indexOf('\n', at);
    const end = newline === -1 ? text.length : newline;
    const line = text.slice(at, end).trimEnd();
    const start = at;
    at = end + 1;
    if (line === '' || /^\s*[#;]/.test(line)) continue;
    if (/^\s/.test(line)) {
      if (open === null) faults.push(start);
      else open.lines.push(trimmed(line, start));
      continue;
    }
    const header = SECTION.exec(line)?.[1];
    const sign = splitKey(line);
    open = null;
    if (header !== undefined) section = header.trim();
    else if (section === null || sign <= 0) faults.push(start);
    else {
      const value = trimmed(line.slice(sign + 1), start + sign + 1);
      const key = line.slice(0, sign).trim().toLowerCase();
      const read = { section, key, lines: value.text === '' ? [] : [value], inline: value.text !== '' };
      values.push(read);
      open = read;
    }
  }
  return { values, faults };
}
