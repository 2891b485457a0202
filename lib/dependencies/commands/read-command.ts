/** Reads what one command installs, by the grammar of its package manager. */

import type { Ecosystem, Package } from '../../model/package.ts';
import type { Span } from '../../model/span.ts';
import type { Draft } from '../manifests/draft.ts';
import type { Manager, OptionKind, Options, Verb } from './manager.ts';
import { managerOf } from './managers/index.ts';
import type { Word } from './shell-words.ts';
import { isPlaceholder, readSpec, type Spec, type SpecSyntax } from './specs.ts';
import { programOf, unwrap } from './wrappers.ts';

/** Where commands are told to: packages, files of requirements and settings of indexes, with their places in the text. */
export type CommandReader = {
  readonly text: string;
  readonly draft: Draft;
  /** Reads text that is shell itself, inside of `at`. */
  readonly readScript: (script: Word) => void;
  /** Whether people wrote the text for people: then a command whose arguments cannot all be packages is prose. */
  readonly prose: boolean;
};

const ECOSYSTEM_OF: Readonly<Record<SpecSyntax, Ecosystem>> = {
  npm: 'npm',
  deno: 'JSR',
  jsr: 'JSR',
  python: 'PyPI',
  conda: 'conda',
  go: 'Go',
  crate: 'crates.io',
  gem: 'RubyGems',
  composer: 'Packagist',
  nuget: 'NuGet',
  pub: 'Pub',
  hex: 'Hex',
};

/** Settings in the environment that say where packages come from. */
const VARIABLES: Readonly<Record<string, readonly [OptionKind, Ecosystem]>> = {
  PIP_INDEX_URL: ['index', 'PyPI'],
  PIP_EXTRA_INDEX_URL: ['extra', 'PyPI'],
  PIP_FIND_LINKS: ['extra', 'PyPI'],
  PIP_REQUIREMENT: ['requirements', 'PyPI'],
  PIP_CONSTRAINT: ['constraints', 'PyPI'],
  UV_INDEX_URL: ['index', 'PyPI'],
  UV_DEFAULT_INDEX: ['index', 'PyPI'],
  UV_INDEX: ['extra', 'PyPI'],
  UV_EXTRA_INDEX_URL: ['extra', 'PyPI'],
  UV_CONSTRAINT: ['constraints', 'PyPI'],
  PIPENV_PYPI_MIRROR: ['index', 'PyPI'],
  NPM_CONFIG_REGISTRY: ['index', 'npm'],
  YARN_NPM_REGISTRY_SERVER: ['index', 'npm'],
};

type Argument = { readonly kind: OptionKind | 'argument'; readonly word: Word };

const lookups = new WeakMap<Options, ReadonlyMap<string, OptionKind>>();

/** Kinds of options by their names. */
function namesOf(options: Options): ReadonlyMap<string, OptionKind> {
  const known = lookups.get(options);
  if (known !== undefined) return known;
  const entries = Object.entries(options) as [OptionKind, string][];
  const names = new Map(entries.flatMap(([kind, all]) => all.split(' ').map(name => [name, kind] as const)));
  lookups.set(options, names);
  return names;
}

/** The last `length` characters of a word, as a word of their own. */
function tail(word: Word, from: number): Word {
  const { text, at } = word;
  const length = text.length - from;
  const isPlain = at.end - at.start === text.length;
  return { ...word, text: text.slice(from), at: isPlain ? { start: at.end - length, end: at.end } : at };
}

/** Kinds of options that take no value. */
const FLAGS: ReadonlySet<OptionKind> = new Set(['dev', 'fetch', 'local']);

type Found = { readonly kind: OptionKind; readonly value: Word | null };

/** Letters that may be joined behind one dash. */
const MOST_JOINED = 8;

/** Short options joined behind one dash; what stands behind the first that takes a value is its value. */
function readJoined(word: Word, kindOf: (name: string) => OptionKind | undefined): Found[] {
  const found: Found[] = [];
  const { text } = word;
  for (let at = 1; at < text.length && at < MOST_JOINED; at++) {
    const kind = kindOf(`-${text.charAt(at)}`);
    if (kind === undefined) continue;
    if (!FLAGS.has(kind)) return [...found, { kind, value: at + 1 === text.length ? null : tail(word, at + 1) }];
    found.push({ kind, value: null });
  }
  return found;
}

/** What an option is: its kinds, and its value where that is glued to it. */
function readOption(word: Word, kindOf: (name: string) => OptionKind | undefined, oneDash: boolean): Found[] {
  const { text } = word;
  const equals = text.indexOf('=');
  if (equals > 0 && (text.startsWith('--') || oneDash || equals === 2)) {
    const kind = kindOf(text.slice(0, equals));
    return kind === undefined || FLAGS.has(kind) ? [] : [{ kind, value: tail(word, equals + 1) }];
  }
  const whole = kindOf(text);
  if (whole !== undefined) return [{ kind: whole, value: null }];
  return text.startsWith('--') || oneDash ? [] : readJoined(word, kindOf);
}

/** What is read of a command line so far: `rest` begins behind the first argument, where that is all that is wanted. */
type Line = { readonly arguments: Argument[]; readonly rest: number };

