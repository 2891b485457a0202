/**
 * Projects of .NET (`*.csproj` and its siblings) and the files that all of them share (Directory.Packages.props,
 * Directory.Build.props): https://learn.microsoft.com/nuget/consume-packages/package-references-in-project-files.
 * Conditions are not judged: what any of them would bring in is listed. Properties count where the same file defines them.
 */

import type { ManifestFormat, ManifestText, ParsedManifest } from '../../model/manifest.ts';
import type { PackageGroup } from '../../model/package.ts';
import { attributeOf, childOf, childrenOf, localName, type XmlAttribute, type XmlElement } from '../../text/xml.ts';
import { finish } from './draft.ts';
import { isNugetId, nugetVersion } from './nuget-version.ts';
import { createPlacedDraft, type PlacedDraft } from './placed-draft.ts';
import { substitute } from './substitute.ts';
import { readXmlManifest } from './xml-manifest.ts';

const REFERENCE = /\$\(([A-Za-z_][\w.-]{0,200})\)/g;

const ITEMS: Readonly<Record<string, PackageGroup>> = {
  PackageReference: 'main',
  PackageVersion: 'constraint',
  GlobalPackageReference: 'dev',
  PackageDownload: 'build',
  DotNetCliToolReference: 'build',
};

type Properties = ReadonlyMap<string, string>;
type Reading = { readonly draft: PlacedDraft; readonly properties: Properties };

/** Names of properties are compared without regard to case; the last definition wins. */
function readProperties(root: XmlElement): Properties {
  const found = new Map<string, string>();
  for (const group of childrenOf(root, 'PropertyGroup')) {
    for (const property of group.children) found.set(localName(property).toLowerCase(), property.text);
  }
  return found;
}

const resolve = (text: string, properties: Properties): string | null =>
  substitute(text, REFERENCE, name => properties.get(name.toLowerCase()));

/** A value that stands in an attribute or in an element of that name. */
const fieldOf = (item: XmlElement, name: string): string | null =>
  attributeOf(item, name)?.value ?? childOf(item, name)?.text ?? null;

const rangeOf = (item: XmlElement): string | null =>
  fieldOf(item, 'VersionOverride')?.trim() || fieldOf(item, 'Version')?.trim() || null;

/** `A;B` names two packages. */
function namesOf({ value, at }: XmlAttribute): { readonly name: string; readonly at: XmlAttribute['at'] }[] {
  let from = 0;
  return value.split(';').flatMap(piece => {
    const name = piece.trim();
    const start = at.start + from + piece.indexOf(name);
    from += piece.length + 1;
    if (name === '') return [];
    return [{ name, at: start + name.length <= at.end ? { start, end: start + name.length } : at }];
  });
}

function addItem(item: XmlElement, group: PackageGroup, { draft, properties }: Reading): void {
  const names = attributeOf(item, 'Include') ?? attributeOf(item, 'Update');
  if (names === undefined) return;
  const range = rangeOf(item);
  const version = range === null ? null : resolve(range, properties);
  const isPrivate = group === 'main' && fieldOf(item, 'PrivateAssets')?.trim().toLowerCase() === 'all';
  for (const { name, at } of namesOf(names)) {
    const id = resolve(name, properties) ?? name;
    if (!isNugetId(id.replace(REFERENCE, ''))) {
      draft.faultAt(at.start, 'this entry names no package');
      continue;
    }
    draft.add({
      name: id,
      range,
      version: version === null ? null : nugetVersion(version),
      group: isPrivate ? 'dev' : group,
      at,
    });
  }
}

/** Another project of the same repository, named after its file. */
function addProject(item: XmlElement, draft: PlacedDraft): void {
  const path = attributeOf(item, 'Include');
  const name = path?.value
    .split(/[\\/]/)
    .at(-1)
    ?.replace(/\.\w{2,10}$/, '');
  if (path !== undefined && name) draft.add({ name, source: 'workspace', resolved: path.value, at: path.at });
}

function addItems(group: XmlElement, reading: Reading): void {
  for (const item of group.children) {
    const kind = localName(item);
    const asked = ITEMS[kind];
    if (asked !== undefined) addItem(item, asked, reading);
    else if (kind === 'ProjectReference') addProject(item, reading.draft);
    else if (kind === 'Choose' || kind === 'When' || kind === 'Otherwise' || kind === 'ItemGroup') {
      addItems(item, reading);
    }
  }
}

/** `Sdk="Name/1.0"` and `<Sdk Name= Version=>`: without a version the SDK comes with the tools or from global.json. */
function addSdks(root: XmlElement, draft: PlacedDraft): void {
  const attribute = attributeOf(root, 'Sdk');
  for (const { name, at } of attribute === undefined ? [] : namesOf(attribute)) {
    const [id = '', version] = name.split('/');
    if (version === undefined || id === '') continue;
    draft.add({
      name: id,
      version,
      range: version,
      group: 'build',
      at: { start: at.start, end: Math.min(at.end, at.start + id.length) },
    });
  }
  for (const sdk of childrenOf(root, 'Sdk')) {
    const name = attributeOf(sdk, 'Name');
    const version = attributeOf(sdk, 'Version')?.value;
    if (name !== undefined && version !== undefined) {
      draft.add({ name: name.value, version, range: version, group: 'build', at: name.at });
    }
  }
}

/** Feeds in the project itself; those that are added are asked beside the configured ones. */
function addSources(root: XmlElement, draft: PlacedDraft): void {
  for (const group of childrenOf(root, 'PropertyGroup')) {
    for (const [name, kind] of [
      ['RestoreSources', 'main'],
      ['RestoreAdditionalProjectSources', 'extra'],
    ] as const) {
      for (const { text, textAt } of childrenOf(group, name)) {
        for (const url of text.split(';').map(piece => piece.trim())) {
          if (/^https?:\/\//.test(url)) draft.sources.push({ kind, url, at: textAt });
        }
      }
    }
  }
}

function parse({ text }: ManifestText): ParsedManifest {
  const draft = createPlacedDraft('NuGet', text);
  const root = readXmlManifest(text, 'Project', 'a project of .NET', draft);
  if (root === null) return finish(draft);
  addSdks(root, draft);
  addItems(root, { draft, properties: readProperties(root) });
  addSources(root, draft);
  return finish(draft);
}

export const msbuildProject: ManifestFormat = {
  ecosystem: 'NuGet',
  role: 'manifest',
  description: 'packages that .NET projects reference, and the versions that they share',
  parse,
};
