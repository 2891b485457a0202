/**
 * composer.json (https://getcomposer.org/doc/04-schema.md). Requirements of the platform (`php`, `ext-json`) name nothing
 * that is fetched and are left out; a name of a package always has a vendor.
 */

import type { ManifestFormat, ManifestText, ParsedManifest } from '../../model/manifest.ts';
import type { PackageGroup } from '../../model/package.ts';
import { itemsOf, type JsonNode, memberOf, membersOf, stringOf } from '../../text/json.ts';
import { showKey } from '../../text/show-key.ts';
import { finish } from './draft.ts';
import { readJsonManifest } from './json-manifest.ts';
import { createPlacedDraft, type PlacedDraft } from './placed-draft.ts';

const EXACT = /^=?=?v?(\d{1,10}(?:\.\d{1,10}){0,3}(?:-[\w.]{1,100})?)$/i;

/** `php`, `php-64bit`, `hhvm`, `ext-x`, `lib-x`, `composer`, `composer-plugin-api`: whatever has no vendor. */
const isPlatform = (name: string): boolean => !name.includes('/');

/** One version asks for itself: `1.2` is 1.2.0 and nothing else. `1.2.*`, `dev-main` and the like leave it open. */
const exactVersion = (range: string): string | null => EXACT.exec(range.trim())?.[1] ?? null;

function addRequirements(root: JsonNode, key: string, group: PackageGroup, draft: PlacedDraft): void {
  for (const { key: name, at, value } of membersOf(memberOf(root, key))) {
    const range = stringOf(value);
    if (isPlatform(name)) continue;
    if (range === null) {
      draft.faultAt(at.start, `the range of ${showKey(name)} is no text, so it was left out`);
    } else draft.add({ name, range, version: exactVersion(range), group, at });
  }
}

const isFalse = (node: JsonNode): boolean => node.kind === 'scalar' && node.value === false;

/** `false` under a key, or in a list as `{ "key": false }`. */
function isOff(entry: JsonNode): boolean {
  const [only, more] = membersOf(entry);
  return isFalse(entry) || (only !== undefined && more === undefined && isFalse(only.value));
}

/**
 * Repositories are a list or an object; one that is `false` switches the ecosystem's own index off, so that those given
 * here are not asked beside it but instead. Only those of type `composer` are indexes.
 */
function addRepositories(root: JsonNode, draft: PlacedDraft): void {
  const node = memberOf(root, 'repositories');
  const entries = [...itemsOf(node), ...membersOf(node).map(({ value }) => value)];
  const kind = entries.some(isOff) ? 'main' : 'extra';
  for (const entry of entries) {
    const url = memberOf(entry, 'url');
    const address = stringOf(url);
    if (stringOf(memberOf(entry, 'type')) === 'composer' && url !== undefined && address !== null) {
      draft.sources.push({ kind, url: address, at: url.at });
    }
  }
}

function parse({ text }: ManifestText): ParsedManifest {
  const draft = createPlacedDraft('Packagist', text);
  const root = readJsonManifest(text, draft);
  if (root === null) return finish(draft);
  addRequirements(root, 'require', 'main', draft);
  addRequirements(root, 'require-dev', 'dev', draft);
  addRepositories(root, draft);
  const projectName = stringOf(memberOf(root, 'name'));
  return finish(draft, projectName === null ? {} : { projectName });
}

export const composerJson: ManifestFormat = {
  ecosystem: 'Packagist',
  role: 'manifest',
  description: 'packages that a Composer project requires',
  parse,
};
