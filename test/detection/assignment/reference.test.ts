import { expect, test } from 'vitest';
import { refuseForm } from '../../../lib/detection/assignment/reference.ts';
import { makePassword, makeToken } from './planted.ts';

test.each([
  'os.environ["DB"]',
  'process.env.DB_PASSWORD',
  '$' + '{DB_PASSWORD}',
  '$PASSWORD',
  '%PASSWORD%',
  '&session-state:Tmp-Integer-0',
  '>$passfile',
  '%global',
  '{{ vault_password }}',
  '<password>',
  'getenv("X")',
  'config.get("x")',
  'ENC[AES256,data]',
  'vault:secret/data/db',
  'arn:aws:secretsmanager:eu:1:secret:x',
  '!Ref DbPassword',
  '@password',
  ':password',
  '/run/secrets/db',
  './certs/key.pem',
  'https://example.org/token',
  'somebody@example.org',
  '1.2.3',
  '2024-01-31',
  '#ff00aa',
  '^[a-z]+$',
  'required|string|min:8',
  'user.password',
  'DB_PASSWORD',
  'App\\Entity\\User',
  '%s',
  'Kennwort:',
  '--verbose',
  '****',
])('%s is a reference or a form', value => {
  expect(refuseForm(value)).not.toBeNull();
});

test.each(['p(ss)w0rd!', '@dm1n!2', 'a$b$c9', 'x9.y8Kq2', 'Tr0ub4dor&3', 'abc)(*1', '$ecret99!'])(
  '%s may be a password',
  value => {
    expect(refuseForm(value)).toBeNull();
  },
);

test('generated values are none', () => {
  const values = Array.from({ length: 300 }, (_, seed) => [makePassword(seed), makeToken(seed)]).flat();
  expect(values.filter(value => refuseForm(value) !== null)).toEqual([]);
});

test.each(['a', 'a.', 'a/', '(', '$a', 'a|', '-a', '\\u00e4', 'a,b='])(
  'a long value of %j takes no long time',
  part => {
    const start = performance.now();
    refuseForm(`${part.repeat(300)}!`);
    expect(performance.now() - start).toBeLessThan(2000);
  },
);
