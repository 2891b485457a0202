/** Carries `gate check` out. */

import { readFileSync } from 'node:fs';
import { GateError } from '../model/failure.ts';
import type { DataAge } from '../model/scan-result.ts';
import type { Severity } from '../model/severity.ts';
import { SEVERITIES } from '../model/severity.ts';
import { neutralise } from '../reporters/terminal.ts';
import type { CheckedPackage, PackageSpec } from '../run/check-packages.ts';
import { createPackageJudge, readSpec } from '../run/check-packages.ts';
import { judgeAge } from '../run/data-age.ts';
import type { Io } from './io.ts';
import { readConfig } from './read-config.ts';
import { writeJson, writeLines } from './rules-output.ts';

export type CheckOptions = {
  readonly stdin?: true;
  readonly failOn?: Severity;
  readonly db?: string;
  readonly maxDataAge?: number;
  readonly config?: boolean | string;
  readonly format: 'text' | 'json';
};

const LONGEST_SPEC = 100;

function readLines(io: Io): string[] {
  return readFileSync(io.stdin, 'utf8')
    .split('\n')
    .map(line => line.trim())
    .filter(line => line !== '' && !line.startsWith('#'));
}

/** Every spec is read before any is judged: a wrong one is wrong usage. */
function readAll(specs: readonly string[]): [string, PackageSpec][] {
  return specs.map(spec => {
    const read = readSpec(spec);
    if (read !== null) return [spec, read];
    throw new GateError(
      `"${neutralise(spec.slice(0, LONGEST_SPEC))}" names no package`,
      'Write ecosystem:name, ecosystem:name@version or a purl, such as npm:left-pad@1.3.0.',
    );
  });
}

function render({ spec, verdict, findings }: CheckedPackage): string[] {
  const told = findings.map(({ ruleId, severity, message, replacement }) => {
    const instead = replacement === undefined ? '' : `; write ${replacement} instead`;
    return `  ${severity}[${ruleId}]: ${message}${instead}`;
  });
  const unknown = verdict === 'unknown' ? ['  nothing is known of it here: that it is harmless is not said'] : [];
  return [`${spec}: ${verdict}`, ...told, ...unknown].map(neutralise);
}

const ageLine = ({ facts, advisories }: DataAge): string =>
  advisories === null
    ? `judged by facts of ${facts}; there is no local database (gate db update).`
    : `judged by facts of ${facts} and advisories of ${advisories}.`;

/** Exit code 1 for findings at or above the threshold. Throws GateError for a spec that names no package. */
export async function runCheck(specs: readonly string[], options: CheckOptions, io: Io): Promise<number> {
  const wanted = readAll(options.stdin ? [...specs, ...readLines(io)] : specs);
  if (wanted.length === 0)
    throw new GateError('no package is named', 'Name one, or pipe specs into gate check --stdin.');
  const config = await readConfig(options, io.cwd, io);
  const { judge, describe } = createPackageJudge(io.dataDir, config);
  const packages = wanted.map(([spec, read]) => judge(spec, read));
  const data = describe(packages.map(({ ecosystem }) => ecosystem));
  const old = judgeAge(data, config.maxDataAge, new Date().toISOString().slice(0, 10));
  for (const { message } of old) io.writeError(`gate: ${message}\n`);
  if (options.format === 'json') {
    writeJson(io, {
      data,
      packages: packages.map(({ spec, ecosystem, name, version, purl, verdict, findings }) => ({
        ...{ spec, ecosystem, name, version, purl, verdict, findings },
      })),
    });
  } else {
    writeLines(io, packages.flatMap(render));
  }
  if (options.format === 'text') io.writeError(`gate: ${ageLine(data)}\n`);
  const least = SEVERITIES.indexOf(options.failOn ?? config.failOn);
  const fails = packages.some(({ findings }) =>
    findings.some(({ severity, doubtful }) => doubtful !== true && SEVERITIES.indexOf(severity) >= least),
  );
  if (old.length > 0) return 2;
  return fails ? 1 : 0;
}
