/** How a value stands beside its name: given to it plainly, or only near it. Words count as passwords where they stand firm. */

import type { Match } from '../../model/match.ts';
import { isLogin, isSigning } from '../assignment/calls.ts';
import { inComment } from '../assignment/context.ts';
import { syntaxOf } from '../assignment/syntax.ts';
import type { TextView } from '../text-view.ts';
import { sliceOf } from '../text-view.ts';

const REACH = 240;
const LONGEST_LINK = 160;

/** From the end of a name to its value: quotes that close, one sign of assignment, perhaps a type, a quote that opens. */
const PLAIN_LINK =
  /^["'`\\\]]*\s*(?::=|\?\?=|\?=|\|\|=|=>?|:{1,2}|->|<-|>)\s*(?:[A-Za-z_][\w.<>[\]|?&*]{0,24}\s*=\s*)?(?:@?[bBrRuUNL]{0,2}|\[\]byte\(|Some\(|[\w.:]{0,24}[Ss]tring\w{0,6}\()\\{0,3}(?:["'`]{0,3}|&quot;)(?:<!\[CDATA\[)?$/;
/** `name: X … value: y`, `<add key="X" value="y"`, `-p y`: the grammar leaves no doubt either. */
const PAIR_LINK = /\bvalue["'\]]*\s*(?:=>|=|:|>)\s*["']?$/i;
const OPTION_LINK = /^(?:[ =]["'`]?)$/;

/** `("user", "x"`: the second string of a call that takes a password. */
const ARGUMENT_LINK =
  /^["'\s]*[=:]?\s*[([{](?:[^()"'\n]{0,80},)?\s*(?:\w{1,20}\s?[=:]\s?)?["'][^"'\n]{1,80}["']\s?,\s*(?:\w{1,20}\s?[=:]\s?)?["']$/;

const SIGN_LINK = /^\([^"'\n]{0,120}["']$/;
/** `password, "x"` of a tuple in braces, `password "x"` of a Lisp, `As String = "x"`, `string = "x"`, `].Value = "x"`. */
const TUPLE_LINK = /^,\s?(?:<<)?["']$|^\s+["']$|^\s+(?:as )?string\s*=\s*["']$|^["'\]]+\.(?:value|text)\s?=\s?@?["']$/i;

const QUOTES = new Set(['"', "'", '`', '>']);

/** Somebody who has the password: a name or an address of an account right beside it. */
const COMPANION =
  /(?:\b|_)(?:user(?:_?name|_?id)?|login|uid|e?mail|account|usr|username_?\w{0,12}|\w{0,12}_?user(?:name)?)["'\]]*\s*(?::|=>?|,|\()\s*["'`]?[\w@.]{2}/i;

/** Files that hold what a program says to people, and no values. */
const TRANSLATIONS =
  /(?:^|[/_.-])(?:i18n|l10n|locales?|lang|langs|languages?|translations?|messages|strings|nls|intl|po)(?:[/_.-]|$)/i;

/** Whether the path is that of translations, where words beside `password` say "password" in a language. */
export const isTranslation = (path: string): boolean => TRANSLATIONS.test(path);

const linkOf = (view: TextView, { span, secret, name }: Match): string =>
  secret.start - span.start > LONGEST_LINK + (name ?? '').length
    ? ''
    : view.bytes.toString('latin1', span.start + (name ?? '').length, secret.start);

/** Whether the value stands in a call as its password, its signing key, or its only argument beside a tuple's name. */
const isArgument = (link: string, name: string): boolean =>
  (ARGUMENT_LINK.test(link) && isLogin(name)) || (SIGN_LINK.test(link) && isSigning(name)) || TUPLE_LINK.test(link);

/** Whether the value is plainly given to the name, in quotes or in a file of settings. Calls, comparisons and prose are not. */
export function standsFirm(view: TextView, match: Match): boolean {
  const link = linkOf(view, match);
  const plain = PLAIN_LINK.test(link) || PAIR_LINK.test(link) || isArgument(link, match.name ?? '');
  if (
    /^\s+["']$/.test(link) &&
    (syntaxOf(view.chunk.path) === 'text' || inComment(lineBefore(view, match.span.start)))
  ) {
    return false;
  }
  if (!plain && !(match.name?.startsWith('-') && OPTION_LINK.test(link))) return false;
  if (QUOTES.has(link.at(-1) ?? '')) return true;
  const syntax = syntaxOf(view.chunk.path);
  if (syntax === 'lines' || syntax === 'yaml') return true;
  const comment = inComment(lineBefore(view, match.span.start));
  if (syntax === 'shell') return !comment;
  return !comment && /[=:]$/.test(link.trimEnd()) && hasCompanion(view, match) && endsThere(view, match);
}

/** Whether the value ends its line, its string or its field: prose would go on. */
const endsThere = ({ bytes }: TextView, { secret }: Match): boolean =>
  /^(?:[ \t]*\r?(?:\n|$)|["'`&;|,)])/.test(bytes.toString('latin1', secret.end, secret.end + 8));

function lineBefore({ bytes }: TextView, at: number): string {
  const text = bytes.toString('latin1', Math.max(0, at - REACH), at);
  return text.slice(text.lastIndexOf('\n') + 1);
}

/** Whether a user, a login or an address is named in the neighbourhood: the line, two lines before it and two behind. */
export function hasCompanion(view: TextView, { span, secret }: Match): boolean {
  const before = sliceOf(view, { start: Math.max(0, span.start - REACH), end: span.start });
  const behind = view.bytes.toString('latin1', secret.end, secret.end + REACH);
  return (
    COMPANION.test(before.split('\n').slice(-3).join('\n')) || COMPANION.test(behind.split('\n').slice(0, 3).join('\n'))
  );
}
