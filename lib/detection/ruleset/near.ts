/**
 * The one grammar for keys without a shape of their own: a name that holds the service's word, then an assignment in
 * whatever language, then a value of the right alphabet and length.
 */

/** A name that is written out, as far as its assignment: `Acme personal access token is`, `Acme API key =`. */
const SPOKEN = `[ ][A-Za-z ]{2,40}?["'\`)]{0,2}(?:[ ]is|[ ]{0,4}(?:=>|={1,2}|:))[ \\t]{1,4}`;

/** What may stand between the end of a name and the assignment: quotes and brackets that close, a type annotation. */
const NAME_END = `["'\`\\\\\\])]{0,3}(?:(?:[ \\t]{0,4}:[ \\t]{0,4}(?:&(?:'static[ ])?str|String|string|str|Secret|SecureString)\\??|[ \\t](?:string|\\[\\]byte))(?=[ \\t]{0,4}=))?`;

/** `=`, `:`, `=>`, `:=`, `?=`, `<-`, a comparison, a default, a comma or parenthesis of a call, an XML tag. */
const SIGN = `=>|:=|\\?=|<-|->|={1,3}|:|,|\\(|>|\\|\\||\\?\\?|or(?=[ ])`;

/** The value's own key, in a list of names and values: XML attributes, JSON, YAML of Kubernetes, a property list. */
const VALUE_KEY = `,?\\s{1,40}["']?value["']?[ \\t]{0,4}[=:]|</key>\\s{0,40}<string>`;

const ASSIGNS = `(?:[ \\t]{0,16}(?:${SIGN}|${VALUE_KEY})|[ \\t])[ \\t]{0,16}`;

/** The first argument or field that a constructor or a function of the service is given. */
const IN_CALL = `\\(\\s{0,8}(?:\\{\\s{0,12})?\\w{1,30}[ ]{0,2}[:=][ ]{0,2}`;

/** Quotes, also escaped ones; string prefixes and constructors; the scheme words of an authorization header. */
const VALUE_START = `(?:[A-Za-z.:[\\]]{0,12}\\()?@?(?:\\\\?["'\`]){0,3}(?:(?:[Bb]earer|[Tt]oken|[Bb]asic)[ =])?`;

/** The address of a service, as far as a parameter for a credential. */
const IN_ADDRESS = `[\\w.\\-]{0,60}(?::[0-9]{1,5})?/[^\\s"'\`<>]{0,200}[?&][\\w.\\-]{0,30}(?i:key|token|secret|auth|app_?id|pass|password)=`;

const escapeWord = (word: string): string => word.replace(/[^0-9A-Za-z]/g, sign => `\\${sign}`);

/** In names, the words of a service's name may be joined or set apart: `data dog` is DATADOG, data_dog, data-dog. */
const wordPattern = (word: string): string =>
  word
    .split(/[ _.-]/)
    .map(escapeWord)
    .join('[ _.\\-]?');

/** The pattern of the words alone, without regard to case. */
export const nearWords = (near: readonly string[]): string =>
  `(?:${near.map(word => `(?i:${wordPattern(word)})`).join('|')})`;

/** The parts by which the words are found in a text: of a word of several parts, the longest. */
export const nearKeywords = (near: readonly string[]): string[] =>
  near.map(word => word.split(/[ _.-]/).reduce((best, part) => (part.length > best.length ? part : best), ''));

/** What stands between the words and the value. It ends in no token character: the value is a run of its own. */
const BETWEEN = `(?:(?:[\\w.\\-]{0,40}(?:${IN_CALL}|${NAME_END}${ASSIGNS})|${SPOKEN})${VALUE_START}|${IN_ADDRESS})`;

/**
 * What stands between the part of the words that was looked for and the value, as a whole text. Allows more than the pattern
 * of a rule does, which has the last word: the words' other parts may be any.
 */
export const NEAR_BETWEEN = new RegExp(`^[\\w .\\-]{0,60}${BETWEEN.replaceAll('(?i:', '(?:')}$`, 'i');

/** Whether `NEAR_BETWEEN` knows all words, with signs in the place of their blanks. */
export const hasPlainWords = (near: readonly string[]): boolean => near.every(word => /^[\w .-]{1,60}$/.test(word));

/** Builds the pattern of a rule that names words of a service (`near`) and the exact shape of its value. */
export function nearPattern(near: readonly string[], value: string): string {
  return `${nearWords(near)}${BETWEEN}(?<secret>${value})(?![0-9A-Za-z_\\-+/=])`;
}
