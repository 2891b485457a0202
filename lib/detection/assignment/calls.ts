/** Reads the arguments of calls: `login("user", "x")`, `auth=("user", "x")`, `password.equals("x")`, `jwt.sign(claims, "x")`. */

import type { CredentialKind } from './name.ts';
import { readQuoted } from './quoted.ts';

/** A value among arguments, of the kind that the call says. */
export type Argument = { readonly start: number; readonly end: number; readonly kind: CredentialKind };

/** Calls whose first two strings are a user and a password. */
const LOGIN =
  /(?<!(?:enable|disable|list|tune|mount|with)_?)(?:log_?in\w{0,5}|sign_?in|log_user|login_?as|basic_?auth(?:orization)?|http_?auth|auth|authenticate\w{0,3}|authentication|credentials?|creds|with_credentials|simple_?bind\w{0,2}|user_?info|authorize|plain_?auth|UsernamePasswordToken|AuthenticationToken)$/i;
/** Calls that take an address first: of a database, a mail server or a broker. */
const CONNECT = /(?:get_?connection|connection|mysqli?_p?connect|oci_connect|odbc_p?connect|connect|ftp_login|PDO)$/i;
/** Calls that make an account: of a person, a role or a group, so that only a value with digits is a password. */
const CREATE = /(?:create|add|register|new|make|insert|save)_?(?:super_?|admin_?|db_?|test_?)?user$/i;
/** Calls whose second argument, behind any first, signs or opens something. */
const SIGN = /\bjwt\.(?:sign|verify|encode|decode)$/i;
const KEY_OF_BYTES = /SecretKeySpec$/;

const STRING = `(?:[bruBRU]?"[^"\\n]{1,80}"|[bru]?'[^'\\n]{1,80}')`;
const NAMED = '(?:\\w{1,20}\\s?[=:]\\s?)?';
const NAMED_PASSWORD = '(?:\\w{0,12}(?:pass|pwd|secret|token|pw)\\w{0,8}\\s?[=:]\\s?)?';
const USER = new RegExp(`\\s{0,20}${NAMED}${STRING}\\s?,\\s{0,40}${NAMED_PASSWORD}`, 'iy');
const AFTER_ADDRESS = new RegExp(`\\s{0,20}[^()"'\\n,]{1,80},\\s{0,40}${STRING}\\s?,\\s{0,40}`, 'y');
const AFTER_STRING_ADDRESS = new RegExp(`\\s{0,20}${STRING}\\s?,\\s{0,40}${STRING}\\s?,\\s{0,40}`, 'y');
/** One argument that is no string: a name, an object without nesting, a short call. */
const FIRST =
  /\s{0,20}(?:\{[^{}\n]{0,120}\}|[\w.$&*@>[\]-]{1,60}(?:\([^()\n]{0,40}\))?),\s{0,40}(?:\w{1,20}\s?[=:]\s?)?/y;
const BEHIND =
  /^(?:[^\w\s]{1,3}|[^\w\s]{1,3}\.(?:toCharArray|getBytes|to_string|into|as_bytes|encode)\([^()]{0,30}\))\s{0,40}[),\]}]/;

function stringBehind(text: string, at: number, lead: RegExp, kind: CredentialKind): Argument | null {
  lead.lastIndex = at;
  const head = lead.exec(text);
  if (head === null) return null;
  const value = readQuoted(text, at + head[0].length);
  if (value === null || !BEHIND.test(text.slice(value.end, value.end + 80))) return null;
  return { start: value.start, end: value.end, kind };
}

/** The password in the arguments of a call of `name`, whose opening bracket stands at `open` of `text`; null where there is none. */
export function readCallOf(name: string, text: string, open: number): Argument | null {
  const at = open + 1;
  if (KEY_OF_BYTES.test(name)) {
    const value = readQuoted(text, at);
    const bytes = value !== null && /^["']\.(?:getBytes|toByteArray)\(/.test(text.slice(value.end, value.end + 20));
    return value !== null && bytes ? { start: value.start, end: value.end, kind: 'key' } : null;
  }
  if (SIGN.test(name)) return stringBehind(text, at, FIRST, 'secret');
  if (LOGIN.test(name))
    return stringBehind(text, at, USER, 'password') ?? stringBehind(text, at, AFTER_ADDRESS, 'password');
  if (CREATE.test(name)) {
    const value = stringBehind(text, at, USER, 'password');
    return value !== null && /\d.*\d/.test(text.slice(value.start, value.end)) ? value : null;
  }
  if (!CONNECT.test(name)) return null;
  return stringBehind(text, at, AFTER_ADDRESS, 'password') ?? stringBehind(text, at, AFTER_STRING_ADDRESS, 'password');
}

/** Whether a call of `name` may hold a password among its arguments. */
export const isCallOfInterest = (name: string): boolean =>
  LOGIN.test(name) || CONNECT.test(name) || CREATE.test(name) || SIGN.test(name) || KEY_OF_BYTES.test(name);

/** Whether the call is one that nobody makes without a password: a word counts there, too. */
export const isLogin = (name: string): boolean => LOGIN.test(name);

/** Whether the call signs with what it is given. */
export const isSigning = (name: string): boolean => SIGN.test(name) || KEY_OF_BYTES.test(name);

/** `auth=("user", "x")`, `credentials: ["user", "x"]`: the second of two strings; `open` is where the bracket stands. */
export const readPairOf = (text: string, open: number): Argument | null =>
  stringBehind(text, open + 1, USER, 'password');

/** `updatePassword(user, "x")`: the string behind one argument that is none. */
export const readSecondOf = (text: string, open: number): Argument | null =>
  stringBehind(text, open + 1, FIRST, 'password');

/** Methods that compare or enter what they are given; the name before them decides. */
const METHOD =
  /\.(?:equals(?:IgnoreCase)?|contentEquals|compareTo|toBe|toEqual|isEqualTo|eq|eql|send_?keys|type|fill|set_?value|set_?text|val|clear_and_type|set)$/i;
const WIDGET = /(?:[_-]?(?:text)?(?:field|input|box|element|elem|el|locator|edit(?:text)?|txt))$/i;

/** Deeds that are done with a password that is given: they refute other names, not those of calls. */
const DEED = /(?:^|[._>])(?:update|change|reset|verify|check|compare|validate|match)(?=_?(?:password|passwd|pwd))/i;

/** The name of a call without the method that takes a value, or the deed: `passwordField.sendKeys` is about `password`. */
export const withoutMethod = (name: string): string =>
  METHOD.test(name) ? name.replace(METHOD, '').replace(WIDGET, '') : name.replace(DEED, '');

const ENTERS = /\)\.(?:send_?keys|type|fill|set_?value|set_?text|val|value|set)\(/iy;

/** `find("#password").type("x")`: the name is quoted, the call that holds it closes at `at`. */
export function readEntered(text: string, at: number): Argument | null {
  ENTERS.lastIndex = at;
  const head = ENTERS.exec(text);
  if (head === null) return null;
  const value = readQuoted(text, at + head[0].length);
  if (value === null || !BEHIND.test(text.slice(value.end, value.end + 80))) return null;
  return { start: value.start, end: value.end, kind: 'password' };
}
