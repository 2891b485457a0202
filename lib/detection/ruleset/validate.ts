/** Checks what no rule file can see alone: ids that stand twice, and the shape of ids, keywords and names. */

import { GateError } from '../../model/failure.ts';
import type { RuleSource } from '../../model/rule.ts';
import { showKey } from '../../text/show-key.ts';

const BUILT_IN_ID = /^[a-z0-9]+(?:-[a-z0-9]+)+$/;
const USER_ID = /^[a-z0-9]+(?:-[a-z0-9]+)*$/;
const NEAR_WORD = /^[A-Za-z0-9]+(?:[ _.-][A-Za-z0-9]+)*$/;
const SHORTEST_KEYWORD = 3;
const LONGEST_ID = 200;

type Fault = readonly [what: string, remedy?: string];

function faultOfId({ id, origin }: RuleSource): Fault | null {
  const remedy = 'Write it as `provider-kind`: lower case, digits and hyphens.';
  const shape = origin === 'built-in' ? BUILT_IN_ID : USER_ID;
  if (!shape.test(id) || id.length > LONGEST_ID) return ['has an id of the wrong shape', remedy];
  if (origin === 'built-in' && id.startsWith('user-'))
    return ['has an id that begins as those of signatures do', remedy];
  return null;
}

function faultOfKeywords({ keywords }: RuleSource): Fault | null {
  const remedy = 'Leave `keywords` out: they are then taken from the pattern.';
  if (keywords.some(keyword => keyword.length < SHORTEST_KEYWORD)) {
    return [`has a keyword of less than ${SHORTEST_KEYWORD} characters`, remedy];
  }
  if (keywords.some(keyword => !/^[\t -~]+$/.test(keyword)))
    return ['has a keyword with characters beyond ASCII', remedy];
  return null;
}

function faultOfNear({ near, pattern }: RuleSource): Fault | null {
  if (near.length === 0) return null;
  if (near.some(word => !NEAR_WORD.test(word)))
    return ['has a word in `near` that is more than letters, digits and `_`, `-`, `.`'];
  const short = near.some(word => word.split(/[ _.-]/).every(part => part.length < SHORTEST_KEYWORD));
  if (short) return [`has a word in \`near\` without ${SHORTEST_KEYWORD} letters or digits in a row`];
  if (pattern.includes('(?<secret>'))
    return ['has a group `secret` in `value`', 'The whole value is the secret: remove the name.'];
  return null;
}

/** Every fault of a set of rules, in their order, each with the place of the rule. */
export function listFaults(rules: readonly RuleSource[]): GateError[] {
  const seen = new Map<string, RuleSource>();
  return rules.flatMap(rule => {
    const place = `${rule.file}:${rule.line}: rule ${showKey(rule.id)}`;
    const faults = [faultOfId(rule), faultOfKeywords(rule), faultOfNear(rule)].filter(fault => fault !== null);
    const errors = faults.map(([what, remedy]) => new GateError(`${place} ${what}`, remedy));
    const before = seen.get(rule.id);
    if (before === undefined) seen.set(rule.id, rule);
    else errors.push(duplicateError(place, before));
    return errors;
  });
}

function duplicateError(place: string, before: RuleSource): GateError {
  const where =
    before.origin === 'built-in' ? 'is a built-in rule already' : `stands at ${before.file}:${before.line} already`;
  const message =
    before.origin === 'built-in' ? `${place} ${where} (${before.file}:${before.line})` : `${place} ${where}`;
  return new GateError(message, 'Give one of them another id.');
}

/** Throws the first fault of a set of rules. Built-in rules come first, so that a user's rule is the one that is at fault. */
export function validateRules(rules: readonly RuleSource[]): void {
  const [first] = listFaults(rules);
  if (first !== undefined) throw first;
}
