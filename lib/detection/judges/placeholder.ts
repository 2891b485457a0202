/** Drops values that say themselves that they are no secret: placeholders, templates and the examples of manuals. */

import type { Judge } from './judge.ts';
import { drop } from './judge.ts';

/** Words that no random value holds by chance: six letters or more, or set apart by signs. */
const WORDS =
  /example|sample|changeme|change[-_]me|placeholder|redacted|dummy|replace[-_]?(?:me|with)|insert[-_]?your|your[-_](?:\w+[-_])?(?:key|token|secret|password|api)|(?:key|token|secret|password|goes)[-_]?here|lorem[-_]?ipsum|deadbeef.*deadbeef/i;

/** `DESIGNATE_DBPASS`, `MY_API_KEY`: the name of what belongs there, in capitals; and the ports of a container. */
const NAME =
  /^[A-Z]+(?:_[A-Z]+)*_?(?:PASS|PASSWD|PASSWORD|SECRET|TOKEN|API_?KEY|SECRET_KEY|ACCESS_KEY)$|^\d{2,5}:\d{2,5}$/;

/** Five of a sign that stands for any character, or a run of dots. */
const FILLER = /[xX]{5}|\*{3}|\.{3}|#{5}|_{6}/;

/**
 * `${NAME}`, `{{ name }}`, `<name>`, `%NAME%`, `%(name)s`, `$(command)`, `#{name}`, `{name}`, `{name:format}`, `pass:$NAME`
 * in the value; its last sign may stand behind it, where the value was cut at a bracket.
 */
const TEMPLATE =
  /\$\{[^}]*\}|\{\{|\}\}|<[A-Za-z][\w .-]*>|%[A-Z_]{3,}%|%\(\w+\)s|\$\([^)]*\)|#\{[^}]*\}|\{[a-z_][\w.-]*(?::[^{}\s]*)?\}|(?:^|[:=])[`\\]{0,2}\$[A-Za-z_]\w{2,}$/;

/** A value that ends where a template begins is the beginning of something made at run time. */
const TEMPLATE_BEHIND = /^(?:\{|\$\{|\$\(|<[A-Za-z]|%[({s])/;

export const judgePlaceholder: Judge = ({ value, match, view }) => {
  const behind = view.bytes.toString('latin1', match.secret.end, match.secret.end + 2);
  if (TEMPLATE_BEHIND.test(behind)) return drop('a template follows directly behind the value');
  if (value.startsWith('-----BEGIN') && /[{}<>$]/.test(value)) return drop('the key block holds a template');
  if (TEMPLATE.test(behind.startsWith('}') ? `${value}}` : value))
    return drop('the value holds a template or a reference');
  if (NAME.test(value)) return drop('the value is the name of what belongs there');
  if (FILLER.test(value)) return drop('the value holds filler characters');
  return WORDS.test(value) ? drop('the value holds the words of a placeholder or an example') : null;
};
