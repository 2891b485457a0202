/** Reads what an environment of conda asks for: `channel::name=1.2=build`, `name >=1,<2`, `name[version='1.2']`, or an address. */

import type { PackageParts } from './draft.ts';

const SPEC = /^(?:([^\s:]*)::)?([A-Za-z0-9_][\w.-]*)\s*/;
const ARCHIVE = /\.(?:conda|tar\.bz2)$/;

/** https://docs.conda.io/projects/conda/en/stable/user-guide/tasks/manage-pkgs.html#preventing-packages-from-updating-pinning tells `=` from `==`. */
function exactVersion(range: string): string | null {
  const pinned = /^==\s*([^\s=*|,]+)(?:=\S+)?$/.exec(range) ?? /^=?\s*([^\s=*|,<>!~]+)(?:=|\s+)[^\s=]+$/.exec(range);
  return pinned?.[1] ?? null;
}

const bracketed = (text: string): string | null =>
  /^\[.*?\bversion\s*=\s*["']?([^"'\]]+)/.exec(text)?.[1]?.trim() ?? null;

function readArchive(address: string, start: number): PackageParts {
  const base = address.replace(/#.*$/, '');
  const file = base.slice(base.lastIndexOf('/') + 1).replace(ARCHIVE, '');
  const [, name = file, version = null] = /^(.+)-([^-]+)-[^-]+$/.exec(file) ?? [];
  const digest = /#(?:sha256:)?([0-9a-f]{64})$/.exec(address)?.[1] ?? null;
  const offset = Math.max(0, address.lastIndexOf(file));
  const integrity = digest === null ? [] : [`sha256:${digest}`];
  const shown = name || base;
  const at = { start: start + offset, end: start + offset + (name === '' ? 0 : name.length) };
  return { name: shown, at, version, source: base.includes('://') ? 'url' : 'file', resolved: base, integrity };
}

/** `text`, trimmed, stands at `start` of the file. Null for a text that is no such thing. */
export function readCondaSpec(text: string, start: number): PackageParts | null {
  if (text.includes('://') || ARCHIVE.test(text)) return readArchive(text, start);
  const match = SPEC.exec(text);
  if (match === null) return null;
  const [whole, channel, name = ''] = match;
  if (!/[A-Za-z_]/.test(name)) return null;
  const rest = text.slice(whole.length).trim();
  if (rest !== '' && !/^[=<>!~[\d*]/.test(rest)) return null;
  const range = rest === '' ? null : rest.startsWith('[') ? bracketed(rest) : rest;
  const at = whole.indexOf(name, channel === undefined ? 0 : channel.length + 2);
  return {
    name,
    at: { start: start + at, end: start + at + name.length },
    range,
    version: range === null ? null : exactVersion(range),
    resolved: channel || null,
  };
}