/** The arguments and options in `words` from `from`; stops behind `most` arguments. */
function readLine(words: readonly Word[], from: number, manager: Manager, verb: Verb | null, most: number): Line {
  const [own, general] = [namesOf(verb?.options ?? {}), namesOf(manager.options ?? {})];
  const kindOf = (name: string): OptionKind | undefined => own.get(name) ?? general.get(name);
  const found: Argument[] = [];
  let [count, plain] = [0, false];
  let at = from;
  for (; at < words.length && count < most; at++) {
    const word = words[at];
    if (word === undefined) break;
    if (plain || !word.text.startsWith('-') || word.text.length === 1) {
      found.push({ kind: 'argument', word });
      count++;
    } else if (word.text === '--') plain = true;
    else {
      for (const { kind, value: glued } of readOption(word, kindOf, manager.oneDash ?? false)) {
        const value = FLAGS.has(kind) ? word : (glued ?? words[++at]);
        if (value !== undefined) found.push({ kind, word: value });
      }
    }
  }
  return { arguments: found, rest: at };
}

type Chosen = { readonly verb: Verb; readonly from: number; readonly before: readonly Argument[] };

/** The verb that the words behind the program's name begin with, options between them aside; the longest one wins. */
function findVerb(manager: Manager, words: readonly Word[]): Chosen | null {
  const bare = manager.verbs[''];
  if (bare !== undefined) return { verb: bare, from: 1, before: [] };
  let best: { verb: Verb; length: number } | null = null;
  const leading = readLine(words, 1, manager, null, 3).arguments.flatMap(({ kind, word }) =>
    kind === 'argument' ? [word.text] : [],
  );
  for (const [key, verb] of Object.entries(manager.verbs)) {
    const parts = key.split(' ');
    const fits = parts.every((part, index) => {
      const text = leading[index];
      return text !== undefined && (part === '*' || part.split('|').includes(text));
    });
    if (fits && (best === null || parts.length > best.length)) best = { verb, length: parts.length };
  }
  if (best === null) return null;
  const line = readLine(words, 1, manager, null, best.length);
  return { verb: best.verb, from: line.rest, before: line.arguments.filter(({ kind }) => kind !== 'argument') };
}

/** Where a name stands in a word, whose quotes are part of its place; no place goes over a line end. */
function placeOf(text: string, { text: written, at }: Word, name: string, offset: number): Span {
  const raw = text.slice(at.start, at.end);
  const base = raw.indexOf(written);
  const exact = base === -1 || offset < 0 ? raw.indexOf(name) : base + offset;
  const start = exact !== -1 && raw.startsWith(name, exact) ? exact : 0;
  const end = start + (raw.startsWith(name, start) ? name.length : raw.length);
  const line = raw.slice(start, end).search(/[\r\n]/);
  return { start: at.start + start, end: at.start + (line === -1 ? end : start + line) };
}

/** `npm init NAME` runs `create-NAME`; of a scope alone it is `@scope/create`. */
function initializer(spec: Spec): Spec {
  if (spec.source !== 'registry') return spec;
  const [scope, name] = spec.name.startsWith('@') ? spec.name.split('/') : ['', spec.name];
  const created = name === undefined ? 'create' : name.startsWith('create-') ? name : `create-${name}`;
  return { ...spec, name: scope === '' ? created : `${scope}/${created}` };
}

/** `npm init @scope` names no package by itself. */
const readInitializer = (word: Word): Spec | null => {
  const scope = /^(@[\w.~-]+)(?:@(.+))?$/.exec(word.text);
  const text = scope === null ? word.text : `${scope[1]}/create${scope[2] === undefined ? '' : `@${scope[2]}`}`;
  const spec = readSpec('npm', text, word.dynamic);
  return spec === null ? null : scope === null ? initializer(spec) : spec;
};

/** What options say of all packages of the command. */
function shared(found: readonly Argument[]): Partial<Package> | null {
  const given = (wanted: OptionKind): string | undefined => found.find(({ kind }) => kind === wanted)?.word.text;
  if (given('path') !== undefined || given('local') !== undefined) return null;
  const git = given('git');
  const version = given('version');
  return {
    ...(git !== undefined && { source: 'git' as const, resolved: git }),
    ...(version !== undefined && (/^v?\d[\w.+-]*$/.test(version) ? { version } : { range: version })),
    ...(given('dev') !== undefined && { group: 'dev' as const }),
  };
}

function addSetting(
  { draft }: CommandReader,
  kind: OptionKind,
  ecosystem: Ecosystem,
  { text, at, dynamic }: Word,
): void {
  if (dynamic) return;
  if (kind === 'requirements' || kind === 'constraints') {
    if (text !== '-' && text !== '/dev/stdin') draft.references.push({ kind, path: text, at });
  } else if ((kind === 'index' || kind === 'extra') && /^[a-z]+:\/\//i.test(text)) {
    draft.sources.push({ kind: kind === 'index' ? 'main' : 'extra', url: text, at, ecosystem });
  }
}

