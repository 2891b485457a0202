/** Judges packages that somebody names, without a manifest: `gate check`. */

import { isListed } from '../dependencies/advisories/is-listed.ts';
import type { Trouble } from '../dependencies/checks/check.ts';
import { canonicalName } from '../dependencies/names.ts';
import { parsePurl, toPurl } from '../dependencies/purl.ts';
import type { Config } from '../model/config.ts';
import type { Manifest } from '../model/manifest.ts';
import type { Ecosystem, Package } from '../model/package.ts';
import { ECOSYSTEMS } from '../model/package.ts';
import type { RuleDoc } from '../model/rule.ts';
import type { DataAge } from '../model/scan-result.ts';
import type { Severity } from '../model/severity.ts';
import { describeData } from './data-age.ts';
import { loadChecks } from './load-checks.ts';

/** Gravest first. */
export const VERDICTS = [
  'malicious',
  'hallucinated',
  'confused',
  'lookalike',
  'vulnerable',
  'outdated',
  'deprecated',
  'unknown',
  'ok',
] as const;
export type Verdict = (typeof VERDICTS)[number];

export type CheckedPackage = {
  readonly spec: string;
  readonly ecosystem: Ecosystem;
  readonly name: string;
  readonly version: string | null;
  readonly purl: string;
  readonly verdict: Verdict;
  readonly findings: readonly {
    readonly ruleId: string;
    readonly severity: Severity;
    readonly message: string;
    readonly replacement?: string;
    /** Told, but no reason to refuse it. */
    readonly doubtful?: true;
  }[];
};

/** What people and tools call ecosystems, beside OSV's names. */
const CALLED: Readonly<Record<string, Ecosystem>> = {
  pip: 'PyPI',
  python: 'PyPI',
  node: 'npm',
  golang: 'Go',
  cargo: 'crates.io',
  crates: 'crates.io',
  rust: 'crates.io',
  gem: 'RubyGems',
  ruby: 'RubyGems',
  composer: 'Packagist',
  php: 'Packagist',
  actions: 'GitHub Actions',
  githubactions: 'GitHub Actions',
  swift: 'SwiftURL',
  conan: 'ConanCenter',
};

export type PackageSpec = { readonly ecosystem: Ecosystem; readonly name: string; readonly version: string | null };

const findEcosystem = (word: string): Ecosystem | null =>
  ECOSYSTEMS.find(name => name.toLowerCase() === word.toLowerCase()) ?? CALLED[word.toLowerCase()] ?? null;

/** `name@version`, where the first sign of a name may be the @ of a scope; Python's `name==version` too. */
function splitVersion(text: string): { name: string; version: string | null } {
  const pinned = text.indexOf('==');
  if (pinned > 0) return { name: text.slice(0, pinned), version: text.slice(pinned).replace(/^={2,3}/, '') };
  const at = text.indexOf('@', 1);
  return at === -1 ? { name: text, version: null } : { name: text.slice(0, at), version: text.slice(at + 1) || null };
}

/** Reads `npm:left-pad@1.3.0`, `pypi:dotenv` or a purl; null for anything else. */
export function readSpec(spec: string): PackageSpec | null {
  if (spec.startsWith('pkg:')) return parsePurl(spec);
  const colon = spec.indexOf(':');
  const ecosystem = colon === -1 ? null : findEcosystem(spec.slice(0, colon));
  const { name, version } = splitVersion(spec.slice(colon + 1).trim());
  return ecosystem === null || !/^[@\w]\S{0,300}$/.test(name) ? null : { ecosystem, name, version };
}

function asManifest({ ecosystem, name, version }: PackageSpec): Manifest {
  const wanted: Package = {
    ecosystem,
    name,
    version,
    range: null,
    source: 'registry',
    resolved: null,
    integrity: [],
    group: 'main',
    direct: true,
    at: { start: 0, end: 0 },
  };
  return { path: '', format: 'spec', ecosystem, role: 'manifest', packages: [wanted], references: [], faults: [] };
}

/** The verdict that a rule stands for; rules about files, not packages, stand for none. */
const verdictOf = (ruleId: string): Verdict | null => VERDICTS.find(verdict => ruleId === `${verdict}-package`) ?? null;

export type PackageJudge = {
  readonly judge: (spec: string, read: PackageSpec) => CheckedPackage;
  /** How old the data is by which packages of these ecosystems are judged. */
  readonly describe: (ecosystems: readonly Ecosystem[]) => DataAge;
};

/** Creates the judge of specs; `dataDir` holds the compiled facts. Throws GateError when those cannot be read. */
export function createPackageJudge(dataDir: string, config: Config): PackageJudge {
  const { checks, data, database, rules } = loadChecks(dataDir, config);
  const documents = new Map<string, RuleDoc>(rules.map(rule => [rule.id, rule]));
  const severityOf = ({ ruleId, severity }: Trouble): Severity =>
    severity ?? documents.get(ruleId)?.severity ?? 'medium';
  const isKnown = ({ ecosystem, name }: PackageSpec): boolean => {
    const canonical = canonicalName(ecosystem, name);
    if (data.rank(ecosystem, canonical) !== null || data.facts(ecosystem, canonical).length > 0) return true;
    if (database === null) return false;
    return database.isKnown(ecosystem, canonical) === true || isListed(database, ecosystem, canonical);
  };
  const judge: PackageJudge['judge'] = (spec, read) => {
    const manifest = asManifest(read);
    const troubles = checks
      .flatMap(check => check.inspect(manifest))
      .filter(({ ruleId }) => verdictOf(ruleId) !== null);
    const found = troubles.map(({ ruleId }) => verdictOf(ruleId));
    return {
      spec,
      ...read,
      purl: toPurl(read.ecosystem, read.name, read.version),
      verdict: VERDICTS.find(verdict => found.includes(verdict)) ?? (isKnown(read) ? 'ok' : 'unknown'),
      findings: troubles.map(trouble => ({
        ruleId: trouble.ruleId,
        severity: severityOf(trouble),
        message: trouble.message,
        ...(trouble.replacement === undefined ? {} : { replacement: trouble.replacement }),
        ...(trouble.isWarning === undefined ? {} : { doubtful: trouble.isWarning }),
      })),
    };
  };
  return { judge, describe: ecosystems => describeData(data.date, database, new Set(ecosystems)) };
}
