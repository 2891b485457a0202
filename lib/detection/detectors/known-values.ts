/**
 * Finds the user's own secrets, plain or encoded, wherever they stand. The values are handed in and stay in memory: no
 * finding holds one.
 */

import type { KnownValue } from '../../model/known-value.ts';
import type { Match } from '../../model/match.ts';
import type { RuleDoc } from '../../model/rule.ts';
import { buildAutomaton, createHits, findKeywords } from '../../text/automaton.ts';
import type { TextView } from '../text-view.ts';

export const KNOWN_VALUE_RULE: RuleDoc = {
  id: 'known-value',
  service: 'Known value',
  description: 'One of your own secrets',
  severity: 'critical',
  confidence: 'high',
  remediation:
    'This is a secret of yours, taken from your environment or an ignored .env file. Remove it from the text; if it has left the machine, revoke it where it was issued.',
  references: ['https://cheatsheetseries.owasp.org/cheatsheets/Secrets_Management_Cheat_Sheet.html'],
};

type Form = {
  readonly text: string;
  readonly origin: string;
  readonly encoding: string | null;
  readonly anyCase: boolean;
};

/**
 * What every base64 text that holds `value` holds, for each of the three ways in which its bytes may fall into groups of
 * three: the characters that neighbours cannot change.
 */
export function base64Cores(value: string): string[] {
  const bytes = Buffer.from(value);
  return [0, 1, 2].map(shift => {
    const encoded = Buffer.concat([Buffer.alloc(shift), bytes])
      .toString('base64')
      .replace(/=+$/, '');
    const head = Math.ceil((shift * 8) / 6);
    const sound = Math.floor(((shift + bytes.length) * 8) / 6);
    return encoded.slice(head, sound);
  });
}

function formsOf({ value, origin }: KnownValue): Form[] {
  const plain = { text: value, origin, encoding: null, anyCase: false };
  const forms: Form[] = base64Cores(value).flatMap(core => [
    { text: core, origin, encoding: 'base64', anyCase: false },
    { text: core.replaceAll('+', '-').replaceAll('/', '_'), origin, encoding: 'base64', anyCase: false },
  ]);
  forms.push({ text: Buffer.from(value).toString('hex'), origin, encoding: 'hexadecimal', anyCase: true });
  forms.push({ text: encodeURIComponent(value), origin, encoding: 'percent-encoding', anyCase: false });
  forms.push({ text: JSON.stringify(value).slice(1, -1), origin, encoding: 'JSON escapes', anyCase: false });
  return [plain, ...forms.filter(form => form.text !== value)];
}

/** Distinct forms; of equal texts the first stands. */
function collectForms(values: readonly KnownValue[]): Form[] {
  const forms = new Map<string, Form>();
  for (const form of values.flatMap(formsOf)) if (!forms.has(form.text)) forms.set(form.text, form);
  return [...forms.values()];
}

function toMatch({ origin, encoding }: Form, start: number, end: number): Match {
  const how = encoding === null ? '' : ` in ${encoding}`;
  const span = { start, end };
  const rule = { ...KNOWN_VALUE_RULE, description: `${KNOWN_VALUE_RULE.description}: ${origin}${how}` };
  return { rule, by: 'known', span, secret: span, name: null, entropy: 0, publicPrefix: 0 };
}

/** Makes a detector of `values`; null when there are none. */
export function createKnownValueDetector(values: readonly KnownValue[]): ((view: TextView) => Match[]) | null {
  const forms = collectForms(values);
  if (forms.length === 0) return null;
  const texts = forms.map(form => Buffer.from(form.text));
  const automaton = buildAutomaton(forms.map(form => form.text));
  const hits = createHits();
  return ({ bytes }) => {
    findKeywords(automaton, bytes, hits);
    const matches: Match[] = [];
    for (let hit = 0; hit < hits.count; hit++) {
      const number = hits.keywords[hit] as number;
      const start = hits.starts[hit] as number;
      const form = forms[number] as Form;
      const text = texts[number] as Buffer;
      if (form.anyCase || bytes.compare(text, 0, text.length, start, start + text.length) === 0) {
        matches.push(toMatch(form, start, start + text.length));
      }
    }
    return matches;
  };
}
