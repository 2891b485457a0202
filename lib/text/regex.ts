/** Compiles the regular expressions of a configuration, and says what is wrong with one without quoting it. */

const FLAGS = /^\(\?([ims]+)\)/;
const LONGEST = 2000;

/**
 * Compiles `source`; `(?i)`, `(?m)` and `(?s)` at its beginning hold for all of it. Throws SyntaxError whose message does
 * not hold the source.
 */
export function compileRegex(source: string): RegExp {
  if (source.length > LONGEST) throw new SyntaxError(`longer than ${LONGEST} characters`);
  const [lead = '', flags = ''] = FLAGS.exec(source) ?? [];
  try {
    return new RegExp(source.slice(lead.length), [...new Set(flags)].join(''));
  } catch (error) {
    throw new SyntaxError(reasonOf(error));
  }
}

/** V8 says `Invalid regular expression: /…/: reason`; only the reason holds nothing of the expression. */
function reasonOf(error: unknown): string {
  const message = error instanceof Error ? error.message : '';
  const reason = message.slice(message.lastIndexOf(': ') + 2);
  return /^[A-Z\\][A-Za-z ,'(){}\\]*$/.test(reason) ? reason : 'not valid';
}

/** What is wrong with a regular expression, or null; never quotes it. */
export function explainRegex(source: string): string | null {
  try {
    compileRegex(source);
    return null;
  } catch (error) {
    return error instanceof SyntaxError ? error.message : 'not valid';
  }
}
