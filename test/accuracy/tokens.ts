/** Documents with tokens of providers, made from the examples of our own rules, and their twins made without randomness. */

import { fillSample } from '../../lib/detection/ruleset/sample.ts';
import type { RuleSource } from '../../lib/model/rule.ts';
import type { Random } from '../../lib/text/random.ts';
import { createRandom } from '../../lib/text/random.ts';
import type { Document } from './document.ts';
import { markedDocument, markSecret } from './document.ts';
import { pick } from './values.ts';

/** Where a line with a token may stand. */
const FRAMES: readonly (readonly [path: string, before: string, behind: string])[] = [
  ['notes.txt', '', ''],
  ['docker/entrypoint.sh', '#!/bin/sh\nset -e\n# ', '\nexec "$@"\n'],
  ['src/client.py', 'def main():\n    """\n    ', '\n    """\n'],
  ['README.md', '# Setup\n\n```\n', '\n```\n'],
  ['job.log', '2024-02-03T04:05:06Z DEBUG ', '\n2024-02-03T04:05:07Z DEBUG done\n'],
];

/** What a manual puts in place of a token: a generator that always draws the same character. */
const constant =
  (value: number): Random =>
  () =>
    value;

/** A document and its twin for each rule and seed, of the rules that are shown by default and have examples of one line. */
export function tokenDocuments(rules: readonly RuleSource[], seeds: readonly number[]): Document[] {
  return rules.flatMap(rule => {
    const examples = rule.match.filter(example => !example.includes('\n'));
    if (rule.paths.length > 0 || rule.confidence === 'low' || examples.length === 0) return [];
    return seeds.flatMap(seed => {
      const random = createRandom(seed * 7919 + rule.id.length);
      const example = pick(examples, random);
      const [path, before, behind] = pick(FRAMES, random);
      const name = `${seed}/${rule.id}/${path}`;
      return [
        markedDocument('provider-token', name, before + markSecret(fillSample(example, random)) + behind),
        markedDocument('provider-token', `${name}.twin`, before + fillSample(example, constant(0)) + behind),
      ];
    });
  });
}
