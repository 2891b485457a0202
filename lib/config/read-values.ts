/** Readers of the simple values in gate.yaml. */

import { explainGlob } from '../text/glob-fault.ts';
import { parseSize } from '../text/size.ts';
import type { Field } from '../text/yaml-fields.ts';
import { failField, readList, readText } from '../text/yaml-fields.ts';

/** A list of globs as in .gitignore. */
export function readGlobs(field: Field): string[] {
  return readList(field).map(item => {
    const glob = readText(item);
    const fault = explainGlob(glob);
    return fault === null ? glob : failField(item, fault);
  });
}

/** A number of bytes, or a number with a unit. */
export function readSize(field: Field): number {
  const { node } = field;
  const text = node.kind === 'scalar' && node.value !== null ? String(node.value) : '';
  const size = parseSize(text);
  return size ?? failField(field, 'must be a size: a number above 0 with B, KB, MB or GB behind it, such as `50MB`');
}

/** A whole number of days, 1 or more. */
export function readDays(field: Field): number {
  const { node } = field;
  const days = node.kind === 'scalar' && typeof node.value === 'number' ? node.value : 0;
  return Number.isInteger(days) && days >= 1 ? days : failField(field, 'must be a whole number of days, 1 or more');
}

/** An address that can be fetched from. */
export function readAddress(field: Field): string {
  const text = readText(field);
  return /^https?:\/\/[^\s/]/i.test(text) ? text : failField(field, 'must begin with https:// or http://');
}
