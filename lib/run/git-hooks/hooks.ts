/** The registry of git hooks that gate can stand in: its keys are the words of `gate hook`. */

export type HookKind = {
  readonly description: string;
  /** Runs in the repository that is pushed to. */
  readonly server: boolean;
  /** Whether git hands it lines on standard input, which a hook behind ours wants too. */
  readonly readsInput: boolean;
};

export const HOOKS = {
  'pre-commit': { description: 'what is about to be committed', server: false, readsInput: false },
  'commit-msg': { description: 'the message of a commit', server: false, readsInput: false },
  'pre-push': { description: 'the commits that a push brings', server: false, readsInput: true },
  'pre-receive': { description: 'on a server: the commits that are pushed to it', server: true, readsInput: true },
} as const satisfies Record<string, HookKind>;

export type HookName = keyof typeof HOOKS;

export const HOOK_NAMES = Object.keys(HOOKS) as readonly HookName[];

export const isHookName = (name: string): name is HookName => Object.hasOwn(HOOKS, name);

/** What an installed script of ours holds, so that it is known again. */
export const MARK = 'gate hook uninstall';

/** The hook that was there before ours stands beside it under this ending and is run behind it. */
export const NEXT = '.gate-next';
