/** Rules that nobody ships, to see what many more of them would cost. */

/** What source text is full of: the worst keywords that a rule can have. */
const FREQUENT = [
  'key',
  'token',
  'secret',
  'api',
  'service',
  'client',
  'config',
  'user',
  'auth',
  'data',
  'server',
  'password',
];
/** Of names of services, as rules have them. */
const SERVICES = [
  'google',
  'azure',
  'github',
  'cloud',
  'stripe',
  'slack',
  'mongo',
  'redis',
  'gitlab',
  'docker',
  'oracle',
  'intel',
];

const pick = (list, number) => list[number % list.length];

/** Every third one: a word in front of a value, a service's name near a value, a token with a prefix of its own. */
const KINDS = [
  number => {
    const word = pick(FREQUENT, number);
    return {
      pattern: `${word}[a-z_]{0,20}["' ]{0,3}[=:]["' ]{0,3}(?<secret>[0-9a-f]{${33 + (number % 90)}})`,
      keywords: [word],
      match: `${word}="{hex:${33 + (number % 90)}}"`,
    };
  },
  number => {
    const word = pick(SERVICES, number);
    const length = 41 + (number % 60);
    return { near: [word], value: `[0-9a-zA-Z]{${length}}`, match: `${word}_key = "{alnum:${length}}"` };
  },
  number => {
    const prefix = `z${number.toString(26).replace(/\d/g, digit => 'qrstuvwxyz'[digit])}_`;
    return { pattern: `${prefix}[0-9A-Za-z]{36}`, keywords: [prefix], match: `${prefix}{alnum:36}` };
  },
];

/** A rule file with `count` rules, as JSON, which is YAML too. */
export function generateRules(count) {
  const rules = Array.from({ length: count }, (_, number) => {
    const { match, ...rule } = pick(KINDS, number)(number);
    return {
      id: `generated-${number}`,
      description: `Generated rule ${number}`,
      ...rule,
      severity: 'medium',
      confidence: 'medium',
      match: [match],
      no_match: ['nothing'],
    };
  });
  return JSON.stringify({
    service: 'Generated',
    remediation: 'None.',
    references: ['https://docs.example.com/'],
    rules,
  });
}
