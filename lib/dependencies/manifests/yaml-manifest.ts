/** Reads manifests in YAML, so that every format says the same of broken ones. */

import type { JsonObject } from '../../text/tree.ts';
import { readYamlTree } from '../../text/yaml-tree.ts';
import type { PlacedDraft } from './placed-draft.ts';

/** The map that a text holds, with its faults told to the draft; null for an empty text, and for one that holds anything else. */
export function readYamlManifest(text: string, what: string, draft: PlacedDraft): JsonObject | null {
  const { root, faults } = readYamlTree(text);
  if (root.kind === 'scalar' && root.value === null && faults.length === 0) return null;
  if (root.kind !== 'object') {
    draft.fault(1, `this is not ${what}: no packages were read`);
    return null;
  }
  for (const { offset, message } of faults) draft.faultAt(offset, message);
  return root;
}
