/** What decoding yields: text that stood encoded in a chunk, and where each stretch of it stands there. */

import type { Span } from '../../model/span.ts';

export type Encoding = 'base64' | 'hex' | 'gzip' | 'percent' | 'unicode' | 'hex-escape' | 'entity';

/** The place in the encoded text of the bytes from `start` up to `end` of a decoded text. */
export type Place = (start: number, end: number) => Span;

export type DecodedLayer = {
  readonly bytes: Buffer;
  /** Outermost first. */
  readonly encodings: readonly Encoding[];
  /** Gives a span of the chunk: the exact one for escapes, the whole encoded text where characters share bytes. */
  readonly place: Place;
};

/** One step of decoding: bytes out of a stretch of other bytes. */
export type Step = {
  readonly bytes: Buffer;
  readonly encodings: readonly Encoding[];
  readonly place: Place;
  /** Whether `place` is exact. */
  readonly exact: boolean;
};

/** A step of which any part stands for the whole encoded stretch. */
export const wholeStep = (bytes: Buffer, encodings: readonly Encoding[], span: Span): Step => ({
  bytes,
  encodings,
  place: () => span,
  exact: false,
});

const NAMES: Readonly<Record<Encoding, string>> = {
  base64: 'base64',
  hex: 'hexadecimal',
  gzip: 'gzip',
  percent: 'percent encoding',
  unicode: 'Unicode escapes',
  'hex-escape': 'hexadecimal escapes',
  entity: 'HTML entities',
};

/** `in base64`, `in gzip in base64`: how a finding was hidden. */
export const describeEncodings = (encodings: readonly Encoding[]): string =>
  [...encodings]
    .reverse()
    .map(encoding => `in ${NAMES[encoding]}`)
    .join(' ');
