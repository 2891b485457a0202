/** The registry of version orders, by ecosystem. In those without one, a version is the same as another when it is written alike. */

import type { Ecosystem } from '../../model/package.ts';
import { goOrder } from './go.ts';
import { hexOrder } from './hex.ts';
import { mavenOrder } from './maven.ts';
import { nugetOrder } from './nuget.ts';
import type { VersionOrder } from './order.ts';
import { packagistOrder } from './packagist.ts';
import { pythonOrder } from './pep440.ts';
import { pubOrder } from './pub.ts';
import { rubyOrder } from './rubygems.ts';
import { cargoOrder, npmOrder } from './semver.ts';

const ORDERS: Partial<Record<Ecosystem, VersionOrder>> = {
  npm: npmOrder,
  JSR: npmOrder,
  'crates.io': cargoOrder,
  PyPI: pythonOrder,
  Go: goOrder,
  RubyGems: rubyOrder,
  CocoaPods: rubyOrder,
  Maven: mavenOrder,
  NuGet: nugetOrder,
  Packagist: packagistOrder,
  Pub: pubOrder,
  Hex: hexOrder,
  SwiftURL: hexOrder,
};

const BY_LETTER: VersionOrder = {
  compare: (a, b) => (a === b ? 0 : null),
  satisfies: (version, range) => (range === version ? true : null),
  exact: () => null,
};

export const versionOrder = (ecosystem: Ecosystem): VersionOrder => ORDERS[ecosystem] ?? BY_LETTER;

/** Three numbers: all but a few versions, which are the same only when written alike. */
const PLAIN = /^\d+\.\d+\.\d+$/;

/** Whether two texts name the same version. */
export const isSameVersion = (ecosystem: Ecosystem, a: string, b: string): boolean =>
  a === b || (!(PLAIN.test(a) && PLAIN.test(b)) && versionOrder(ecosystem).compare(a, b) === 0);
