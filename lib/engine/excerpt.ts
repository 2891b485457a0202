/** The line of a finding as a report may show it: every known secret masked, cut to a readable length. */

import type { TextView } from '../detection/text-view.ts';
import type { Excerpt } from '../model/finding.ts';
import type { Match } from '../model/match.ts';
import type { Span } from '../model/span.ts';
import type { Mask } from '../text/masking.ts';
import { maskSecret, maskText } from '../text/masking.ts';

/** Bytes of the line that are shown before the secret and behind it. */
const BEFORE = 80;
const BEHIND = 60;
const NEWLINE = 10;

/** The bytes of the line that holds `offset`, without its line end, at most `before` to the left and `behind` to the right. */
export function lineSpan(bytes: Buffer, offset: number, before: number, behind: number): Span {
  const least = Math.max(0, offset - before);
  const newline = offset === 0 ? -1 : bytes.lastIndexOf(NEWLINE, offset - 1);
  const most = Math.min(bytes.length, offset + behind);
  const next = bytes.subarray(offset, most).indexOf(NEWLINE);
  const end = next === -1 ? most : offset + next;
  return { start: Math.max(least, newline + 1), end };
}

/** Never begins or ends inside a UTF-8 sequence. */
function alignSpan(bytes: Buffer, { start, end }: Span): Span {
  let from = start;
  while (from < end && ((bytes[from] ?? 0) & 0xc0) === 0x80) from += 1;
  let to = end;
  while (to > from && to < bytes.length && ((bytes[to] ?? 0) & 0xc0) === 0x80) to -= 1;
  return { start: from, end: to };
}

/** What of a match is masked: the secret, and a part of it that begins on an earlier line or is cut off. */
function masksIn(bytes: Buffer, shown: Span, matches: readonly Match[]): Mask[] {
  return matches.flatMap(({ secret, publicPrefix }) => {
    if (secret.start >= shown.end || secret.end <= shown.start) return [];
    const from = Math.max(secret.start, shown.start);
    const visible = from === secret.start ? Math.min(publicPrefix, shown.end - from) : 0;
    const masked = maskSecret(bytes.toString('latin1', from, from + visible), visible);
    return [{ start: from - shown.start, end: Math.min(secret.end, shown.end) - shown.start, masked }];
  });
}

/** Further places on the line where a secret's own text stands: a log line may repeat it. */
function repeatsIn(line: string, secrets: readonly string[]): Mask[] {
  const masks: Mask[] = [];
  for (const secret of secrets) {
    if (secret.length < 4) continue;
    for (let at = line.indexOf(secret); at !== -1; at = line.indexOf(secret, at + secret.length)) {
      masks.push({ start: at, end: at + secret.length, masked: maskSecret('', 0) });
    }
  }
  return masks;
}

const decode = (latin1: string): string => {
  const bytes = Buffer.from(latin1, 'latin1');
  const text = bytes.toString('utf8');
  return text.includes('\ufffd') ? latin1 : text;
};

/**
 * The masked line of `match`. `matches` are all matches of the chunk, also those that judges dropped: what any rule takes
 * for a secret is not shown.
 */
export function makeExcerpt(view: TextView, match: Match, matches: readonly Match[]): Excerpt {
  const { bytes } = view;
  const length = match.secret.end - match.secret.start;
  const shown = alignSpan(bytes, lineSpan(bytes, match.secret.start, BEFORE, Math.min(length, BEHIND) + BEHIND));
  const line = bytes.toString('latin1', shown.start, shown.end);
  const touching = matches.filter(other => other.secret.start < shown.end && other.secret.end > shown.start);
  const secrets = touching.map(other => bytes.toString('latin1', other.secret.start, other.secret.end));
  const masks = [...masksIn(bytes, shown, touching), ...repeatsIn(line, secrets)];
  const masked = maskText(line, masks, match.secret.start - shown.start);
  const column = (index: number): number => decode(masked.text.slice(0, index)).length + 1;
  return { text: decode(masked.text), startColumn: column(masked.start), endColumn: column(masked.end) };
}
