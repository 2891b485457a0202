/** Tells a diff from other text by how it begins, so that standard input needs no option; in doubt it is other text, all of which is scanned. */

import { readHunkHeader } from './diff-hunk.ts';

/** Heads that stand before a diff: `git show`, `git log -p` and its one-line form, `git format-patch`, a tag, Mercurial. */
const PREAMBLES: readonly RegExp[] = [
  /^commit [0-9a-f]{40}(?:[0-9a-f]{24})?(?: |$)/,
  /^From [0-9a-f]{40}(?:[0-9a-f]{24})? /,
  /^[0-9a-f]{7,64} \S/,
  /^tag \S+$/,
  /^# HG changeset patch$/,
];

/** What `diff -r`, Subversion and others write before the first pair of names. */
const OPENINGS = /^(?:diff -|Index: |Only in |Binary files .+ differ$|\* Unmerged path )/;

const MAIL_HEADER = /^[A-Za-z][A-Za-z-]{0,40}: /;
const PATCH_SUBJECT = /^Subject: .*\bPATCH\b/;

/** What follows `diff --git` (git-diff, "Generating patch text with -p"). */
const EXTENDED_HEADER =
  /^(?:(?:old|new|deleted file|new file) mode |(?:copy|rename) from |(?:dis)?similarity index |index [0-9a-f]|--- )/;

function startsGitDiff(lines: readonly string[], at: number): boolean {
  const line = lines[at] ?? '';
  if (/^diff --git \S.* \S/.test(line)) return EXTENDED_HEADER.test(lines[at + 1] ?? '');
  return /^diff --(?:cc|combined) \S/.test(line);
}

const startsPair = (lines: readonly string[], at: number): boolean =>
  /^--- \S/.test(lines[at] ?? '') &&
  /^\+\+\+ \S/.test(lines[at + 1] ?? '') &&
  readHunkHeader(lines[at + 2] ?? '') !== null;

const startsDiff = (lines: readonly string[], at: number): boolean => startsGitDiff(lines, at) || startsPair(lines, at);

function hasPatchSubject(lines: readonly string[]): boolean {
  const blank = lines.indexOf('');
  return lines.slice(0, blank === -1 ? lines.length : blank).some(line => PATCH_SUBJECT.test(line));
}

/**
 * True when `head`, the first bytes of a text (UTF-8, without byte order mark), begins a diff: with a header of one, or with
 * the commit's or mail's head that git writes before one and then such a header. A diff further down does not count.
 */
export function looksLikeUnifiedDiff(head: Buffer): boolean {
  const lines = head
    .toString('latin1')
    .split('\n')
    .map(line => (line.endsWith('\r') ? line.slice(0, -1) : line));
  const first = lines.findIndex(line => line !== '');
  const opening = lines[first];
  if (opening === undefined) return false;
  if (startsDiff(lines, first)) return true;
  const rest = lines.slice(first);
  const mayPrecede =
    OPENINGS.test(opening) ||
    PREAMBLES.some(preamble => preamble.test(opening)) ||
    (MAIL_HEADER.test(opening) && hasPatchSubject(rest));
  return mayPrecede && rest.some((_, at) => startsDiff(rest, at));
}
