/**
 * go.mod (https://go.dev/ref/mod#go-mod-file). A replaced module is listed as what is fetched in its place, where the
 * replacement stands; an excluded version is a constraint, since nobody fetches it. `retract` speaks of the module itself,
 * `tool` of packages whose modules are required anyway.
 */

import type { ManifestFormat, ManifestText, ParsedManifest } from '../../model/manifest.ts';
import { createDraft, type Draft, finish, notTheFormat, type PackageParts } from './draft.ts';
import { type GoDirective, type GoWord, readGoDirectives } from './go-mod-lines.ts';

const SILENT = new Set(['retract', 'tool', 'godebug', 'ignore', 'module']);
const VERBS = new Set([...SILENT, 'require', 'replace', 'exclude', 'go', 'toolchain']);

type Replacement = { readonly version: string | null; readonly old: GoWord; readonly by: PackageParts };

const bare = (version: string): string => version.replace(/^v(?=\d)/, '');

/** A replacement without a version is a folder: `./x`, `../x`, `/x`, or a drive. */
const isFolder = (text: string): boolean => /^(?:\.{1,2}(?:[\\/]|$)|\/|[A-Za-z]:[\\/])/.test(text);

function readReplacement({ words }: GoDirective): Replacement | null {
  const arrow = words.findIndex(({ text }) => text === '=>');
  const [old, version] = words.slice(0, Math.max(0, arrow));
  const [by, byVersion] = words.slice(arrow + 1);
  if (arrow < 1 || arrow > 2 || old === undefined || by === undefined || words.length > arrow + 3) return null;
  const replaced = version === undefined ? null : bare(version.text);
  if (byVersion === undefined) {
    if (!isFolder(by.text)) return null;
    return { version: replaced, old, by: { name: old.text, source: 'file', resolved: by.text, at: old.at } };
  }
  const alias = by.text === old.text ? {} : { alias: old.text };
  return { version: replaced, old, by: { name: by.text, ...alias, version: bare(byVersion.text), at: by.at } };
}

/** Keyed by module, or by module and version: the latter counts first. */
type Replacements = ReadonlyMap<string, Replacement>;

const keyOf = (name: string, version: string | null): string => (version === null ? name : `${name} ${version}`);

function readReplacements(directives: readonly GoDirective[], draft: Draft): Replacements {
  const found = new Map<string, Replacement>();
  for (const directive of directives) {
    if (directive.verb !== 'replace') continue;
    const replacement = readReplacement(directive);
    if (replacement === null)
      draft.fault(directive.line, 'this replacement is not `module => module version` or a path');
    else found.set(keyOf(replacement.old.text, replacement.version), replacement);
  }
  return found;
}

function addRequirement(
  directive: GoDirective,
  replacements: Replacements,
  used: Set<Replacement>,
  draft: Draft,
): void {
  const [name, version, more] = directive.words;
  if (name === undefined || version === undefined || more !== undefined) {
    draft.fault(directive.line, 'this requirement is not a module and a version');
    return;
  }
  const direct = !/^indirect(?:;|$)/.test(directive.comment);
  const exact = bare(version.text);
  const replacement = replacements.get(keyOf(name.text, exact)) ?? replacements.get(name.text);
  if (replacement === undefined) {
    draft.add({ name: name.text, version: exact, range: version.text, at: name.at, direct });
    return;
  }
  used.add(replacement);
  draft.add({ ...replacement.by, range: version.text, direct });
}

/** The standard library and the toolchain are packages to Go's own advisories. `go` names the least version that will do. */
function addToolchain({ verb, words, line }: GoDirective, draft: Draft): void {
  const [version, more] = words;
  if (version === undefined || more !== undefined) draft.fault(line, 'this directive names no version');
  else if (verb === 'go') draft.add({ name: 'stdlib', range: version.text, at: version.at });
  else if (version.text.startsWith('go')) {
    draft.add({ name: 'toolchain', version: version.text.slice('go'.length), at: version.at, group: 'build' });
  }
}

function addExclusion({ words, line }: GoDirective, draft: Draft): void {
  const [name, version] = words;
  if (name === undefined || version === undefined) draft.fault(line, 'this exclusion is not a module and a version');
  else draft.add({ name: name.text, range: `!=${version.text}`, at: name.at, group: 'constraint' });
}

function parse({ text }: ManifestText): ParsedManifest {
  const { directives, open } = readGoDirectives(text);
  const draft = createDraft('Go');
  if (text.trim() !== '' && directives.length > 0 && !directives.some(({ verb }) => VERBS.has(verb))) {
    return notTheFormat('a go.mod file');
  }
  const replacements = readReplacements(directives, draft);
  const used = new Set<Replacement>();
  for (const directive of directives) {
    const { verb, line } = directive;
    if (verb === 'require') addRequirement(directive, replacements, used, draft);
    else if (verb === 'go' || verb === 'toolchain') addToolchain(directive, draft);
    else if (verb === 'exclude') addExclusion(directive, draft);
    else if (!VERBS.has(verb)) draft.fault(line, 'this line begins with no directive that go.mod knows');
  }
  for (const replacement of replacements.values()) {
    if (!used.has(replacement)) draft.add({ ...replacement.by, group: 'override', direct: false });
  }
  if (open !== null) draft.fault(open, 'this block is never closed');
  const name = directives.find(({ verb }) => verb === 'module')?.words[0]?.text;
  return finish(draft, name === undefined ? {} : { projectName: name });
}

export const goMod: ManifestFormat = {
  ecosystem: 'Go',
  role: 'manifest',
  description: 'modules that a Go module requires, replaces and excludes',
  parse,
};
