/** Plants the secrets of the labelled set at random places of real files, so that they stand among what people write. */

import type { Random } from '../../lib/text/random.ts';
import type { Document, Label } from './document.ts';
import { pick } from './values.ts';

/** A file of a real tree. */
export type Host = { readonly path: string; readonly text: string };

/** Lines whose name stands on the line before them. */
const NEEDS_NAME = /^\s*(?:[-"'<]|<\/?)*(?:value|default|result|data|string|code|password)\b/i;
/** Families whose documents are files by their name, and mean nothing inside another. */
const WHOLE_FILES: ReadonlySet<string> = new Set(['credential-file']);

export const kindOfPath = (path: string): string => {
  const name = path.slice(path.lastIndexOf('/') + 1);
  const dot = name.lastIndexOf('.');
  return dot <= 0 ? '' : name.slice(dot + 1).toLowerCase();
};

/** The lines that a label stands in, and one more where the name would be missing. */
function unitOf({ text }: Document, { start, end }: Label): { first: number; last: number } {
  const lineStart = (at: number): number => text.lastIndexOf('\n', at - 1) + 1;
  let first = lineStart(start);
  const lineEnd = text.indexOf('\n', end - 1);
  const last = lineEnd === -1 ? text.length : lineEnd + 1;
  if (first > 0 && NEEDS_NAME.test(text.slice(first, last))) first = lineStart(first - 1);
  return { first, last };
}

function insert(host: Host, unit: string, random: Random): { text: string; at: number } {
  const breaks = [0];
  for (let at = host.text.indexOf('\n'); at !== -1; at = host.text.indexOf('\n', at + 1)) breaks.push(at + 1);
  const at = pick(breaks, random);
  const line = unit.endsWith('\n') ? unit : `${unit}\n`;
  return { text: host.text.slice(0, at) + line + host.text.slice(at), at };
}

/**
 * One document for each sure label: the label's lines at the start of a random line of a file of the same kind, or the whole
 * document in a random folder where it is a file by its name or the trees have none of its kind.
 */
export function plant(documents: readonly Document[], hosts: readonly Host[], random: Random): Document[] {
  const byKind = new Map<string, Host[]>();
  for (const host of hosts) {
    const kind = kindOfPath(host.path);
    const list = byKind.get(kind) ?? [];
    list.push(host);
    byKind.set(kind, list);
  }
  return documents.flatMap(document => {
    const fitting = byKind.get(kindOfPath(document.path)) ?? [];
    return document.labels
      .filter(({ doubtful }) => !doubtful)
      .map(label => {
        if (WHOLE_FILES.has(document.family) || fitting.length === 0) {
          const folder = pick(hosts, random).path.replace(/[^/]*$/, '');
          return { ...document, path: folder + document.path, labels: [label] };
        }
        const host = pick(fitting, random);
        const { first, last } = unitOf(document, label);
        const { text, at } = insert(host, document.text.slice(first, last), random);
        const shift = at - first;
        const moved = { ...label, start: label.start + shift, end: label.end + shift };
        return { family: document.family, path: host.path, text, labels: [moved] };
      });
  });
}
