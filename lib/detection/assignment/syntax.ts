/** Tells from a path how a right side without quotes is to be read there: as a value, or as the identifier of a program. */

/**
 * `lines`: `name=value` to the end of the line (.env, ini, properties). `yaml`: the same behind a colon. `shell`: to the next
 * blank. `text`: prose, logs and files nobody knows. `code`: a value needs quotes, but inside strings and comments.
 */
export type Syntax = 'lines' | 'yaml' | 'shell' | 'text' | 'code';

const OF_EXTENSION = new Map<string, Syntax>();
const register = (syntax: Syntax, extensions: string): void => {
  for (const extension of extensions.split(' ')) OF_EXTENSION.set(extension, syntax);
};

register(
  'lines',
  'env properties ini cfg conf cnf config cf prefs npmrc pypirc netrc pgpass service desktop editorconfig inf reg rc settings',
);
register('yaml', 'yaml yml raml eyaml sls');
register(
  'shell',
  'sh bash zsh ksh fish bat cmd dockerfile containerfile bashrc zshrc profile bash_profile envrc mk bats',
);
register('text', 'txt md markdown rst adoc asciidoc log out http rest eml mbox org tex patch diff j2 tmpl tpl');
register(
  'code',
  'c h cc cpp cxx hpp cs fs vb java kt kts scala groovy gradle go rs swift m mm js jsx mjs cjs ts tsx vue svelte py pyi pyx rb erb php phtml pl pm lua dart ex exs erl hrl ' +
    'clj cljs edn hs elm ml mli jl r nim zig d pas sol v sv vhd asm s proto thrift graphql gql sql tf tfvars hcl json jsonc json5 ipynb map xml html htm xhtml xsd xsl xslt svg css ' +
    'scss sass less styl ps1 psm1 psd1 rake gemspec cr coffee tcl el lisp scm toml lock csv tsv twig blade mustache hbs haml slim pug jade ejs jsp asp aspx cshtml razor bicep nix ' +
    'plist xaml csproj fsproj vbproj resx storyboard strings po pot ftl sum mod golden snap vcxproj pp y l awk sed vim bnf g4 adb ads f90 inc def template jsonnet libsonnet cue rego ' +
    'ipp tpp inl hxx hh cxx cc tcc cu cuh glsl pyw ipy rbi ru thor mts cts astro svelte php3 php4 php5 module install theme t ahk bas frm cls vbs ada f77 f95 cob cbl abap lsp cl rkt hx as di ' +
    'gd ktm applescript m4 ac am cmake gn bzl bazel mod pro pri qml sas do stata nsi wxs',
);

const OF_NAME: readonly (readonly [RegExp, Syntax])[] = [
  [/^\.env(?:\.|$)|\.env\.[\w.-]+$|^env\.[\w-]+$/i, 'lines'],
  [/^(?:docker|container)file(?:\.|$)|^(?:gnu)?makefile(?:\.|$)|^procfile$|^configure$|^config\.status$/i, 'shell'],
  [
    /^(?:credentials|my\.cnf|\.?my\.cnf|\.netrc|_netrc|\.npmrc|\.pypirc|\.s3cfg|\.boto|pg_service\.conf|hosts)$/i,
    'lines',
  ],
  [/^\.(?:bash|zsh)?(?:rc|_profile|profile)$|^\.bash_history$|^\.zsh_history$/i, 'shell'],
];

/** Behind one of these the extension before it counts: `.env.example`, `config.yml.dist`. */
const SUFFIX = /\.(?:example|sample|dist|default|template|tmpl|tpl|j2|erb|bak|backup|old|orig|save|local|swp|in|txt)$/i;

const afterDot = (name: string): string => name.slice(name.lastIndexOf('.') + 1).toLowerCase();

function readSyntax(path: string): Syntax {
  const name = path.slice(path.lastIndexOf('/') + 1);
  for (const [pattern, syntax] of OF_NAME) if (pattern.test(name)) return syntax;
  const bare = name.replace(SUFFIX, '');
  return OF_EXTENSION.get(afterDot(bare)) ?? OF_EXTENSION.get(afterDot(name)) ?? 'text';
}

/** A text is asked about at every name in it: the last answer is kept. */
let last: { readonly path: string; readonly syntax: Syntax } | null = null;

/** The syntax of a file by its name alone. */
export function syntaxOf(path: string): Syntax {
  if (last?.path !== path) last = { path, syntax: readSyntax(path) };
  return last.syntax;
}
