/** The grammar of one package manager's command line, as data: what the tables in `managers/` hold and `read-command.ts` reads by. */

import type { SpecSyntax } from './specs.ts';

/**
 * What the value of an option is; options of kinds `dev`, `fetch` and `local` have none: `fetch` says that
 * the package is wanted even if a program of the project has that name, `local` that nothing is fetched. `runs`: shell text. `version`, `git` and `path` are of the
 * packages of the command; `index` replaces the ecosystem's own index, and `extra` is asked beside it.
 */
export type OptionKind =
  | 'value'
  | 'package'
  | 'requirements'
  | 'constraints'
  | 'index'
  | 'extra'
  | 'runs'
  | 'version'
  | 'git'
  | 'path'
  | 'dev'
  | 'fetch'
  | 'local';

/** Names with blanks between; an option that stands nowhere takes no value and means nothing here. */
export type Options = { readonly [kind in OptionKind]?: string };

export type Verb = {
  /**
   * `install`: each argument is a package. `exec`: the first one is, unless an option names packages; what follows are its own
   * arguments. `create`: like `exec`, of `create-NAME`. `run`: what follows is another command. `refer`: arguments are files
   * of requirements.
   */
  readonly does: 'install' | 'exec' | 'create' | 'run' | 'refer';
  readonly options?: Options;
  /** How many arguments stand before the packages. */
  readonly skip?: number;
  /** Whether a program of the project itself is run before one is fetched, when no version is asked for. */
  readonly localFirst?: boolean;
  /** Where it is not that of the manager. */
  readonly spec?: SpecSyntax;
};

export type Manager = {
  readonly spec: SpecSyntax;
  /** Of all verbs; those before the verb too. */
  readonly options?: Options;
  /** Whether long options begin with one dash, and short ones are not joined. */
  readonly oneDash?: boolean;
  /** By their words: `a|b` are two spellings, `*` is any word. The empty key is for a program that takes no verb. */
  readonly verbs: Readonly<Record<string, Verb>>;
};
