/** Scripts that name what they need in a header (https://packaging.python.org/en/latest/specifications/inline-script-metadata/). */

import type { ManifestFormat, ManifestText, ParsedManifest } from '../../model/manifest.ts';
import { itemsOf, memberOf } from '../../text/tree.ts';
import { canonicalName } from '../names.ts';
import { finish } from './draft.ts';
import { createPlacedDraft } from './placed-draft.ts';
import { readListItem } from './pyproject-lists.ts';
import { readIndexes, readUvSources } from './pyproject-sources.ts';
import { readTomlManifest } from './toml-manifest.ts';

const OPENING = '# /// script';
const CLOSING = /^# \/\/\/\s*$/;

/** The offset of the line that opens the header, or -1. */
function findHeader(text: string): number {
  for (let at = text.indexOf(OPENING); at !== -1; at = text.indexOf(OPENING, at + 1)) {
    const behind = text[at + OPENING.length];
    const endsLine = behind === undefined || /\s/.test(behind);
    if (endsLine && (at === 0 || text[at - 1] === '\n')) return at;
  }
  return -1;
}

type Header = { readonly toml: string; readonly closed: boolean };

const blank = (text: string): string => text.replace(/[^\n]/g, ' ');

/** The text with everything but the header's TOML made blank, so that offsets stay; the last line that closes it counts. */
function readHeader(text: string, start: number): Header {
  const lines = text.slice(start).split('\n');
  const block = lines.slice(1);
  const stop = block.findIndex(line => !/^#(?:\s|$)/.test(line));
  const inside = stop === -1 ? block : block.slice(0, stop);
  const close = inside.findLastIndex(line => CLOSING.test(line));
  const body = close === -1 ? inside : inside.slice(0, close);
  const toml = [blank(lines[0] ?? ''), ...body.map(line => line.replace(/^# ?/, mark => ' '.repeat(mark.length)))];
  return { toml: blank(text.slice(0, start)) + toml.join('\n'), closed: close !== -1 };
}

function parse({ text }: ManifestText): ParsedManifest {
  const draft = createPlacedDraft('PyPI', text);
  const start = findHeader(text);
  if (start === -1) return finish(draft);
  const { toml, closed } = readHeader(text, start);
  if (!closed) draft.faultAt(start, 'the header of this script is not closed');
  const root = readTomlManifest(toml, draft);
  const indexes = readIndexes(root);
  const sources = readUvSources(root, indexes);
  for (const item of itemsOf(memberOf(root, 'dependencies'))) {
    const parts = readListItem(item, 'main', draft);
    if (parts === null) continue;
    draft.add({ ...parts, ...(parts.source === undefined ? sources.get(canonicalName('PyPI', parts.name)) : {}) });
  }
  draft.sources.push(...indexes.settings);
  return finish(draft);
}

export const pypiScript: ManifestFormat = {
  ecosystem: 'PyPI',
  role: 'manifest',
  description: 'dependencies in the header of a Python script (PEP 723)',
  parse,
};
