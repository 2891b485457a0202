/**
 * Imports that no manifest of the project declares: a made-up name gets into code before it gets into a manifest. Where a name may
 * stand for anything of the project's own (a folder, a file, an alias, a member) nothing is said, nor where it may be missing; by
 * itself it is a hint only, until a fact says more.
 */

import type { Manifest } from '../../model/manifest.ts';
import type { Ecosystem, Package } from '../../model/package.ts';
import type { PackageData, PackageFact } from '../../model/package-fact.ts';
import type { RuleDoc } from '../../model/rule.ts';
import { canonicalName } from '../names.ts';
import type { Trouble } from './check.ts';
import { noteOf, remedyOf, replacementOf, sourceOf } from './facts.ts';

export const UNDECLARED_IMPORT: RuleDoc = {
  id: 'undeclared-import',
  service: 'Packages',
  description: 'Import of a package that no manifest of the project declares',
  severity: 'low',
  confidence: 'low',
  remediation:
    'Declare the package where it is imported, under the name that it is published by, or remove the import.',
  references: ['https://packaging.python.org/en/latest/discussions/distribution-package-vs-import-package/'],
};

/** Trees of which nothing is installed by what they import. */
const ASIDE =
  /(?:^|\/)(?:fixtures?|__fixtures__|testdata|test-data|__mocks__|mocks?|examples?|samples?|demos?|templates?|vendor|third[-_]party|_vendor|dist|build|out|docs?|benchmarks?|bench|typings)\//i;

/** What tests of Python need stands in the settings of their runners, which are not read. */
const PYTHON_TESTS = /(?:^|\/)(?:t|tests?|testing)\/|(?:^|\/)(?:conftest|test_\w+|\w+_test|noxfile|setup)\.py$/;

const folderOf = (path: string): string => path.slice(0, Math.max(0, path.lastIndexOf('/')));
const isWithin = (path: string, folder: string): boolean => folder === '' || path.startsWith(`${folder}/`);

/** Names of folders and files, without extension, that code of the project may mean. */
function ownParts(manifests: readonly Manifest[]): ReadonlySet<string> {
  const parts = new Set<string>();
  for (const { path } of manifests) {
    for (const part of path.split('/')) parts.add(part.replace(/\.\w+$/, ''));
  }
  return parts;
}

/** What the manifests of an ecosystem declare, by their folders. */
type Declared = { readonly folder: string; readonly names: ReadonlySet<string> };

/** Packages of conda are mostly those of PyPI. */
const isOf = (ecosystem: Ecosystem, wanted: Ecosystem): boolean =>
  ecosystem === wanted || (wanted === 'PyPI' && ecosystem === 'conda');

function declaredBy(manifests: readonly Manifest[], ecosystem: Ecosystem): Declared[] {
  return manifests.flatMap(({ role, path, packages, projectName }) => {
    if (role === 'imports') return [];
    const own = packages.filter(found => isOf(found.ecosystem, ecosystem));
    const names = own.flatMap(({ name, alias }) => [name, ...(alias === undefined ? [] : [alias])]);
    const all = projectName === undefined ? names : [...names, projectName];
    return all.length === 0
      ? []
      : [{ folder: folderOf(path), names: new Set(all.map(name => canonicalName(ecosystem, name))) }];
  });
}

const scopeOf = (name: string): string => (name.startsWith('@') ? (name.split('/')[0] ?? '') : '');

/** `@types/x` declares the types of `x`, and a member of a project those beside it. */
function declaresNpm(name: string, declared: readonly Declared[]): boolean {
  const types = `@types/${name.startsWith('@') ? name.slice(1).replace('/', '__') : name}`;
  return declared.some(({ names }) => names.has(name) || names.has(types));
}

const compact = (name: string): string => name.toLowerCase().replace(/[-_.]/g, '');

/** Distributions are rarely called as their modules are, but mostly much like them. */
function declaresPython(module: string, declared: readonly Declared[], data: PackageData): boolean {
  const wanted = compact(module);
  const uses = data
    .facts('PyPI', canonicalName('PyPI', module))
    .flatMap(({ use }) => (use === undefined ? [] : [compact(use)]));
  return declared.some(({ names }) =>
    [...names].some(name => {
      const plain = compact(name);
      return (
        plain.includes(wanted) ||
        (plain.length > 3 && wanted.includes(plain)) ||
        uses.some(use => plain.startsWith(use))
      );
    }),
  );
}

/** What makes an undeclared name more than a hint, in words. */
const TELLING: Partial<Record<PackageFact['kind'], string>> = {
  malicious: 'and the package of that name is malicious',
  hallucinated: 'and it is a name that language models make up',
};

const tellingFact = (ecosystem: Ecosystem, name: string, data: PackageData): PackageFact | undefined =>
  data
    .facts(ecosystem, canonicalName(ecosystem, name))
    .find(({ kind, versions }) => TELLING[kind] !== undefined && versions.includes('*'));

function describe(found: Package, data: PackageData): Trouble {
  const fact = tellingFact(found.ecosystem, found.name, data);
  const message = `${found.name} is imported, and no manifest beside or above declares it`;
  if (fact === undefined) return { ruleId: UNDECLARED_IMPORT.id, message, package: found };
  return {
    ruleId: UNDECLARED_IMPORT.id,
    severity: 'medium',
    confidence: fact.confidence,
    message: `${message}, ${TELLING[fact.kind]}${noteOf(fact)}${remedyOf(fact)} ${sourceOf(fact)}`,
    ...replacementOf(fact),
    package: found,
  };
}

/** The undeclared imports of each file, each name once, where a manifest beside or above the file declares anything at all. */
export function findUndeclared(
  manifests: readonly Manifest[],
  data: PackageData,
): ReadonlyMap<Manifest, readonly Trouble[]> {
  const sources = manifests.filter(
    ({ role, path }) => role === 'imports' && !ASIDE.test(path) && !(/\.pyi?$/.test(path) && PYTHON_TESTS.test(path)),
  );
  const troubles = new Map<Manifest, readonly Trouble[]>();
  if (sources.length === 0) return troubles;
  const parts = ownParts(manifests);
  const npm = declaredBy(manifests, 'npm');
  const python = declaredBy(manifests, 'PyPI');
  const members = new Set(manifests.flatMap(({ projectName }) => projectName ?? []));
  const scopes = new Set([...members].map(scopeOf));
  const isOwn = (name: string): boolean =>
    members.has(name) || (scopeOf(name) !== '' && scopes.has(scopeOf(name))) || parts.has(name);
  for (const manifest of sources) {
    const isPython = manifest.ecosystem === 'PyPI';
    const near = isPython ? python : npm.filter(({ folder }) => isWithin(manifest.path, folder));
    if (near.length === 0) continue;
    const seen = new Set<string>();
    const found = manifest.packages.filter(({ name, group, ecosystem }) => {
      if (seen.has(name) || isOwn(name)) return false;
      if (group === 'optional' && tellingFact(ecosystem, name, data) === undefined) return false;
      seen.add(name);
      return !(isPython ? declaresPython(name, near, data) : declaresNpm(name, near));
    });
    if (found.length > 0)
      troubles.set(
        manifest,
        found.map(each => describe(each, data)),
      );
  }
  return troubles;
}
