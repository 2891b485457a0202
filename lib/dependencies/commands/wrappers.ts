/** Programs that run another command, as data, and how to get at it: `sudo`, `env`, `time`, `xargs`, `bash -c`, `python -m`. */

import type { Word } from './shell-words.ts';

type Wrapper = {
  /** Options that take the next word, with blanks between. */
  readonly values?: string;
  /** How many arguments stand before the command. */
  readonly skip?: number;
};

const WRAPPERS: Readonly<Record<string, Wrapper>> = {
  sudo: { values: '-u --user -g --group -h --host -p --prompt -C -r -t -T -U -D -R --chdir --chroot' },
  doas: { values: '-u -C' },
  env: { values: '-u --unset -C --chdir' },
  command: {},
  builtin: {},
  exec: { values: '-a' },
  nohup: {},
  nice: { values: '-n --adjustment' },
  ionice: { values: '-c --class -n --classdata' },
  time: { values: '-f --format -o --output' },
  timeout: { values: '-s --signal -k --kill-after', skip: 1 },
  gtimeout: { values: '-s --signal -k --kill-after', skip: 1 },
  stdbuf: { values: '-i -o -e' },
  setsid: {},
  xargs: {
    values: '-a -d -E -e -I -i -L -l -n -P -s --arg-file --delimiter --max-args --max-procs --max-lines --replace',
  },
  corepack: {},
  winpty: {},
  retry: { values: '-t -d -n -s --times --delay' },
  travis_retry: {},
};

/** Reserved words that a command may follow. */
const RESERVED = new Set(['if', 'then', 'else', 'elif', 'while', 'until', 'do', '!', '{']);
const SHELLS = new Set(['sh', 'bash', 'zsh', 'dash', 'ksh', 'ash', 'fish', 'su', 'eval', 'pwsh', 'powershell', 'cmd']);
const ASSIGNMENT = /^[A-Za-z_]\w*\+?=/;
const PYTHON = /^(?:python|pypy|py)[\d.]*$/;
/** One that may hold the name of a program, as `$(PIP)` in a Makefile. */
const VARIABLE = /^\$[{(]?([A-Za-z_]\w*)[})]?$/;

/** The name of the program that a word runs: without folder, extension and version; a variable counts as what it is called. */
export function programOf({ text }: Word): string {
  const variable = VARIABLE.exec(text)?.[1];
  if (variable !== undefined) return programName(variable.replace(/_(?:BIN|CMD|EXE|PATH)$/, ''));
  const base = text.slice(Math.max(text.lastIndexOf('/'), text.lastIndexOf('\\')) + 1);
  return programName(base);
}

function programName(base: string): string {
  const name = base.toLowerCase().replace(/\.(?:exe|cmd|bat|ps1)$/, '');
  if (PYTHON.test(name) || name === 'sys.executable}') return 'python';
  return /^(?:pip|pipx|easy_install)[-\d.]+$/.test(name) ? name.replace(/[-\d.]+$/, '') : name;
}

/** Behind the options of a program, whose values are named in `values`. */
function skipOptions(words: readonly Word[], from: number, values: string): number {
  const takes = new Set(values.split(' '));
  let at = from;
  for (; at < words.length; at++) {
    const text = words[at]?.text ?? '';
    if (text === '--') return at + 1;
    if (!text.startsWith('-') || text === '-') break;
    if (takes.has(text)) at++;
  }
  return at;
}

/** The module that Python runs, behind its own options: `-m pip`, `-mpip`, `-Im pip`; or null. */
function behindModule(words: readonly Word[], from: number): readonly Word[] | null {
  for (let at = from; at < words.length; at++) {
    const word = words[at];
    const match = /^-[bBdEhiIOPqRsSuvVx\d.]*m(.*)$/.exec(word?.text ?? '');
    if (word !== undefined && match !== null) {
      const glued = match[1] ?? '';
      return glued === '' ? words.slice(at + 1) : [{ ...word, text: glued }, ...words.slice(at + 1)];
    }
    if (!/^-/.test(word?.text ?? '') || word?.text === '-c') return null;
    if (word?.text === '-W' || word?.text === '-X') at++;
  }
  return null;
}

/** What a shell is told to run by `-c` or `eval`: one word that is shell text itself. */
function scriptOf(program: string, words: readonly Word[]): Word | null {
  if (program === 'eval') return words[1] ?? null;
  const option = words.findIndex(({ text }) => /^(?:-[A-Za-z]*c|--command|-Command|\/[cC])$/.test(text));
  return option < 1 ? null : (words[option + 1] ?? null);
}

/**
 * A command without what only runs it. `words` begin with the name of its program, `assignments` are those before it; `script` is
 * shell text to be read instead. `isShell` tells that a here document is its input.
 */
export type Unwrapped = {
  readonly program: string;
  readonly words: readonly Word[];
  readonly assignments: readonly Word[];
  readonly script: Word | null;
  readonly isShell: boolean;
};

/** The command that `program` runs, or null where it runs none. */
function behind(program: string, words: readonly Word[]): readonly Word[] | null {
  if (RESERVED.has(program)) return words.slice(1);
  if (program === 'python') return behindModule(words, 1);
  if (program === 'cmd') {
    const option = words.findIndex(({ text }) => /^\/[ck]$/i.test(text));
    return option > 0 && words.length > option + 2 ? words.slice(option + 1) : null;
  }
  const wrapper = Object.hasOwn(WRAPPERS, program) ? WRAPPERS[program] : undefined;
  return wrapper === undefined ? null : words.slice(skipOptions(words, 1, wrapper.values ?? '') + (wrapper.skip ?? 0));
}

/** Takes the wrappers off a command. */
export function unwrap(command: readonly Word[]): Unwrapped {
  const assignments: Word[] = [];
  let words = command;
  for (let first = words[0]; first !== undefined; first = words[0]) {
    if (ASSIGNMENT.test(first.text)) {
      assignments.push(first);
      words = words.slice(1);
      continue;
    }
    const program = programOf(first);
    const inner = behind(program, words);
    if (inner === null) {
      const isExport = program === 'export' || program === 'set';
      if (isExport) assignments.push(...words.slice(1).filter(({ text }) => ASSIGNMENT.test(text)));
      const isShell = SHELLS.has(program);
      const script = isShell ? scriptOf(program, words) : null;
      return { program, words: isExport ? [] : words, assignments, script, isShell };
    }
    words = inner;
  }
  return { program: '', words: [], assignments, script: null, isShell: false };
}
