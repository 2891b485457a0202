/** Parses TOML into plain values. The one file that imports `smol-toml`; its messages quote the text, so that none is passed on. */

import { parse, TomlError } from 'smol-toml';
import { GateError } from '../model/failure.ts';

/** The table at the root of a TOML 1.0 text. Throws GateError `FILE:LINE: this is not valid TOML`. */
export function parseToml(text: string, file: string): Readonly<Record<string, unknown>> {
  try {
    return parse(text.replace(/^\uFEFF/, ''));
  } catch (error) {
    if (!(error instanceof TomlError)) throw error;
    throw new GateError(`${file}:${error.line}: this is not valid TOML`);
  }
}
