/** What RubyGems makes of the names and versions that a manifest asks for. */

import type { CodeToken } from './code-tokens.ts';

const EXACT = /^=?\s*(\d[\w.]{0,100}(?:-[\w.-]{1,100})?)$/;

/** A literal that can be the name of a gem: what is broken in a program can make a text of anything. */
export const isGemName = (token: CodeToken | undefined): token is CodeToken =>
  token?.kind === 'string' && token.plain && /^[\w.-]{1,200}$/.test(token.text);

/** The requirements of a gem as one range, and its version where they are one exact one: `1.2` and `= 1.2` mean the same. */
export function readGemRequirement(values: readonly CodeToken[]): {
  readonly range: string | null;
  readonly version: string | null;
} {
  const written = values
    .filter(({ kind, text }) => kind === 'string' && !text.includes('\n'))
    .map(({ text }) => text.trim());
  if (written.length === 0) return { range: null, version: null };
  const isPlain = values.every(({ plain }) => plain);
  const [only, more] = written;
  const version = isPlain && more === undefined ? (EXACT.exec(only ?? '')?.[1] ?? null) : null;
  return { range: written.join(', '), version };
}
