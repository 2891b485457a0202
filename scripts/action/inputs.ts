/** The inputs of action.yml, which reach us through the environment and never through a shell. */

/** An error that says what to do; its message becomes an annotation. */
export class ActionError extends Error {}

export type Env = Readonly<Record<string, string | undefined>>;

const MODES = ['auto', 'range', 'files', 'history'] as const;
const UPLOADS = ['auto', 'always', 'never'] as const;
const SEVERITIES = ['low', 'medium', 'high', 'critical', 'never'] as const;
const CONFIDENCES = ['low', 'medium', 'high'] as const;

export type Inputs = {
  readonly mode: (typeof MODES)[number];
  /** Empty strings where the event decides. */
  readonly base: string;
  readonly head: string;
  /** Arguments of `gate scan` that hold for every scan. */
  readonly options: readonly string[];
  readonly upload: (typeof UPLOADS)[number];
  /** Relative to the workspace or absolute; empty for a file in the runner's temporary folder. */
  readonly sarifFile: string;
  /** Relative to the workspace. */
  readonly folder: string;
  /** How many annotations of each kind are shown. */
  readonly annotations: number;
  readonly summary: boolean;
};

const MOST_ANNOTATIONS = 50;

/** One line without the blanks around it; what a log or an output file would read as a second line is refused. */
function read(env: Env, name: string): string {
  const text = (env[`GATE_${name.toUpperCase().replaceAll('-', '_')}`] ?? '').trim();
  if ([...text].some(char => char < ' ')) throw new ActionError(`The input ${name} holds a control character.`);
  return text;
}

function choose<T extends string>(env: Env, name: string, choices: readonly T[], otherwise: T): T {
  const text = read(env, name);
  if (text === '') return otherwise;
  const choice = choices.find(known => known === text);
  if (choice !== undefined) return choice;
  throw new ActionError(`The input ${name} is "${text}"; it may be ${choices.join(', ')}.`);
}

const readFlag = (env: Env, name: string, otherwise: boolean): boolean =>
  choose(env, name, ['true', 'false'], otherwise ? 'true' : 'false') === 'true';

function readCount(env: Env, name: string, otherwise: number): number {
  const text = read(env, name);
  if (text === '') return otherwise;
  if (/^\d{1,4}$/.test(text)) return Math.min(Number(text), MOST_ANNOTATIONS);
  throw new ActionError(`The input ${name} is "${text}"; it is a number, ${MOST_ANNOTATIONS} at most.`);
}

/** A commit or a ref; nothing that git would take for an option, a range or more than one. */
function readRevision(env: Env, name: string): string {
  const text = read(env, name);
  if (/^-|\.\.|[\s^:~?*[\\]/.test(text))
    throw new ActionError(`The input ${name} is "${text}", which names no commit.`);
  return text;
}

function readOptions(env: Env): string[] {
  const failOn = choose(env, 'fail-on', [...SEVERITIES, ''], '');
  const confidence = choose(env, 'min-confidence', [...CONFIDENCES, ''], '');
  const named = ['config', 'baseline', 'only'].flatMap(name => {
    const text = read(env, name);
    return text === '' ? [] : [`--${name}=${text}`];
  });
  return [
    ...named,
    ...(failOn === '' ? [] : failOn === 'never' ? ['--exit-zero'] : [`--fail-on=${failOn}`]),
    ...(confidence === '' ? [] : [`--min-confidence=${confidence}`]),
    ...(readFlag(env, 'strict', false) ? ['--strict'] : []),
  ];
}

/** Reads and checks all inputs. Throws ActionError. */
export const readInputs = (env: Env): Inputs => ({
  mode: choose(env, 'mode', MODES, 'auto'),
  base: readRevision(env, 'base'),
  head: readRevision(env, 'head'),
  options: readOptions(env),
  upload: choose(env, 'upload', UPLOADS, 'auto'),
  sarifFile: read(env, 'sarif-file'),
  folder: read(env, 'working-directory') || '.',
  annotations: readCount(env, 'annotations', 10),
  summary: readFlag(env, 'summary', true),
});
