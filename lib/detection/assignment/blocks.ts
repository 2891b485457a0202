/** Reads values that stand in a block or an element behind their name, over line ends. */

import type { Context, RightSide } from './context.ts';
import { readQuoted } from './quoted.ts';
import { readUnquoted } from './unquoted.ts';

/** `variable "x" { … default =`, `"x": { … "value":`. */
const IN_BRACES =
  /["']?\s{0,3}[:=]?\s{0,4}\{(?=[\s"'])[^{}]{0,300}?["']?\b(?:default|value|default_?value)["']?[ \t]{0,8}[:=][ \t]{0,8}(?=["'])/iy;
/** `x:` and, further to the right below it, `default:` or `value:`. */
const IN_YAML =
  /["']?:[ \t]*\r?\n([ \t]+)(?:[\w.-]{1,40}:[^\n]{0,120}\r?\n\1){0,5}(?:default|value):[ \t]+(?=[^\s|>{[&*!])/iy;
/** `</name><value>x</value>`, `</key><string>x</string>`. */
const SIBLING =
  /<\/(?:[\w-]{1,20}:)?(?:name|key|param-name|string)>\s{0,60}<(?:[\w-]{1,20}:)?(?:value|string|param-value)>\s{0,10}([^<\s][^<\n]{0,200}?)\s{0,10}<\//iy;

/** `"type": "random_password"` of Terraform's state, and further on what was made. */
const GENERATED = /["'][\s\S]{0,600}?"result":\s?"([^"\n]{4,200})"/y;

/** What Terraform's state says a generated password is, or null. */
export function readGenerated({ name, after, quoted }: Context): RightSide | null {
  if (!quoted || name !== 'random_password') return null;
  GENERATED.lastIndex = 0;
  const found = GENERATED.exec(after);
  const value = found?.[1] ?? '';
  if (found === null || value === '') return null;
  const end = found[0].length - 1;
  return { start: end - value.length, end, quoted: true };
}

/** The default or value in the block that follows a name, or null. `after` begins at the end of the name. */
export function readBlock(context: Context): RightSide | null {
  const { after, syntax } = context;
  IN_BRACES.lastIndex = 0;
  const braces = IN_BRACES.exec(after);
  if (braces !== null) return readQuoted(after, braces[0].length);
  if (syntax !== 'yaml') return null;
  IN_YAML.lastIndex = 0;
  const head = IN_YAML.exec(after);
  if (head === null) return null;
  const at = head[0].length;
  return readQuoted(after, at) ?? readUnquoted({ ...context, before: '' }, at, true);
}

/** The text of the element that follows the one which holds the name, or null. */
export function readSibling({ before, after }: Context): RightSide | null {
  if (!/<(?:[\w-]{1,20}:)?(?:name|key|param-name|string)>\s{0,10}[\w.-]*$/.test(before)) return null;
  SIBLING.lastIndex = 0;
  const found = SIBLING.exec(after);
  const value = found?.[1] ?? '';
  if (found === null || value === '') return null;
  const start = found[0].lastIndexOf(value, found[0].length - 2);
  return { start, end: start + value.length, quoted: true };
}
