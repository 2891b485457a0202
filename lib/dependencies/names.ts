/** How ecosystems compare names: the one place where a name becomes canonical, on the side of the file and of the data alike. */

import type { Ecosystem } from '../model/package.ts';

const lower = (name: string): string => name.toLowerCase();

/** PEP 503. */
const normalisePython = (name: string): string => name.toLowerCase().replace(/[-_.]+/g, '-');

/** `owner/repo/path/to/action` is of `owner/repo`. */
const normaliseAction = (name: string): string => name.toLowerCase().split('/').slice(0, 2).join('/');

const normaliseSwift = (name: string): string =>
  name
    .toLowerCase()
    .replace(/^(?:https?|ssh|git):\/\/(?:[^@/]*@)?|^git@/, '')
    .replace(/^([^/:]+):/, '$1/')
    .replace(/(?:\.git)?\/*$/, '');

/** Names of all other ecosystems are compared to the letter. npm's too: capitals in old names tell packages apart. */
const RULES: Partial<Record<Ecosystem, (name: string) => string>> = {
  PyPI: normalisePython,
  conda: lower,
  'crates.io': name => name.toLowerCase().replaceAll('_', '-'),
  Packagist: lower,
  NuGet: lower,
  'GitHub Actions': normaliseAction,
  SwiftURL: normaliseSwift,
};

/** The form of a name by which it is looked up and compared. */
export const canonicalName = (ecosystem: Ecosystem, name: string): string => RULES[ecosystem]?.(name) ?? name;
