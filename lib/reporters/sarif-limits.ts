/** What code scanning accepts of a SARIF file at most, and how a report is cut to fit: the least important goes first. */

import { gzipSync } from 'node:zlib';
import type { Finding } from '../model/finding.ts';
import { rankOf } from './order.ts';

export type SarifLimits = {
  readonly results: number;
  /** Of the compressed file, in bytes. */
  readonly gzip: number;
  /** Failures are all told; the rest up to this number. */
  readonly notifications: number;
};

/** GitHub's page on SARIF support: 25,000 results a run, 10 MB compressed. The last number is ours. */
export const SARIF_LIMITS: SarifLimits = { results: 25_000, gzip: 9_500_000, notifications: 1000 };

export const TEXT_LENGTH = 1024;
export const HELP_LENGTH = 4096;
export const NAME_LENGTH = 255;

const HIGH_SURROGATE = /[\ud800-\udbff]$/;

/** At most `length` UTF-16 units, the last of them `…` when something was cut. No character is cut in two. */
export function clip(text: string, length: number = TEXT_LENGTH): string {
  if (text.length <= length) return text;
  return `${text.slice(0, length - 1).replace(HIGH_SURROGATE, '')}…`;
}

/** The `count` gravest findings, in their old order; of equal ones those that come first. */
export function keepGravest(findings: readonly Finding[], count: number): readonly Finding[] {
  if (findings.length <= count) return findings;
  const ranked = findings.map(({ severity }, at) => ({ at, weight: rankOf(severity) }));
  ranked.sort((left, right) => right.weight - left.weight || left.at - right.at);
  const kept = new Set(ranked.slice(0, count).map(({ at }) => at));
  return findings.filter((_, at) => kept.has(at));
}

/**
 * How much of `text`, from 0 to 1, may stay so that its compressed size is at most `limit` bytes; 1 when it fits. Compresses
 * only what could be too big.
 */
export function shareThatFits(text: string, limit: number): number {
  if (Buffer.byteLength(text) <= limit) return 1;
  const size = gzipSync(text).length;
  return size <= limit ? 1 : Math.min(0.9, (limit / size) * 0.95);
}
