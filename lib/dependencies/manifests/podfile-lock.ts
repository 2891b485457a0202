/**
 * Podfile.lock of CocoaPods. A pod is listed once, whichever of its parts (`Pod/Part`) are used. Its checksums are those of
 * specifications and not of what is fetched, so that they are no digests here.
 */

import type { LockedRequirement, ManifestFormat, ManifestText, ParsedManifest } from '../../model/manifest.ts';
import type { Package } from '../../model/package.ts';
import { itemsOf, type JsonNode, memberOf, membersOf, stringOf } from '../../text/tree.ts';
import { finish } from './draft.ts';
import { gitAddress } from './git-address.ts';
import { createPlacedDraft } from './placed-draft.ts';
import { readYamlManifest } from './yaml-manifest.ts';

const POD = /^([^\s()/]{1,300})(?:\/[^\s()]{1,300})?(?: \(([^()]{1,500})\))?$/;

/** Items are text, or maps of one key where the pod needs others. */
function nameOf(item: JsonNode): { readonly written: string; readonly at: JsonNode['at'] } | null {
  const written = stringOf(item);
  if (written !== null) return { written, at: item.at };
  const [member] = membersOf(item);
  return member === undefined ? null : { written: member.key, at: member.at };
}

function originOf(root: JsonNode, name: string): Pick<Package, 'source' | 'resolved'> {
  const external = memberOf(memberOf(root, 'EXTERNAL SOURCES'), name);
  const checkout = memberOf(memberOf(root, 'CHECKOUT OPTIONS'), name);
  const read = (key: string): string | null => stringOf(memberOf(checkout, key)) ?? stringOf(memberOf(external, key));
  const git = read(':git');
  if (git !== null)
    return { source: 'git', resolved: gitAddress(git, read(':commit') ?? read(':tag') ?? read(':branch')) };
  const path = read(':path');
  if (path !== null) return { source: 'file', resolved: path };
  const address = read(':http') ?? read(':podspec');
  return address === null ? { source: 'registry', resolved: null } : { source: 'url', resolved: address };
}

function readRequirements(root: JsonNode): LockedRequirement[] {
  return itemsOf(memberOf(root, 'DEPENDENCIES')).flatMap(item => {
    const [, name, range] = POD.exec(nameOf(item)?.written ?? '') ?? [];
    if (name === undefined) return [];
    return [{ importer: '.', name, range: range === undefined || range.startsWith('from ') ? '>= 0' : range }];
  });
}

function parse({ text }: ManifestText): ParsedManifest {
  const draft = createPlacedDraft('CocoaPods', text);
  const root = readYamlManifest(text, 'a Podfile.lock file', draft);
  if (root === null) return finish(draft);
  const requirements = readRequirements(root);
  const asked = new Set(requirements.map(({ name }) => name));
  const seen = new Set<string>();
  for (const item of itemsOf(memberOf(root, 'PODS'))) {
    const entry = nameOf(item);
    const [, name, version] = POD.exec(entry?.written ?? '') ?? [];
    if (entry === null || name === undefined) {
      draft.faultAt(item.at.start, 'this entry is not a pod and its version');
      continue;
    }
    if (seen.has(name)) continue;
    seen.add(name);
    const { start, end } = entry.at;
    const at = { start, end: Math.min(end, start + name.length) };
    draft.add({ name, version: version ?? null, direct: asked.has(name), at, ...originOf(root, name) });
  }
  return finish(draft, { requirements });
}

export const podfileLock: ManifestFormat = {
  ecosystem: 'CocoaPods',
  role: 'lockfile',
  description: 'pods that CocoaPods chose',
  parse,
};
