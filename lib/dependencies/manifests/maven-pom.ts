/**
 * pom.xml (https://maven.apache.org/pom.html). Properties count where the same file defines them; what a parent defines is
 * unknown here, so that such a version is null and its range as written. All profiles are read.
 */

import type { ManifestFormat, ManifestText, ParsedManifest } from '../../model/manifest.ts';
import type { PackageGroup } from '../../model/package.ts';
import { childOf, childrenOf, type XmlElement } from '../../text/xml.ts';
import { finish } from './draft.ts';
import { mavenVersion } from './maven-version.ts';
import { createPlacedDraft, type PlacedDraft } from './placed-draft.ts';
import { substitute } from './substitute.ts';
import { readXmlManifest } from './xml-manifest.ts';

const REFERENCE = /\$\{([\w.-]{1,200})\}/g;
const PLUGIN_GROUP = 'org.apache.maven.plugins';

type Reading = { readonly draft: PlacedDraft; readonly properties: ReadonlyMap<string, string> };

const textOf = (element: XmlElement | undefined, name: string): string | null => childOf(element, name)?.text || null;

/** What is written, with the properties that are known; as written where one is not. */
const filled = (text: string, { properties }: Reading): string =>
  substitute(text, REFERENCE, name => properties.get(name)) ?? text;

function readProperties(project: XmlElement): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  const parent = childOf(project, 'parent');
  const own: Readonly<Record<string, string | null>> = {
    groupId: textOf(project, 'groupId') ?? textOf(parent, 'groupId'),
    artifactId: textOf(project, 'artifactId'),
    version: textOf(project, 'version') ?? textOf(parent, 'version'),
    'parent.groupId': textOf(parent, 'groupId'),
    'parent.artifactId': textOf(parent, 'artifactId'),
    'parent.version': textOf(parent, 'version'),
  };
  for (const [name, value] of Object.entries(own)) {
    if (value === null) continue;
    for (const prefix of ['project.', 'pom.', '']) found.set(`${prefix}${name}`, value);
  }
  for (const { name, text } of childOf(project, 'properties')?.children ?? []) found.set(name, text);
  return found;
}

/** One artifact; without a version it is whatever the parent or `dependencyManagement` says. */
function addArtifact(element: XmlElement, group: PackageGroup, reading: Reading, usualGroup?: string): void {
  const artifact = childOf(element, 'artifactId');
  const groupId = textOf(element, 'groupId') ?? usualGroup;
  if (artifact === undefined || artifact.text === '' || !groupId) return;
  const name = `${filled(groupId, reading)}:${filled(artifact.text, reading)}`;
  if (name.includes('${')) {
    reading.draft.faultAt(
      artifact.textAt.start,
      'the name of this artifact comes from elsewhere, so that it was left out',
    );
    return;
  }
  const range = textOf(element, 'version');
  const systemPath = textOf(element, 'scope') === 'system' ? textOf(element, 'systemPath') : null;
  reading.draft.add({
    name,
    range,
    version: range === null ? null : mavenVersion(filled(range, reading)),
    ...(systemPath === null ? {} : { source: 'file', resolved: systemPath }),
    group,
    at: artifact.textAt,
  });
}

function groupOf(dependency: XmlElement): PackageGroup {
  if (textOf(dependency, 'scope') === 'test') return 'dev';
  return textOf(dependency, 'optional') === 'true' ? 'optional' : 'main';
}

function addPlugins(plugins: XmlElement | undefined, group: PackageGroup, reading: Reading): void {
  for (const plugin of childrenOf(plugins, 'plugin')) {
    addArtifact(plugin, group, reading, PLUGIN_GROUP);
    for (const dependency of childrenOf(childOf(plugin, 'dependencies'), 'dependency')) {
      addArtifact(dependency, 'build', reading);
    }
  }
}

/** A project and a profile hold the same; only a project has extensions. */
function addModel(model: XmlElement, reading: Reading): void {
  for (const dependency of childrenOf(childOf(childOf(model, 'dependencyManagement'), 'dependencies'), 'dependency')) {
    addArtifact(dependency, 'constraint', reading);
  }
  for (const dependency of childrenOf(childOf(model, 'dependencies'), 'dependency')) {
    addArtifact(dependency, groupOf(dependency), reading);
  }
  const build = childOf(model, 'build');
  for (const extension of childrenOf(childOf(build, 'extensions'), 'extension'))
    addArtifact(extension, 'build', reading);
  addPlugins(childOf(childOf(build, 'pluginManagement'), 'plugins'), 'constraint', reading);
  addPlugins(childOf(build, 'plugins'), 'build', reading);
  addPlugins(childOf(childOf(model, 'reporting'), 'plugins'), 'build', reading);
  for (const [list, item] of [
    ['repositories', 'repository'],
    ['pluginRepositories', 'pluginRepository'],
  ] as const) {
    for (const repository of childrenOf(childOf(model, list), item)) addRepository(repository, reading);
  }
  for (const { text, textAt } of childrenOf(childOf(model, 'modules'), 'module')) {
    if (text === '') continue;
    const path = text.endsWith('.xml') ? text : `${text.replace(/[\\/]$/, '')}/pom.xml`;
    reading.draft.references.push({ kind: 'member', path, at: textAt });
  }
}

function addRepository(repository: XmlElement, reading: Reading): void {
  const url = childOf(repository, 'url');
  if (url !== undefined && url.text !== '') {
    reading.draft.sources.push({ kind: 'extra', url: filled(url.text, reading), at: url.textAt });
  }
}

/** The parent is fetched like any package, unless it lies where `relativePath` says; an empty one says that it does not. */
function addParent(project: XmlElement, reading: Reading): void {
  const parent = childOf(project, 'parent');
  if (parent === undefined) return;
  addArtifact(parent, 'build', reading);
  const path = childOf(parent, 'relativePath');
  if (path !== undefined && path.text === '') return;
  const written = path?.text ?? '../pom.xml';
  const at = path?.textAt ?? parent.at;
  reading.draft.references.push({
    kind: 'parent',
    path: written.endsWith('.xml') ? written : `${written}/pom.xml`,
    at,
  });
}

function parse({ text }: ManifestText): ParsedManifest {
  const draft = createPlacedDraft('Maven', text);
  const project = readXmlManifest(text, 'project', 'a pom.xml file', draft);
  if (project === null) return finish(draft);
  const reading: Reading = { draft, properties: readProperties(project) };
  addParent(project, reading);
  addModel(project, reading);
  for (const profile of childrenOf(childOf(project, 'profiles'), 'profile')) addModel(profile, reading);
  const groupId = reading.properties.get('project.groupId');
  const artifactId = textOf(project, 'artifactId');
  return finish(draft, groupId === undefined || artifactId === null ? {} : { projectName: `${groupId}:${artifactId}` });
}

export const mavenPom: ManifestFormat = {
  ecosystem: 'Maven',
  role: 'manifest',
  description: 'parent, dependencies and plugins of a Maven project',
  parse,
};
