/** What texts and lines that install nothing are passed by for lack of. Loaded with every scan: two expressions and no more. */

/** A verb or a setting: of these one stands in whatever installs something. */
export const INSTALLING =
  /install|Install-|npx|uvx|bunx|pnpx|dlx| (?:add|i|x|exec|require|init|run) | create|go (?:get|run)|sync|download|wheel|inject|INDEX_URL|DEFAULT_INDEX|activate|isntall|npm (?:in |it |update)|yarn up|bun a /;

/** The name of a package manager's program, as a word, in a variable, or behind Python's `-m`. Not in strings with escapes: of `\nnpm` it sees `nnpm`. */
export const INSTALLER =
  /(?:\b|-\w{0,9}m)(?:npm|npx|yarn|yarnpkg|pnpm|pnpx|bunx?|deno|jsr|pip|pipx|pipenv|easy_install|uvx?|poetry|pdm|rye|hatch|conda|mamba|micromamba|go|cargo|gem|bundler?|composer|dotnet|dnx|nuget|install-package|dart|flutter|mix)(?![a-z])/i;

/** What stands in a file of shell, or of text with commands, that installs something. */
export const COMMAND_MARKS: readonly RegExp[] = [INSTALLING, INSTALLER];
