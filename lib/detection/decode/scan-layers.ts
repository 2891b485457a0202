/** Looks for matches in what stands encoded in a chunk and gives them the place of the encoded text. */

import type { Chunk } from '../../model/chunk.ts';
import type { Match } from '../../model/match.ts';
import type { Confidence } from '../../model/severity.ts';
import type { Hits } from '../../text/automaton.ts';
import { wholeChunk } from '../../text/whole-chunk.ts';
import type { TextView } from '../text-view.ts';
import { createView } from '../text-view.ts';
import type { EscapeCounts } from './escapes.ts';
import type { DecodedLayer, Encoding } from './layer.ts';
import { decodeLayers } from './layers.ts';

/** What is done with the text of a layer. The detector is one of its own: detectors remember the text they are in. */
export type LayerScan = {
  readonly findHits: (bytes: Buffer) => Hits;
  /** Counts the escapes among the hits of a chunk. */
  readonly countEscapes: (hits: Hits) => EscapeCounts;
  readonly detect: (view: TextView) => readonly Match[];
  /** Null drops the match. */
  readonly judge: (match: Match, view: TextView) => Confidence | null;
};

export type LayerMatch = {
  /** In the chunk: span and secret are the encoded text. Nothing of it is public. */
  readonly match: Match;
  readonly confidence: Confidence;
  /** Outermost first. */
  readonly encodings: readonly Encoding[];
};

function scanLayer(layer: DecodedLayer, chunk: Chunk, scan: LayerScan): LayerMatch[] {
  const view = createView(wholeChunk(chunk.path, layer.bytes, chunk.origin), scan.findHits(layer.bytes));
  return scan.detect(view).flatMap(match => {
    const confidence = scan.judge(match, view);
    if (confidence === null) return [];
    const span = layer.place(match.span.start, match.span.end);
    const secret = layer.place(match.secret.start, match.secret.end);
    return [{ match: { ...match, span, secret, publicPrefix: 0 }, confidence, encodings: layer.encodings }];
  });
}

/** Every match in every decoded layer of `view`, judged where it was found and placed in the chunk. */
export const scanLayers = (view: TextView, scan: LayerScan): LayerMatch[] =>
  decodeLayers(view, scan.countEscapes(view.hits)).flatMap(layer => scanLayer(layer, view.chunk, scan));
