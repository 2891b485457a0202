/**
 * The compiled ruleset as one file: written by the build, read at every start. Everything that scanning needs, and nothing
 * that only a report needs.
 */

import type { Ruleset } from '../../model/compiled-rule.ts';
import type { Automaton } from '../../text/automaton.ts';

/** Changes when the layout does, so that an old file is refused instead of misread. */
const MAGIC = 'gateRS01';

const ARRAYS = ['table', 'outputStart', 'outputs', 'lengths'] as const;

type Header = {
  readonly ruleset: Ruleset;
  readonly columns: string;
  readonly width: number;
  readonly firstOutput: number;
  /** Entries of each array of ARRAYS, in that order. */
  readonly sizes: readonly number[];
};

const align = (offset: number): number => (offset + 3) & ~3;

/** Magic, byte length of the header (32 bits), header in JSON, padding to 4 bytes, then the arrays of 32-bit numbers. */
export function encodeRuleset(ruleset: Ruleset, automaton: Automaton): Buffer {
  const { columns, width, firstOutput } = automaton;
  const sizes = ARRAYS.map(name => automaton[name].length);
  const header: Header = { ruleset, columns: Buffer.from(columns).toString('hex'), width, firstOutput, sizes };
  const json = Buffer.from(JSON.stringify(header));
  const start = Buffer.alloc(align(MAGIC.length + 4 + json.length));
  start.write(MAGIC, 'latin1');
  start.writeUInt32LE(json.length, MAGIC.length);
  json.copy(start, MAGIC.length + 4);
  return Buffer.concat([start, ...ARRAYS.map(name => new Uint8Array(automaton[name].buffer))]);
}

/** Reads what `encodeRuleset` wrote. Throws when the file is not one of this version's. */
export function decodeRuleset(file: Buffer): { ruleset: Ruleset; automaton: Automaton } {
  if (file.toString('latin1', 0, MAGIC.length) !== MAGIC)
    throw new Error('the ruleset file is not one of this version: build again');
  const jsonLength = file.readUInt32LE(MAGIC.length);
  const jsonStart = MAGIC.length + 4;
  const header: Header = JSON.parse(file.toString('utf8', jsonStart, jsonStart + jsonLength));
  const aligned = file.byteOffset % 4 === 0 ? file : Buffer.from(new Uint8Array(file));
  let at = align(jsonStart + jsonLength);
  const [table, outputStart, outputs, lengths] = header.sizes.map(size => {
    const array = new Int32Array(aligned.buffer, aligned.byteOffset + at, size);
    at += size * 4;
    return array;
  });
  if (!table || !outputStart || !outputs || !lengths) throw new Error('the ruleset file is cut short: build again');
  const columns = new Uint8Array(Buffer.from(header.columns, 'hex'));
  const { width, firstOutput } = header;
  return { ruleset: header.ruleset, automaton: { columns, width, firstOutput, table, outputStart, outputs, lengths } };
}
