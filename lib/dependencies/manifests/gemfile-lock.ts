/**
 * Gemfile.lock and gems.locked, as Bundler writes them: sections in capitals, two spaces a level. A gem stands once for
 * every platform that it was locked for.
 */

import type { LockedRequirement, ManifestFormat, ManifestText, ParsedManifest } from '../../model/manifest.ts';
import type { Package } from '../../model/package.ts';
import { splitLines, type TextLine } from '../../text/split-lines.ts';
import { createDraft, type Draft, finish, notTheFormat, type PackageParts } from './draft.ts';
import { gitAddress } from './git-address.ts';

const SOURCES = new Set(['GEM', 'GIT', 'PATH', 'PLUGIN SOURCE']);
const OTHERS = new Set(['DEPENDENCIES', 'PLATFORMS', 'CHECKSUMS', 'RUBY VERSION', 'BUNDLED WITH', 'PATCHES']);
const HEADING = /^[A-Z][A-Z ]{1,30}$/;
const SETTING = /^ {2}([a-z_]{1,30}): ?(.*)$/;
const GEM = /^([^\s()!]{1,300})(?: \(([^()]{1,1000})\))?(!)?\s*(.*)$/;

type Section = { readonly heading: string; readonly settings: Map<string, string>; remotes: number; inSpecs: boolean };
type GemLine = {
  readonly name: string;
  readonly range: string | null;
  readonly pinned: boolean;
  readonly rest: string;
};

type Reading = {
  readonly draft: Draft;
  readonly requirements: LockedRequirement[];
  /** What stands in brackets after a name in CHECKSUMS is version and platform, as in the specs. */
  readonly checksums: Map<string, string>;
  /** Name, version and platform of the packages, in order. */
  readonly keys: string[];
};

function readGemLine(text: string): GemLine | null {
  const [, name, range, pinned, rest] = GEM.exec(text) ?? [];
  return name === undefined ? null : { name, range: range ?? null, pinned: pinned === '!', rest: rest ?? '' };
}

function describeSource({ heading, settings }: Section): Pick<Package, 'source' | 'resolved'> {
  const remote = settings.get('remote') ?? null;
  if (heading === 'GIT') {
    const ref = settings.get('revision') ?? settings.get('tag') ?? settings.get('branch') ?? null;
    return { source: 'git', resolved: remote === null ? null : gitAddress(remote, ref) };
  }
  if (heading === 'PATH') return { source: remote === '.' ? 'workspace' : 'file', resolved: remote };
  return { source: heading === 'GEM' ? 'registry' : 'url', resolved: remote };
}

function addSpec(line: TextLine, section: Section, reading: Reading): void {
  const gem = readGemLine(line.text.slice(4));
  if (gem === null || gem.rest !== '') {
    reading.draft.fault(line.number, 'this line is not a gem and its version');
    return;
  }
  const start = line.start + 4;
  const dash = gem.range?.indexOf('-') ?? -1;
  const version = dash === -1 ? gem.range : (gem.range?.slice(0, dash) ?? null);
  const parts: PackageParts = { name: gem.name, version, direct: false, at: { start, end: start + gem.name.length } };
  reading.keys.push(`${gem.name} ${gem.range}`);
  reading.draft.add({ ...parts, ...describeSource(section) });
}

/** The first remote is that of all gems of the section, unless several are given: then the file does not say which it was. */
function readSetting(line: TextLine, section: Section): void {
  const [, key, value] = SETTING.exec(line.text) ?? [];
  if (key === undefined || value === undefined) return;
  if (key === 'specs') section.inSpecs = true;
  else if (key !== 'remote') section.settings.set(key, value.trim());
  else if (++section.remotes === 1) section.settings.set(key, value.trim());
  else section.settings.delete(key);
}

function readSourceLine(line: TextLine, section: Section, reading: Reading): void {
  if (!line.text.startsWith('    ')) readSetting(line, section);
  else if (section.inSpecs && line.text[4] !== ' ') addSpec(line, section, reading);
}

function readOtherLine(line: TextLine, { heading }: Section, reading: Reading): void {
  if (heading !== 'DEPENDENCIES' && heading !== 'CHECKSUMS') return;
  const gem = readGemLine(line.text.slice(2));
  if (gem === null || !line.text.startsWith('  ') || (heading === 'DEPENDENCIES' && gem.rest !== '')) {
    reading.draft.fault(line.number, 'this line is not a gem');
  } else if (heading === 'DEPENDENCIES') {
    reading.requirements.push({ importer: '.', name: gem.name, range: gem.range ?? '>= 0' });
  } else if (gem.rest !== '') {
    reading.checksums.set(`${gem.name} ${gem.range}`, gem.rest.trim());
  }
}

function readLine(line: TextLine, section: Section | null, reading: Reading): Section | null {
  const text = line.text.trimEnd();
  if (text === '') return section;
  if (HEADING.test(text)) {
    if (SOURCES.has(text) || OTHERS.has(text)) {
      return { heading: text, settings: new Map(), remotes: 0, inSpecs: false };
    }
    reading.draft.fault(line.number, 'this section is not one that Bundler writes');
    return null;
  }
  if (text[0] !== ' ') {
    const conflict = /^(?:<{7}|={7}|>{7}|\|{7})/.test(text);
    reading.draft.fault(
      line.number,
      conflict ? 'a merge conflict is not resolved here' : 'this line belongs to no section',
    );
    return conflict ? section : null;
  }
  const trimmed = { ...line, text };
  if (section !== null && SOURCES.has(section.heading)) readSourceLine(trimmed, section, reading);
  else if (section !== null) readOtherLine(trimmed, section, reading);
  return section;
}

/** Checksums are written `sha256=hex`, several with commas between them. */
const toDigests = (checksums: string): string[] =>
  checksums
    .split(',')
    .map(digest => digest.trim().replace('=', ':'))
    .filter(digest => digest !== '');

function parse({ text }: ManifestText): ParsedManifest {
  const draft = createDraft('RubyGems');
  const reading: Reading = { draft, requirements: [], checksums: new Map(), keys: [] };
  let section: Section | null = null;
  let sections = 0;
  for (const line of splitLines(text)) {
    const next: Section | null = readLine(line, section, reading);
    if (next !== null && next !== section) sections++;
    section = next;
  }
  if (sections === 0) return draft.faults.length === 0 ? finish(draft) : notTheFormat('a lockfile of Bundler');
  const asked = new Set(reading.requirements.map(({ name }) => name));
  const packages = draft.packages.map((found, index) => {
    const digest = reading.checksums.get(reading.keys[index] ?? '');
    const integrity = digest === undefined ? [] : toDigests(digest);
    return { ...found, integrity, direct: asked.has(found.name) };
  });
  return finish({ ...draft, packages }, { requirements: reading.requirements });
}

export const gemfileLock: ManifestFormat = {
  ecosystem: 'RubyGems',
  role: 'lockfile',
  description: 'gems that Bundler chose, with their checksums',
  parse,
};
