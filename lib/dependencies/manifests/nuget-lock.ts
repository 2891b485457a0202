/**
 * packages.lock.json of NuGet, versions 1 and 2: packages by target framework, so that one may stand several times. A range
 * is remembered only of direct ones. Hashes are SHA-512 in base64.
 */

import type { LockedRequirement, ManifestFormat, ManifestText, ParsedManifest } from '../../model/manifest.ts';
import { type JsonMember, memberOf, membersOf, stringOf } from '../../text/json.ts';
import { showKey } from '../../text/show-key.ts';
import { finish } from './draft.ts';
import { readJsonManifest } from './json-manifest.ts';
import { createPlacedDraft, type PlacedDraft } from './placed-draft.ts';

/** By name and range, since a requirement stands once for every framework. */
type Requirements = Map<string, LockedRequirement>;

function addPackage({ key: name, at, value }: JsonMember, requirements: Requirements, draft: PlacedDraft): void {
  if (value.kind !== 'object') {
    draft.faultAt(at.start, `what is locked of ${showKey(name)} is no object, so it was left out`);
    return;
  }
  const type = stringOf(memberOf(value, 'type'))?.toLowerCase();
  const hash = stringOf(memberOf(value, 'contentHash'));
  const range = stringOf(memberOf(value, 'requested'));
  const direct = type === 'direct';
  if (direct && range !== null) requirements.set(`${name} ${range}`, { importer: '.', name, range });
  draft.add({
    name,
    version: stringOf(memberOf(value, 'resolved')),
    source: type === 'project' ? 'workspace' : 'registry',
    integrity: hash ? [`sha512-${hash}`] : [],
    direct,
    at,
  });
}

function parse({ text }: ManifestText): ParsedManifest {
  const draft = createPlacedDraft('NuGet', text);
  const root = readJsonManifest(text, draft);
  if (root === null) return finish(draft);
  const requirements: Requirements = new Map();
  const frameworks = memberOf(root, 'dependencies');
  if (frameworks?.kind !== 'object' && draft.faults.length === 0) {
    draft.fault(1, 'this lockfile has no `dependencies`: no packages were read');
  }
  for (const framework of membersOf(frameworks)) {
    for (const member of membersOf(framework.value)) addPackage(member, requirements, draft);
  }
  return finish(draft, { requirements: [...requirements.values()] });
}

export const nugetLock: ManifestFormat = {
  ecosystem: 'NuGet',
  role: 'lockfile',
  description: 'packages that NuGet chose, with their hashes',
  parse,
};
