/** Texts that hold a secret of each rule: the rules' own examples, filled. */

import { fillSample } from '../../lib/detection/ruleset/sample.ts';
import { createRandom } from '../../lib/text/random.ts';
import { builtInRules } from '../rules.ts';

export type Sample = { readonly rule: string; readonly text: string };

/** Every example of every built-in rule, filled anew for each seed. */
export function fillSamples(seed: number): Sample[] {
  const random = createRandom(seed);
  return builtInRules().flatMap(({ id, match }) =>
    match.map((template): Sample => ({ rule: id, text: fillSample(template, random) })),
  );
}
