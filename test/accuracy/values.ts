/** Values as people and programs choose them: what stands where a secret or its harmless twin is written. */

import { fillSample } from '../../lib/detection/ruleset/sample.ts';
import type { Random } from '../../lib/text/random.ts';

export const pick = <T>(list: readonly T[], random: Random): T => {
  const chosen = list[Math.floor(random() * list.length)];
  if (chosen === undefined) throw new RangeError('nothing to pick from');
  return chosen;
};

const words = (text: string): readonly string[] => text.split(' ');

const THINGS = words(
  'falcon harbour maple tundra orchid granite pepper lisbon saturn velvet quartz ember willow cobalt nimbus cedar osprey lagoon thistle bramble ' +
    'walrus juniper copper meadow raven bishop castle denver panther mustard glacier turnip violet magnet otter biscuit',
);
const ROLES = words('admin root deploy service backup batch report billing portal intranet kiosk office');
const USERS = words(
  'ada svc-orders jenkins app_rw reporting billing etl-loader mfischer tnguyen webshop ro_user dbadmin',
);
const HOSTS = words(
  'db01.corp.lan 10.20.3.14 pg-main.prod.svc cache.acme.io mq-2.internal files.nordwind.net ldap.uni-ost.net build.kestrel.dev',
);

const capital = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1);
const leet = (word: string): string => word.replace('a', '@').replace('o', '0').replace('e', '3').replace('i', '1');

const fill = (template: string, random: Random): string => fillSample(template, random);

/** Signs that need no escape inside quotes of any language, and those that an unquoted value may hold. */
const SIGNS = { quoted: '!#@*?+=.-_:;~^', bare: '!.-_+~' } as const;
export type Safety = keyof typeof SIGNS;

const sign = (safety: Safety, random: Random): string => pick([...SIGNS[safety]], random);

/** What a person makes up: a word or two with digits and signs. */
export function humanValue(safety: Safety, random: Random): string {
  const thing = () => pick(THINGS, random);
  const digits = () => fill('{digits:2-4}', random);
  const shapes = [
    () => `${capital(thing())}${digits()}${sign(safety, random)}`,
    () => `${thing()}${sign(safety, random)}${capital(thing())}${digits()}`,
    () => `${capital(leet(thing()))}${sign(safety, random)}${digits()}`,
    () => `${thing()}${capital(thing())}${fill('{digits:1-2}', random)}${sign(safety, random)}${sign(safety, random)}`,
    () =>
      `${fill('{lower:2-3}', random)}${fill('{digits:2-3}', random)}${sign(safety, random)}${fill('{upper:2-4}', random)}${fill('{digits:1-2}', random)}`,
    () => `${digits()}${thing()}${digits()}`,
  ];
  return pick(shapes, random)();
}

/** What a generator makes: of the lengths and alphabets that are common. */
export function randomValue(safety: Safety, random: Random): string {
  const shapes = [
    '{alnum:16}',
    '{alnum:20-32}',
    '{hex:32}',
    '{hex:40}',
    '{base64url:43}',
    '{lower-alnum:24}',
    '{alnum:12}',
  ];
  if (random() < 0.2)
    return `${fill('{alnum:6}', random)}${sign(safety, random)}${fill('{alnum:7}', random)}${sign(safety, random)}${fill('{alnum:4}', random)}`;
  return fill(pick(shapes, random), random).replace(/^[-_]/, 'q');
}

/** A role's name with the word for a password or a year behind it: real, and easily guessed. */
export function compoundValue(safety: Safety, random: Random): string {
  const role = pick(ROLES, random);
  const year = String(2008 + Math.floor(random() * 17));
  const shapes = [
    `${role}${year}`,
    `${capital(role)}${year}${sign(safety, random)}`,
    `${role}_pass${year}`,
    `my${role}pw${sign(safety, random)}1`,
  ];
  return pick(shapes, random);
}

/** Words that stand for a password and may be one. */
export const weakValue = (random: Random): string =>
  pick(words('password secret root admin test postgres changeit 123456 guest'), random);

/** What manuals, templates and examples put in place of a value. */
export const placeholderValue = (random: Random): string =>
  pick(
    [
      'YOUR_PASSWORD_HERE',
      'your-api-key',
      '<insert-token>',
      'xxxxxxxxxxxxxxxx',
      'changeme',
      '********',
      'REPLACE_ME',
      'TODO',
      'put-your-secret-here',
      '<password>',
      'my-secret-token',
      '...',
      'example-password',
      'null',
      '',
      'dummy',
    ],
    random,
  );

export const userName = (random: Random): string => pick(USERS, random);
export const hostName = (random: Random): string => pick(HOSTS, random);
export const plainWord = (random: Random): string => pick(THINGS, random);
