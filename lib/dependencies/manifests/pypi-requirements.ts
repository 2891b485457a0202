/**
 * Requirements and constraints of pip (https://pip.pypa.io/en/stable/reference/requirements-file-format/), also those that
 * pip-tools and uv write: there a package is direct when one of the comments behind it (`# via`) names a file.
 */

import type { ManifestFormat, ManifestText, ParsedManifest } from '../../model/manifest.ts';
import type { Package } from '../../model/package.ts';
import { createDraft, type Draft, finish, notTheFormat, type PackageParts } from './draft.ts';
import { isAddress, readAddress } from './python-address.ts';
import { toPackage } from './python-requirement.ts';
import {
  optionsStart,
  type RequirementLine,
  type RequirementOption,
  readOptions,
  readRequirementLines,
} from './requirement-lines.ts';

const isConstraints = (path: string): boolean => /constraint[^/]*$/i.test(path);

/** The first word, if nothing but a marker stands behind it. */
function addressIn(text: string): string {
  const [first = '', second] = text.trim().split(/\s+/, 2);
  return second === undefined || second.startsWith(';') ? first : '';
}

/** The place of the name inside an address that names it; else of the address. */
function placeIn(address: string, name: string, start: number): Package['at'] {
  const egg = address.indexOf(`egg=${name}`);
  const offset = egg === -1 ? address.lastIndexOf(name) : egg + 'egg='.length;
  return offset === -1
    ? { start, end: start + address.length }
    : { start: start + offset, end: start + offset + name.length };
}

/** What a line of requirements, or an option `-e`, asks for. `text` stands at `start` and may begin and end with spaces. */
export function readPythonTarget(text: string, start: number, group: Package['group']): PackageParts | null {
  const from = start + text.length - text.trimStart().length;
  const address = addressIn(text);
  if (!isAddress(address)) return toPackage(text, start, group);
  const read = readAddress(address);
  return { ...read, group, at: placeIn(address, read.name, from) };
}

const integrityOf = (options: readonly RequirementOption[]): string[] =>
  options.flatMap(({ name, value }) => (name === 'hash' && value !== null ? [value] : []));

/** A reading of one file: `unread` counts the lines that are no requirement. */
export type RequirementReading = { readonly draft: Draft; readonly group: Package['group']; unread: number };

function addTarget(
  reading: RequirementReading,
  text: string,
  start: number,
  line: number,
  hashes: readonly string[],
): void {
  const { draft, group } = reading;
  const target = readPythonTarget(text, start, group);
  if (target === null) {
    reading.unread++;
    const named = /^\s*\$\{/.test(text);
    draft.fault(line, named ? 'an environment variable names this requirement' : 'this line is no requirement');
    return;
  }
  draft.add({ ...target, integrity: [...(target.integrity ?? []), ...hashes] });
}

function applyOption(reading: RequirementReading, { name, value, at }: RequirementOption, line: number): void {
  const { draft } = reading;
  if (name === null) {
    reading.unread++;
    draft.fault(line, 'an option that pip does not know');
  } else if (value === null || value === '') {
    if (['requirement', 'constraint', 'editable', 'index-url', 'extra-index-url'].includes(name)) {
      draft.fault(line, `the option --${name} has no value`);
    }
  } else if (name === 'requirement') draft.references.push({ kind: 'requirements', path: value, at });
  else if (name === 'constraint') draft.references.push({ kind: 'constraints', path: value, at });
  else if (name === 'index-url' || name === 'pypi-url') draft.sources.push({ kind: 'main', url: value, at });
  else if (name === 'extra-index-url' || name === 'find-links') draft.sources.push({ kind: 'extra', url: value, at });
  else if (name === 'editable') addTarget(reading, value, at.start, line, []);
}

/** What `# via` says of the last package, or null while nothing was said; `open` while its lines go on. */
type Via = { said: string | null; open: boolean };

function readVia(via: Via, comment: string): void {
  const said = /^\s*via\b(.*)$/.exec(comment)?.[1];
  if (said !== undefined) {
    via.said = `${via.said ?? ''} ${said}`;
    via.open = true;
  } else if (via.open && /^\s{2,}\S/.test(comment)) via.said = `${via.said} ${comment}`;
  else via.open = false;
}

const namesFile = (said: string): boolean => /(?:^|\s)-r[\s=]|\(|\.in\b|\.toml\b|setup\.(?:py|cfg)/.test(said);

/** The last package is there on behalf of others only. */
function settleVia(via: Via, packages: Package[]): void {
  const last = packages.at(-1);
  if (last !== undefined && via.said !== null && !namesFile(via.said))
    packages[packages.length - 1] = { ...last, direct: false };
  via.said = null;
  via.open = false;
}

/** Reads one line of requirements, which may also stand in another file. */
export function readRequirementLine(reading: RequirementReading, { text, start, line }: RequirementLine): void {
  const cut = optionsStart(text);
  const target = text.slice(0, cut);
  const options = readOptions(text.slice(cut), start + cut);
  if (target.trim() !== '') addTarget(reading, target, start, line, integrityOf(options));
  else for (const option of options) applyOption(reading, option, line);
}

/** Prose under such a name has words that could be packages, but more lines that could not. */
const isProse = ({ unread, draft }: RequirementReading): boolean =>
  unread > 0 &&
  (draft.packages.length === 0 ? draft.references.length === 0 : unread > 3 && unread > 2 * draft.packages.length);

function parse({ path, text }: ManifestText): ParsedManifest {
  const draft = createDraft('PyPI');
  const reading: RequirementReading = { draft, group: isConstraints(path) ? 'constraint' : 'main', unread: 0 };
  const via: Via = { said: null, open: false };
  for (const line of readRequirementLines(text)) {
    if (line.text.trim() !== '') {
      settleVia(via, draft.packages);
      readRequirementLine(reading, line);
    }
    if (line.comment !== null) readVia(via, line.comment);
  }
  settleVia(via, draft.packages);
  return isProse(reading) ? notTheFormat('a requirements file of pip') : finish(draft);
}

export const pypiRequirements: ManifestFormat = {
  ecosystem: 'PyPI',
  role: 'manifest',
  description: 'requirements and constraints of pip, pip-tools and uv',
  parse,
};
