/** Faults of manifests: what could not be read, by line. */

import type { ManifestFault, ParsedManifest } from '../../model/manifest.ts';
import type { JsonFault } from '../../text/json.ts';

/** The 1-based line of a UTF-16 offset. */
export function lineAt(text: string, offset: number): number {
  let line = 1;
  for (let at = text.indexOf('\n'); at !== -1 && at < offset; at = text.indexOf('\n', at + 1)) line++;
  return line;
}

/** What a parser returns of a file that holds nothing, or nothing that it knows. */
export const nothing = (faults: readonly ManifestFault[] = []): ParsedManifest => ({
  packages: [],
  references: [],
  faults,
});

/** The first fault of a text speaks for those behind it, which mostly follow from it. */
export function jsonFaults(text: string, faults: readonly JsonFault[]): ManifestFault[] {
  const [first] = faults;
  if (first === undefined) return [];
  return [
    { line: lineAt(text, first.offset), message: `${first.message}; packages here or behind may have been left out` },
  ];
}

/** What is said of a text that should hold a JSON object and holds none. */
export function noJsonObject(text: string, faults: readonly JsonFault[]): ManifestFault {
  const [first] = faults;
  const why = first === undefined ? '' : `${first.message}: `;
  return { line: lineAt(text, first?.offset ?? 0), message: `${why}this is no JSON object, so nothing was read` };
}