/** Words that no command has for an argument, but sentences do. */
const PROSE = new Set(
  'a an the is are was be been it its this that these those and or but to for with from of in on at as by if when then will would should can could may must you your we our i not no command commands fails failed again requires returns using without globally installs'.split(
    ' ',
  ),
);

/** `isCommand`: of a program of that name, which may be the project's own. */
type Candidate = { readonly word: Word; readonly spec: Spec | null; readonly isCommand: boolean };

/** Whether the arguments of a command are those of a sentence that begins like one. */
const isProse = (candidates: readonly Candidate[]): boolean =>
  candidates.some(
    ({ word: { text, dynamic }, spec }) =>
      PROSE.has(text.toLowerCase()) ||
      (spec === null && !dynamic && !isPlaceholder(text) && !/^[./~<{[]|^[A-Z]:\\|:\/\/|\.\w{1,5}$/.test(text)) ||
      (spec !== null && /^[A-Z][a-z]+$/.test(text) && spec.ecosystem === 'npm'),
  );

function readCandidates(
  syntax: SpecSyntax,
  verb: Verb,
  found: readonly Argument[],
  rest: number,
): readonly Candidate[] {
  const named = found.filter(({ kind }) => kind === 'package').map(({ word }) => ({ word, isCommand: false }));
  const positional = found.filter(({ kind }) => kind === 'argument').slice(verb.skip ?? 0);
  const isLone = verb.does === 'exec' || verb.does === 'create';
  const wanted = verb.does === 'run' || (isLone && named.length > 0) ? [] : positional.slice(0, rest);
  return [...named, ...wanted.map(({ word }) => ({ word, isCommand: isLone }))].map(({ word, isCommand }) => {
    const spec = verb.does === 'create' ? readInitializer(word) : readSpec(syntax, word.text, word.dynamic);
    return { word, spec, isCommand: isCommand && !found.some(({ kind }) => kind === 'fetch') };
  });
}

function addPackages(reader: CommandReader, verb: Verb, all: readonly Candidate[], common: Partial<Package>): void {
  for (const { word, spec, isCommand } of all) {
    if (spec === null) continue;
    const { offset, ...parts } = spec;
    const isFree = spec.source === 'registry' && spec.version === null && spec.range === null;
    const isVague = isCommand && verb.localFirst === true && isFree;
    const at = placeOf(reader.text, word, spec.name, verb.does === 'create' ? -1 : offset);
    const { version, range, ...others } = common;
    const own =
      spec.version !== null || spec.range !== null ? {} : { ...(version && { version }), ...(range && { range }) };
    reader.draft.add({ ...parts, ...others, ...own, direct: !isVague, at });
  }
}

/** Reads a command that begins with the name of its package manager. */
function readManaged(reader: CommandReader, words: readonly Word[], manager: Manager, depth: number): void {
  const chosen = findVerb(manager, words);
  if (chosen === null) return;
  const { verb, from, before } = chosen;
  const isLone = verb.does === 'exec' || verb.does === 'create' || verb.does === 'run';
  const line = readLine(words, from, manager, verb, isLone ? 1 : Number.POSITIVE_INFINITY);
  const found = [...before, ...line.arguments];
  const syntax = verb.spec ?? manager.spec;
  const candidates = verb.does === 'refer' ? [] : readCandidates(syntax, verb, found, words.length);
  if (reader.prose && isProse(candidates)) return;
  const ecosystem = ECOSYSTEM_OF[syntax];
  for (const { kind, word } of found) {
    if (kind === 'runs') reader.readScript(word);
    else if (kind !== 'argument') addSetting(reader, kind, ecosystem, word);
    else if (verb.does === 'refer') addSetting(reader, 'requirements', ecosystem, word);
  }
  const common = shared(found);
  if (common !== null) addPackages(reader, verb, candidates, common);
  if (isLone && line.arguments.at(-1)?.kind === 'argument') readInner(reader, words.slice(line.rest - 1), depth + 1);
}

/** How often a command may run a command that runs a command. */
const DEEPEST = 8;

function readInner(reader: CommandReader, command: readonly Word[], depth: number): void {
  if (depth > DEEPEST) return;
  const { program, words, assignments, script, isShell } = unwrap(command);
  for (const word of assignments) {
    const equals = word.text.indexOf('=');
    const known = VARIABLES[word.text.slice(0, equals).replace(/\+$/, '').toUpperCase()];
    if (known !== undefined) addSetting(reader, known[0], known[1], tail(word, equals + 1));
  }
  if (script !== null) reader.readScript(script);
  const [first] = words;
  if (isShell || first === undefined) return;
  const manager = managerOf(program) ?? managerOf(programOf(first).replace(/@.*$/, ''));
  if (manager !== null) readManaged(reader, program === 'cargo' ? dropToolchain(words) : words, manager, depth);
}

/** `cargo +nightly …` */
const dropToolchain = (words: readonly Word[]): readonly Word[] =>
  words.filter(({ text }, index) => index !== 1 || !text.startsWith('+'));

/** Reads one simple command. What installs nothing gives nothing. */
export const readCommand = (reader: CommandReader, command: readonly Word[]): void => readInner(reader, command, 0);
