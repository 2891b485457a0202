/** Package.resolved of Swift, versions 1 to 3. A package's name is the address of its repository, or its id in a registry. */

import type { ManifestFormat, ManifestText, ParsedManifest } from '../../model/manifest.ts';
import { itemsOf, type JsonNode, memberOf, stringOf } from '../../text/tree.ts';
import { finish } from './draft.ts';
import { readJsonManifest } from './json-manifest.ts';
import { createPlacedDraft, type PlacedDraft } from './placed-draft.ts';

function addPin(pin: JsonNode, draft: PlacedDraft): void {
  const isRegistry = stringOf(memberOf(pin, 'kind')) === 'registry';
  const node = isRegistry ? memberOf(pin, 'identity') : (memberOf(pin, 'location') ?? memberOf(pin, 'repositoryURL'));
  const name = stringOf(node);
  if (node === undefined || !name) {
    draft.faultAt(pin.at.start, 'this entry names no package');
    return;
  }
  const state = memberOf(pin, 'state');
  const revision = stringOf(memberOf(state, 'revision'));
  const isLocal = stringOf(memberOf(pin, 'kind')) === 'localSourceControl' || /^(?:\/|\.{1,2}\/|file:)/.test(name);
  const version = stringOf(memberOf(state, 'version'));
  draft.add({
    name,
    version,
    source: isRegistry || (version !== null && !isLocal) ? 'registry' : isLocal ? 'file' : 'git',
    resolved: isRegistry || revision === null ? null : `${name}#${revision}`,
    direct: false,
    at: node.at,
  });
}

function parse({ text }: ManifestText): ParsedManifest {
  const draft = createPlacedDraft('SwiftURL', text);
  const root = readJsonManifest(text, draft);
  if (root === null) return finish(draft);
  const pins = memberOf(root, 'pins') ?? memberOf(memberOf(root, 'object'), 'pins');
  if (pins?.kind !== 'list' && draft.faults.length === 0) {
    draft.fault(1, 'this lockfile has no list of pins: no packages were read');
  }
  for (const pin of itemsOf(pins)) addPin(pin, draft);
  return finish(draft);
}

export const swiftResolved: ManifestFormat = {
  ecosystem: 'SwiftURL',
  role: 'lockfile',
  description: 'packages that Swift chose',
  parse,
};
