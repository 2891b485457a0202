import { expect, test } from 'vitest';
import { readCredentialName } from '../../../lib/detection/assignment/name.ts';

test.each([
  ['password', 'password'],
  ['DB_PASSWORD', 'password'],
  ['spring.datasource.password', 'password'],
  ['mysqlRootPasswd2', 'password'],
  ['dbpass', 'password'],
  ['PGPASSWORD', 'password'],
  ['MYSQL_PWD', 'password'],
  ['contraseña', 'password'],
  ['mot_de_passe', 'password'],
  ['hasło', 'password'],
  ['lösenord', 'password'],
  ['пароль', 'password'],
  ['密码', 'password'],
  ['パスワード', 'password'],
  ['clientSecret', 'secret'],
  ['JWT_SECRET', 'secret'],
  ['accessToken', 'token'],
  ['AUTH_TOKEN_PROD', 'token'],
  ['apiKey', 'key'],
  ['AWS_SECRET_ACCESS_KEY', 'key'],
  ['SECRET_KEY_BASE', 'key'],
  ['stripe-api-key', 'key'],
  ['credentials', 'credential'],
])('%s is a %s', (name, kind) => {
  expect(readCredentialName(name)).toEqual({ kind, sure: true });
});

test.each([
  'bypass',
  'author',
  'authority',
  'compass',
  'primaryKey',
  'key',
  'keyboard',
  'tokenizer',
  'passwordField',
  'password_hash',
  'PASSWORD_MIN_LENGTH',
  'tokenType',
  'token_url',
  'secretName',
  'forgotPassword',
  'reset_password',
  'isPassword',
  'publicKey',
  'csrf_token',
  'nextToken',
  'password.length',
  'password.trim',
  'user',
  '',
])('%s is no credential', name => {
  expect(readCredentialName(name)).toBeNull();
});

test('an unknown word behind the strong one leaves a doubt', () => {
  expect(readCredentialName('password_oranges')).toEqual({ kind: 'password', sure: false });
});

test.each(['fakePassword', 'mock_token', 'testSecret'])('%s is a credential like any other', name => {
  expect(readCredentialName(name)?.sure).toBe(true);
});
