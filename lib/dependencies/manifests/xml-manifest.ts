/** Reads manifests that are one XML element, so that every format says the same of broken ones. */

import { localName, readXml, type XmlElement } from '../../text/xml.ts';
import type { Draft } from './draft.ts';

/** The root of a text, with its faults told to the draft; null for an empty text, and where the root has another name. */
export function readXmlManifest(text: string, rootName: string, what: string, draft: Draft): XmlElement | null {
  if (text.trim() === '') return null;
  const { root, faults } = readXml(text);
  if (root === null || localName(root) !== rootName) {
    draft.fault(1, `this is not ${what}: no packages were read`);
    return null;
  }
  for (const { line, message } of faults) draft.fault(line, message);
  return root;
}
