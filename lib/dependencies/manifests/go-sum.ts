/**
 * go.sum (https://go.dev/ref/mod#go-sum-files), and go.work.sum: one digest a line. A module of which only the go.mod has a
 * digest was looked at when versions were chosen, but its code is not fetched: it is no package of the project. What go.mod
 * requires must stand among those that were looked at.
 */

import type { LockedRequirement, ManifestFormat, ManifestText, ParsedManifest } from '../../model/manifest.ts';
import { splitLines } from '../../text/split-lines.ts';
import { createDraft, finish, notTheFormat } from './draft.ts';

const LINE = /^(\S{1,1000}) v(\d\S{0,1000}) (h\d{1,3}:[\w+/]{1,200}={0,2})\s*$/;
const MANIFEST_ONLY = '/go.mod';

function parse({ text }: ManifestText): ParsedManifest {
  const draft = createDraft('Go');
  const requirements: LockedRequirement[] = [];
  let read = 0;
  for (const line of splitLines(text)) {
    if (line.text.trim() === '') continue;
    const [, name, version, digest] = LINE.exec(line.text) ?? [];
    if (name === undefined || version === undefined || digest === undefined) {
      draft.fault(line.number, 'this line is not a module, a version and a digest');
      continue;
    }
    read++;
    if (version.endsWith(MANIFEST_ONLY)) {
      requirements.push({ importer: '.', name, range: version.slice(0, -MANIFEST_ONLY.length) });
      continue;
    }
    const at = { start: line.start, end: line.start + name.length };
    draft.add({ name, version, integrity: [digest], direct: false, at });
  }
  return read === 0 && draft.faults.length > 0 ? notTheFormat('a go.sum file') : finish(draft, { requirements });
}

export const goSum: ManifestFormat = {
  ecosystem: 'Go',
  role: 'lockfile',
  description: 'digests of the Go modules that were fetched',
  parse,
};
