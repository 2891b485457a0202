/** Reads manifests that are one JSON object, so that every format says the same of broken ones. */

import { type JsonObject, readJson } from '../../text/json.ts';
import type { Draft } from './draft.ts';
import { jsonFaults, noJsonObject } from './faults.ts';

/** The object that a text holds, with its faults told to the draft; null for an empty text, and for one that holds anything else. */
export function readJsonManifest(text: string, draft: Draft): JsonObject | null {
  if (text.trim() === '') return null;
  const { root, faults } = readJson(text);
  if (root?.kind !== 'object') {
    draft.faults.push(noJsonObject(text, faults));
    return null;
  }
  draft.faults.push(...jsonFaults(text, faults));
  return root;
}
