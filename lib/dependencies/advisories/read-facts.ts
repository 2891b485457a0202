/** Reads rules/packages/*.yaml; rules/packages/README.md says what an entry holds. */

import type { Ecosystem } from '../../model/package.ts';
import { ECOSYSTEMS } from '../../model/package.ts';
import type { FactKind, PackageFact } from '../../model/package-fact.ts';
import { FACT_KINDS } from '../../model/package-fact.ts';
import type { Confidence } from '../../model/severity.ts';
import { CONFIDENCES } from '../../model/severity.ts';
import { parseYaml } from '../../text/yaml.ts';
import type { Field } from '../../text/yaml-fields.ts';
import { failAt, failField, readChoice, readKnown, readList, readText, readTexts } from '../../text/yaml-fields.ts';
import { canonicalName } from '../names.ts';

/** What an entry leaves out stands at the head of its file. */
const SHARED = ['kind', 'ecosystem', 'versions', 'use', 'advice', 'note', 'source', 'date', 'confidence'];
const FILE_KEYS = [...SHARED, 'checked', 'facts'];
const ENTRY_KEYS = [...SHARED, 'name', 'hashes'];

const DAY = /^\d{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?$/;

export type FactFile = {
  /** The day on which somebody last went through the file, `YYYY-MM-DD`. */
  readonly checked: string;
  readonly facts: readonly PackageFact[];
};

function readDate(field: Field): string {
  const date = readText(field);
  return DAY.test(date) ? date : failField(field, 'must be a date: YYYY, YYYY-MM or YYYY-MM-DD, in quotes');
}

function readFact(entry: Field, head: ReadonlyMap<string, Field>): PackageFact {
  const own = readKnown(entry, ENTRY_KEYS);
  const find = (key: string): Field | undefined => own.get(key) ?? head.get(key);
  const need = (key: string): Field => find(key) ?? failAt(entry.file, entry.node.line, `the entry has no \`${key}\``);
  const optional = (key: 'use' | 'advice' | 'note'): { readonly [name: string]: string } => {
    const field = find(key);
    return field === undefined ? {} : { [key]: readText(field) };
  };
  const ecosystem: Ecosystem = readChoice(need('ecosystem'), ECOSYSTEMS);
  const kind: FactKind = readChoice(need('kind'), FACT_KINDS);
  const confidence: Confidence = readChoice(need('confidence'), CONFIDENCES);
  const hashes = own.get('hashes');
  return {
    kind,
    ecosystem,
    name: canonicalName(ecosystem, readText(need('name'))),
    versions: readTexts(need('versions')),
    ...optional('use'),
    ...optional('advice'),
    ...optional('note'),
    source: readText(need('source')),
    date: readDate(need('date')),
    confidence,
    ...(hashes !== undefined && { hashes: readTexts(hashes) }),
  };
}

/** `file` is its name in messages. Throws GateError `FILE:LINE: what is wrong` for unknown and missing keys and wrong values. */
export function readFactFile(text: string, file: string): FactFile {
  const root: Field = { file, name: 'the file', node: parseYaml(text, file) };
  const head = readKnown(root, FILE_KEYS);
  const need = (key: string): Field => head.get(key) ?? failAt(file, root.node.line, `the file has no \`${key}\``);
  return { checked: readDate(need('checked')), facts: readList(need('facts')).map(entry => readFact(entry, head)) };
}
