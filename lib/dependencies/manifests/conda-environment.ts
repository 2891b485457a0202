/** environment.yml of conda and mamba: packages of conda, and those that pip installs beside them. */

import type { ManifestFormat, ManifestText, ParsedManifest } from '../../model/manifest.ts';
import type { Span } from '../../model/span.ts';
import { createTextLines, type TextLines } from '../../text/text-lines.ts';
import { itemsOf, type JsonNode, memberOf, membersOf, stringOf } from '../../text/tree.ts';
import { readCondaSpec } from './conda-spec.ts';
import { createDraft, type Draft, finish, notTheFormat } from './draft.ts';
import { createPlacedDraft } from './placed-draft.ts';
import { readRequirementLine } from './pypi-requirements.ts';
import { readYamlManifest } from './yaml-manifest.ts';

type Reading = { readonly draft: Draft; readonly lines: TextLines };

/** Offsets inside a value with escapes, or of several lines, are unknown: its place stands for them. */
const placeInside = ({ at }: JsonNode, value: string): ((span: Span) => Span) =>
  at.end - at.start === value.length ? span => span : () => at;

function addConda(node: JsonNode, { draft, lines }: Reading): void {
  const value = stringOf(node);
  if (value === null) return;
  const parts = readCondaSpec(value, node.at.start);
  if (parts === null) draft.fault(lines.position(node.at.start).line, 'this is no package of conda');
  else draft.add({ ...parts, at: placeInside(node, value)(parts.at) });
}

/** An item of pip's list is a line of requirements. */
function addPip(node: JsonNode, { draft, lines }: Reading): void {
  const text = stringOf(node);
  if (text === null) return;
  const own = createDraft('PyPI');
  const { line } = lines.position(node.at.start);
  readRequirementLine({ draft: own, group: 'main', unread: 0 }, { text, comment: null, start: node.at.start, line });
  const inside = placeInside(node, text);
  const place = <T extends { readonly at: Span }>(each: T): T => ({ ...each, at: inside(each.at) });
  draft.packages.push(...own.packages.map(place));
  draft.references.push(...own.references.map(place));
  draft.sources.push(...own.sources.map(place));
  for (const fault of own.faults) draft.fault(fault.line, fault.message);
}

/** A channel given by its address is a source; the names of channels are not. */
function addChannels(root: JsonNode, { sources }: Draft): void {
  for (const node of itemsOf(memberOf(root, 'channels'))) {
    const url = stringOf(node);
    if (url?.includes('://')) sources.push({ kind: 'extra', url, at: node.at });
  }
}

function parse({ text }: ManifestText): ParsedManifest {
  const draft = createPlacedDraft('conda', text);
  const root = readYamlManifest(text, 'an environment of conda', draft);
  if (root === null) return finish(draft);
  if (!membersOf(root).some(({ key }) => key === 'dependencies')) return notTheFormat('an environment of conda');
  const reading = { draft, lines: createTextLines(text) };
  addChannels(root, draft);
  for (const node of itemsOf(memberOf(root, 'dependencies'))) {
    if (node.kind === 'scalar') addConda(node, reading);
    for (const item of itemsOf(memberOf(node, 'pip'))) addPip(item, reading);
  }
  const name = stringOf(memberOf(root, 'name'));
  return finish(draft, name === null ? {} : { projectName: name });
}

export const condaEnvironment: ManifestFormat = {
  ecosystem: 'conda',
  role: 'manifest',
  description: 'packages of a conda environment, and those of pip in it',
  parse,
};
