/**
 * The golden SARIF files before the validator of SARIF's makers, the rules of GitHub's code scanning included. Not part of
 * `npm test`: it fetches the validator, some 100 MB unpacked, once, into the temporary folder.
 */

import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import { createRequire } from 'node:module';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const VALIDATOR = '@microsoft/sarif-multitool';
const VERSION = '5.7.0';
const CACHE = path.join(os.tmpdir(), `gate-e2e-sarif-multitool-${VERSION}`);
const GOLDEN = path.join(import.meta.dirname, '..', '..', 'golden');

/** Warnings that we live with, and why. */
const ALLOWED: Readonly<Record<string, string>> = {
  SARIF2005: 'gate has no home page yet, so no informationUri',
};

type Remark = { readonly ruleId: string; readonly level: string; readonly place: string };
type Report = {
  readonly runs: readonly {
    readonly results?: readonly {
      readonly ruleId?: string;
      readonly level?: string;
      readonly locations?: readonly {
        readonly physicalLocation?: { readonly region?: { readonly startLine?: number } };
      }[];
    }[];
    readonly invocations?: readonly { readonly executionSuccessful: boolean }[];
  }[];
};

function install(): void {
  if (fs.existsSync(path.join(CACHE, 'node_modules', VALIDATOR))) return;
  fs.mkdirSync(CACHE, { recursive: true });
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
  const options = { encoding: 'utf8', shell: process.platform === 'win32' } as const;
  const done = spawnSync(npm, ['install', '--ignore-scripts', '--prefix', CACHE, `${VALIDATOR}@${VERSION}`], options);
  if (done.status !== 0) throw new Error(`The validator could not be installed: ${done.stderr}`);
}

/** The program inside the package; npm leaves it unfit to run when it runs no install scripts. */
function locateValidator(): string {
  const program: unknown = createRequire(path.join(CACHE, 'package.json'))(VALIDATOR);
  if (typeof program !== 'string') throw new Error('The package of the validator no longer names its program.');
  const file = program.replaceAll('"', '');
  if (process.platform !== 'win32') fs.chmodSync(file, 0o755);
  return file;
}

/** Errors and warnings. The validator's notes are advice that does not fit (numbered rule ids, snippets), or need a network. */
function validate(program: string, file: string, folder: string): readonly Remark[] {
  const output = path.join(folder, 'validation.sarif');
  const kinds = ['--rule-kind', 'Sarif;Ghas', '--level', 'Error;Warning'];
  fs.rmSync(output, { force: true });
  const done = spawnSync(program, ['validate', file, ...kinds, '--output', output, '--log', 'ForceOverwrite'], {
    encoding: 'utf8',
  });
  if (!fs.existsSync(output)) throw new Error(`The validator wrote nothing: ${done.stdout}${done.stderr}`);
  const report: Report = JSON.parse(fs.readFileSync(output, 'utf8').replace(/^\ufeff/, ''));
  expect(report.runs.every(run => run.invocations?.every(invocation => invocation.executionSuccessful) ?? false)).toBe(
    true,
  );
  return report.runs.flatMap(run =>
    (run.results ?? []).map(({ ruleId = '', level = 'warning', locations = [] }) => ({
      ruleId,
      level,
      place: `line ${locations[0]?.physicalLocation?.region?.startLine ?? 0}`,
    })),
  );
}

const isAllowed = ({ ruleId, level }: Remark): boolean => level === 'warning' && Object.hasOwn(ALLOWED, ruleId);

describe('the SARIF validator', () => {
  let program = '';
  let folder = '';
  beforeAll(() => {
    install();
    program = locateValidator();
    folder = fs.mkdtempSync(path.join(os.tmpdir(), 'gate-e2e-sarif-'));
  });
  afterAll(() => fs.rmSync(folder, { recursive: true, force: true }));

  const files = fs.readdirSync(GOLDEN).filter(name => name.endsWith('.sarif'));

  it('has files to judge', () => {
    expect(files.length).toBeGreaterThan(5);
  });

  it.each(files)('accepts %s', name => {
    const remarks = validate(program, path.join(GOLDEN, name), folder);
    expect(remarks.filter(remark => !isAllowed(remark))).toEqual([]);
  });

  it('applies the rules of code scanning, and errors reach us', () => {
    const log: { runs: { results: { locations?: unknown; message?: unknown }[] }[] } = JSON.parse(
      fs.readFileSync(path.join(GOLDEN, 'one.sarif'), 'utf8'),
    );
    for (const result of log.runs[0]?.results ?? []) delete result.locations;
    const broken = path.join(folder, 'broken.sarif');
    fs.writeFileSync(broken, JSON.stringify(log));
    const errors = validate(program, broken, folder).filter(({ level }) => level === 'error');
    expect(errors.map(({ ruleId }) => ruleId).filter(id => id.startsWith('GH'))).not.toEqual([]);
  });
});
