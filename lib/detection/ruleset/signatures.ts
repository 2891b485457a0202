/**
 * Reads the signatures format: a list of services, each a list of named regular expressions. It is the format that other
 * scanners' signature files have, so that they can be used as they are.
 */

import type { RuleSource } from '../../model/rule.ts';
import type { YamlEntry } from '../../model/yaml.ts';
import { sha256Hex } from '../../text/digest.ts';
import { showKey } from '../../text/show-key.ts';
import type { Field } from '../../text/yaml-fields.ts';
import { entryField, failAt, failField, isEmpty, readEntries, readList, readText } from '../../text/yaml-fields.ts';
import type { CheckPattern } from './read-rule.ts';
import { USER_DEFAULTS } from './read-rule.ts';

/** A name as a part of a rule id: lower case, digits and hyphens; a name without Latin letters becomes a short hash. */
function slugOf(name: string): string {
  const plain = name.normalize('NFKD').replace(/\p{M}/gu, '');
  const slug = plain
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
  return slug === '' ? sha256Hex(name).slice(0, 8) : slug;
}

/** The only entry of a map of one key. */
function readSingle(field: Field, shape: string): YamlEntry {
  const { node } = field;
  const entries = node.kind === 'map' ? readEntries(field) : [];
  const [entry, second] = entries;
  if (entry === undefined) return failAt(field.file, node.line, `this is not an entry of the form ${shape}`);
  if (second === undefined) return entry;
  const remedy = `Write ${shape} for each, and indent what belongs to it.`;
  return failAt(field.file, second.line, 'a second key stands in one entry', remedy);
}

/** Whether the value of an entry without one is commented out: `- Name: # regex`. */
function isCommentedOut(line: string): boolean {
  return /:\s+#/.test(line);
}

type Signature = { readonly service: string; readonly name: string; readonly pattern: string; readonly line: number };

function readSignature(service: string, item: Field, lines: readonly string[], check: CheckPattern) {
  const entry = readSingle(item, '`- Name: regex`');
  const field = entryField(item.file, entry);
  if (isEmpty(field)) {
    if (isCommentedOut(lines[entry.line - 1] ?? '')) return [];
    return failAt(item.file, entry.line, `${field.name} has no regular expression`);
  }
  const pattern = readText(field);
  const fault = check(pattern);
  if (fault !== null) return failField(field, `is not a regular expression that gate can run: ${fault}`);
  return [{ service, name: entry.key, pattern, line: entry.line } satisfies Signature];
}

function readService(item: Field, lines: readonly string[], check: CheckPattern): Signature[] {
  const entry = readSingle(item, '`- Service:`');
  const field = entryField(item.file, entry);
  if (isEmpty(field)) return [];
  return readList(field).flatMap(signature => readSignature(entry.key, signature, lines, check));
}

/**
 * The rules of a parsed signatures file, in file order, ids `user-SERVICE-NAME`. `text` is the same file's text. A service
 * that stands twice is one; an entry that is commented out is none. Throws GateError `FILE:LINE: what is wrong`.
 */
export function readSignatures(root: Field, text: string, check: CheckPattern): RuleSource[] {
  const lines = text.split(/\r\n?|\n/);
  const seen = new Map<string, number>();
  const signatures = readList(root).flatMap(item => readService(item, lines, check));
  return signatures.map(({ service, name, pattern, line }): RuleSource => {
    const id = `user-${slugOf(service)}-${slugOf(name)}`;
    const before = seen.get(id);
    if (before !== undefined) {
      const remedy = 'Give one of them another name.';
      failAt(
        root.file,
        line,
        `${showKey(name)} has the same id as the entry in line ${before}: ${showKey(id)}`,
        remedy,
      );
    }
    seen.set(id, line);
    const place = { origin: 'user', file: root.file, line } as const;
    const unset = { keywords: [], near: [], entropy: 0, anchored: false, paths: [], match: [], noMatch: [] };
    return { ...USER_DEFAULTS, ...unset, ...place, id, service, description: name, pattern };
  });
}
