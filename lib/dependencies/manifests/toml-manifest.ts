/** Reads manifests in TOML, so that every format says the same of broken ones. */

import { readToml } from '../../text/toml-tree.ts';
import type { JsonNode } from '../../text/tree.ts';
import type { PlacedDraft } from './placed-draft.ts';

/** The table at the root, with its faults told to the draft; what could be read of a broken one. */
export function readTomlManifest(text: string, draft: PlacedDraft): JsonNode {
  const { root, faults } = readToml(text);
  for (const { offset, message } of faults.slice(0, 21)) draft.faultAt(offset, message);
  return root;
}
