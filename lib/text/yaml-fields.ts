/** Reads typed values out of YAML, with one message for each way in which a value can be wrong. */

import { GateError } from '../model/failure.ts';
import type { YamlEntry, YamlMap, YamlNode } from '../model/yaml.ts';
import { nearestWord } from './nearest.ts';
import { showKey } from './show-key.ts';

/** A value, the file it stands in, and what messages call it: `` `exclude` ``. */
export type Field = { readonly file: string; readonly name: string; readonly node: YamlNode };

/** Throws GateError `FILE:LINE: what`. */
export function failAt(file: string, line: number, what: string, remedy?: string): never {
  throw new GateError(`${file}:${line}: ${what}`, remedy);
}

/** Throws GateError `FILE:LINE: NAME what`, such as `` `exclude` must be a list ``. */
export function failField(field: Field, what: string, remedy?: string): never {
  return failAt(field.file, field.node.line, `${field.name} ${what}`, remedy);
}

/** Whether nothing stands behind a key. */
export function isEmpty(field: Field): boolean {
  return field.node.kind === 'scalar' && field.node.value === null;
}

/** The value of an entry, named after its key. */
export function entryField(file: string, entry: YamlEntry): Field {
  return { file, name: showKey(entry.key), node: entry.value };
}

/** The entries of a map; a GateError for anything else. */
export function readEntries(field: Field): YamlMap['entries'] {
  if (field.node.kind !== 'map') return failField(field, 'must be a map: lines of `key: value`');
  return field.node.entries;
}

/**
 * The values of a map by key. Throws GateError for anything but a map and for a key that is not in `known`, with the
 * nearest one that is.
 */
export function readKnown(field: Field, known: readonly string[]): Map<string, Field> {
  const fields = new Map<string, Field>();
  for (const entry of readEntries(field)) {
    if (!known.includes(entry.key)) {
      const near = nearestWord(entry.key, known);
      const remedy = near === undefined ? `The keys here are ${known.join(', ')}.` : `Did you mean \`${near}\`?`;
      failAt(field.file, entry.line, `unknown key ${showKey(entry.key)}`, remedy);
    }
    fields.set(entry.key, entryField(field.file, entry));
  }
  return fields;
}

/** The entries of a list, each named after it. Throws GateError for anything else. */
export function readList(field: Field): Field[] {
  const { file, node, name } = field;
  if (node.kind !== 'list')
    return failField(field, 'must be a list', 'Write `[a, b]`, or one line with `- ` for each entry.');
  return node.items.map(item => ({ file, name: `an entry of ${name}`, node: item }));
}

/** Text that is not blank. Throws GateError for anything else; a number, `true` and the like have to be quoted. */
export function readText(field: Field): string {
  const value = field.node.kind === 'scalar' ? field.node.value : undefined;
  if (typeof value === 'number' || typeof value === 'boolean') {
    return failField(field, 'must be text', 'Put it into quotes.');
  }
  if (value === undefined) return failField(field, 'must be text');
  if (value === null || value.trim() === '') return failField(field, 'is empty');
  return value;
}

/** A list of texts that are not blank. */
export function readTexts(field: Field): string[] {
  return readList(field).map(readText);
}

/** One of `choices`; the error names the nearest, and never what stands there. */
export function readChoice<T extends string>(field: Field, choices: readonly T[]): T {
  const value = field.node.kind === 'scalar' ? String(field.node.value) : '';
  const choice = choices.find(known => known === value);
  if (choice !== undefined) return choice;
  const near = nearestWord(value, choices);
  const last = choices.at(-1);
  const listed = choices.length > 1 ? `one of ${choices.slice(0, -1).join(', ')} or ${last}` : `${last}`;
  return failField(field, `must be ${listed}`, near === undefined ? undefined : `Did you mean \`${near}\`?`);
}

export function readBoolean(field: Field): boolean {
  if (field.node.kind === 'scalar' && typeof field.node.value === 'boolean') return field.node.value;
  return failField(field, 'must be true or false');
}

/** A number above 0 and up to `most`. */
export function readNumber(field: Field, most: number): number {
  const value = field.node.kind === 'scalar' ? field.node.value : undefined;
  if (typeof value === 'number' && value > 0 && value <= most) return value;
  return failField(field, `must be a number above 0 and up to ${most}`);
}
