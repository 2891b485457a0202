/**
 * build.gradle, build.gradle.kts and other scripts of Gradle, as far as they are literals: coordinates in `dependencies`,
 * plugins with a version, repositories by their address. What names a version catalog is listed with that catalog.
 */

import type { ManifestFormat, ManifestText, ParsedManifest } from '../../model/manifest.ts';
import type { PackageGroup } from '../../model/package.ts';
import { addCodeFaults } from './code-faults.ts';
import type { CodeToken } from './code-tokens.ts';
import { finish, notTheFormat } from './draft.ts';
import {
  fillGradle,
  type GradleStatement,
  type GradleVariables,
  isSign,
  readGradleStatements,
  readGradleVariables,
} from './gradle-tokens.ts';
import { mavenVersion } from './maven-version.ts';
import { createPlacedDraft, type PlacedDraft } from './placed-draft.ts';

/** `group:artifact[:version[:classifier]][@type]`; a name may hold variables. */
const COORDINATES = /^([\w.${}-]{1,200}):([\w.${}-]{1,200})(?::([^:@\s]{0,200}))?(?::[^:@\s]{1,100})?(?:@\w{1,20})?$/;
const BUILD_TOOLS = /^(?:kapt|ksp|annotationProcessor|classpath|kotlinCompilerPlugin)|(?:AnnotationProcessor|Kapt)$/;

type Reading = { readonly draft: PlacedDraft; readonly variables: GradleVariables };

/** By the configuration that a dependency is added to. */
function groupOf(configuration: string, { blocks }: GradleStatement, isPlatform: boolean): PackageGroup {
  if (isPlatform || blocks.at(-1) === 'constraints') return 'constraint';
  if (BUILD_TOOLS.test(configuration) || blocks.includes('buildscript')) return 'build';
  return /^(?:test|androidTest|debug)|Test(?:Implementation|Api|CompileOnly|RuntimeOnly)$/.test(configuration)
    ? 'dev'
    : 'main';
}

/** The argument `group: 'g'` or `group = "g"`. */
function argumentOf(tokens: readonly CodeToken[], key: string): CodeToken | undefined {
  const index = tokens.findIndex(
    ({ kind, text }, at) =>
      kind === 'word' && text === key && (isSign(tokens[at + 1], ':') || isSign(tokens[at + 1], '=')),
  );
  const value = index === -1 ? undefined : tokens[index + 2];
  return value?.kind === 'string' ? value : undefined;
}

function addArtifact(
  name: string,
  range: string | null,
  group: PackageGroup,
  token: CodeToken,
  reading: Reading,
): void {
  if (name.includes('$')) {
    reading.draft.faultAt(token.at.start, 'the name of this artifact is computed, so that it was left out');
    return;
  }
  const plain = range !== null && !range.includes('$');
  const literal = range === null ? null : fillGradle({ ...token, text: range, plain }, reading.variables);
  // `1.0!!` is Gradle's short form of a strict version.
  const filled = literal === null ? null : (literal.split('!!')[0] ?? literal);
  reading.draft.add({
    name,
    range: range === '' ? null : range,
    version: filled === null || filled === '' ? null : mavenVersion(filled),
    group,
    at: token.at,
  });
}

function addCoordinates(token: CodeToken, group: PackageGroup, reading: Reading): boolean {
  const written = COORDINATES.exec(token.text);
  if (written === null) return false;
  const [, groupId = '', artifact = '', range] = written;
  const fill = (text: string): string => fillGradle({ ...token, text }, reading.variables);
  const end = token.at.start + groupId.length + 1 + artifact.length;
  const at = { start: token.at.start, end: Math.min(end, token.at.end) };
  addArtifact(`${fill(groupId)}:${fill(artifact)}`, range ?? null, group, { ...token, at }, reading);
  return true;
}

/** `kotlin("stdlib")` and `kotlin("stdlib", "1.9")` name artifacts of Kotlin's own group. */
function addKotlin(tokens: readonly CodeToken[], group: PackageGroup, reading: Reading): void {
  const index = tokens.findIndex(({ kind, text }) => kind === 'word' && text === 'kotlin');
  const name = tokens[index + 2];
  if (index === -1 || !isSign(tokens[index + 1], '(') || name?.kind !== 'string') return;
  const version = isSign(tokens[index + 3], ',') ? tokens[index + 4] : undefined;
  const range = version?.kind === 'string' ? version.text : null;
  addArtifact(`org.jetbrains.kotlin:kotlin-${name.text}`, range, group, name, reading);
}

function addDependencies(statement: GradleStatement, reading: Reading): void {
  const { tokens } = statement;
  const configuration = tokens[0]?.text ?? '';
  if (configuration === 'exclude' || configuration === 'because' || isSign(tokens[1], '=')) return;
  const isPlatform = tokens.some(({ kind, text }) => kind === 'word' && /^(?:enforcedP|p)latform$/.test(text));
  const group = groupOf(configuration, statement, isPlatform);
  const groupId = argumentOf(tokens, 'group');
  const artifact = argumentOf(tokens, 'name');
  if (groupId !== undefined && artifact !== undefined) {
    const name = `${fillGradle(groupId, reading.variables)}:${fillGradle(artifact, reading.variables)}`;
    addArtifact(name, argumentOf(tokens, 'version')?.text ?? null, group, artifact, reading);
    return;
  }
  for (const token of tokens) if (token.kind === 'string') addCoordinates(token, group, reading);
  addKotlin(tokens, group, reading);
}

/** What Gradle fetches for a plugin is a marker that stands under the plugin's id. */
function addPlugin({ tokens }: GradleStatement, reading: Reading): void {
  const [word] = tokens;
  const id = tokens.find(({ kind }) => kind === 'string');
  const index = tokens.findIndex(({ kind, text }) => kind === 'word' && text === 'version');
  const version = index === -1 ? undefined : tokens.slice(index).find(({ kind }) => kind === 'string');
  if (id === undefined || version === undefined || (word?.text !== 'id' && word?.text !== 'kotlin')) return;
  const name = word.text === 'kotlin' ? `org.jetbrains.kotlin.${id.text}` : id.text;
  addArtifact(`${name}:${name}.gradle.plugin`, version.text, 'build', id, reading);
}

/** `maven { url "…" }`, `maven("…")`, `url = uri("…")`. */
function addRepository({ tokens }: GradleStatement, { draft }: Reading): void {
  for (const { kind, text, at } of tokens) {
    if (kind === 'string' && /^https?:\/\//.test(text)) draft.sources.push({ kind: 'extra', url: text, at });
  }
}

function parse({ text }: ManifestText): ParsedManifest {
  if (text.trimStart().startsWith('<')) return notTheFormat('a build script of Gradle');
  const draft = createPlacedDraft('Maven', text);
  const statements = readGradleStatements(text);
  const reading: Reading = { draft, variables: readGradleVariables(statements) };
  for (const statement of statements) {
    const { blocks } = statement;
    if (blocks.includes('dependencies')) addDependencies(statement, reading);
    else if (blocks.at(-1) === 'plugins') addPlugin(statement, reading);
    else if (blocks.includes('repositories')) addRepository(statement, reading);
  }
  for (const { tokens } of statements) addCodeFaults(tokens, draft);
  return finish(draft);
}

export const gradleBuild: ManifestFormat = {
  ecosystem: 'Maven',
  role: 'manifest',
  description: 'dependencies and plugins in build scripts of Gradle, where they are literals',
  parse,
};
