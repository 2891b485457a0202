/** What texts, commands and lines that install nothing are passed by for lack of. Loaded with every scan: some expressions and no more. */

/** A verb or a setting: of these one stands in whatever installs something. */
export const INSTALLING =
  /install|Install-|npx|uvx|bunx|pnpx|dlx| (?:add|i|x|exec|require|init|run) | create|go (?:get|run)|sync|download|wheel|inject|INDEX_URL|DEFAULT_INDEX|activate|isntall|npm (?:in |it |update)|yarn up|bun a /;

/** The name of a package manager's program, as a word, in a variable, or behind Python's `-m`. Not in strings with escapes: of `\nnpm` it sees `nnpm`. */
export const INSTALLER =
  /(?:\b|-\w{0,9}m)(?:npm|npx|yarn|yarnpkg|pnpm|pnpx|bunx?|deno|jsr|pip|pipx|pipenv|easy_install|uvx?|poetry|pdm|rye|hatch|conda|mamba|micromamba|go|cargo|gem|bundler?|composer|dotnet|dnx|nuget|install-package|dart|flutter|mix)(?![a-z])/i;

/** Whether a text of shell may install anything. */
export const mayInstall = (text: string): boolean => INSTALLING.test(text) && INSTALLER.test(text);

/** The same of texts that are strings of JSON or YAML, where `\n` may stand before a name. */
export const mayInstallInStrings = (text: string): boolean =>
  INSTALLING.test(text) && INSTALLER.test(text.replace(/\\[nrt]/g, ' '));

/** Programs that take no verb; as in a variable, in any case. */
const WITHOUT_VERB = /install|npx|uvx|bunx|pnpx|dnx/i;

/** What stands behind the name of others, in more forms than those above: a verb, or the end of a setting's name. */
const VERB =
  /_INDEX|FIND_LINKS|REQUIREMENT|CONSTRAINT|MIRROR|REGISTRY|\b(?:a|activate|add|c|cache|compile|create(?:-project)?|dlx|download|exec|fetch|get|global|i|in|init|inject|innit|ins|inst|insta|instal|isnt|isnta|isntal|isntall|it|lock|package|r|require|run|serve|sync|tool|u[dp]{2}ate|up|upgrade(?:-interactive)?|wheel|x)\b/;

const INSTALLERS = new RegExp(INSTALLER, 'gi');

/** Where the line at `from` ends, and those that a backslash joins to it. */
function lineEnd(text: string, from: number): number {
  for (let end = text.indexOf('\n', from); end !== -1; end = text.indexOf('\n', end + 1)) {
    const last = text.charAt(end - 1) === '\r' ? end - 2 : end - 1;
    if (text.charAt(last) !== '\\') return end;
  }
  return text.length;
}

/** Whether a text may install anything by a command that ends with its line. */
export function mayInstallByLine(text: string): boolean {
  if (!INSTALLING.test(text)) return false;
  INSTALLERS.lastIndex = 0;
  for (let found = INSTALLERS.exec(text); found !== null; found = INSTALLERS.exec(text)) {
    const end = lineEnd(text, found.index);
    const line = text.slice(found.index, end);
    if (WITHOUT_VERB.test(line) || VERB.test(line)) return true;
    INSTALLERS.lastIndex = end;
  }
  return false;
}
