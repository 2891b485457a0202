/**
 * `npm run quiet -- DIR…`: scans source trees that are known to hold (almost) no secret and compares the findings with those
 * recorded in test/quiet/known.jsonl: prints what is new, what is gone, and how many false findings there are a megabyte.
 * `--record` adds new findings as `unjudged` and removes those that are gone; `--gitleaks PATH` counts that program's
 * too, and `--program PATH` is another build of gate.
 */

import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const knownFile = join(root, 'test/quiet/known.jsonl');
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { record: { type: 'boolean', default: false }, gitleaks: { type: 'string' }, program: { type: 'string' } },
});

const byKey = (a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0);
const keyOf = ({ path, rule, fingerprint }) => `${path}\0${rule}\0${fingerprint}`;
const work = mkdtempSync(join(tmpdir(), 'gate-quiet-'));

/** Findings of one tree, under paths that begin with the tree's own name, so that fingerprints do not tell where it lies. */
function scan(tree) {
  const output = join(work, 'report.json');
  const options = ['--no-config', '--no-gitignore', '--no-inline', '--no-dependencies', '--exit-zero', '--no-progress'];
  const run = spawnSync(
    process.execPath,
    [
      values.program ?? join(root, 'bin/gate.js'),
      'scan',
      ...options,
      '--format',
      'json',
      '--output',
      output,
      basename(tree),
    ],
    { cwd: dirname(tree), stdio: ['ignore', 'ignore', 'pipe'], encoding: 'utf8' },
  );
  if (run.status !== 0) throw new Error(run.stderr);
  const { findings, stats } = JSON.parse(readFileSync(output, 'utf8'));
  return {
    bytes: stats.bytes,
    seconds: stats.seconds,
    findings: findings.map(({ fingerprint, ruleId, path, startLine }) => ({
      fingerprint,
      rule: ruleId,
      path,
      line: startLine,
    })),
  };
}

function countGitleaks(program, tree) {
  const output = join(work, 'gitleaks.json');
  spawnSync(program, ['dir', '--no-banner', '--exit-code', '0', '-f', 'json', '-r', output, basename(tree)], {
    cwd: dirname(tree),
    stdio: 'ignore',
  });
  return JSON.parse(readFileSync(output, 'utf8')).length;
}

function readKnown() {
  const lines = readFileSync(knownFile, 'utf8').split('\n');
  return new Map(lines.filter(line => line !== '').map(line => [keyOf(JSON.parse(line)), JSON.parse(line)]));
}

try {
  const known = readKnown();
  const totals = { bytes: 0, findings: 0, false: 0, unjudged: 0 };
  for (const tree of positionals.map(name => resolve(name))) {
    const { findings, bytes, seconds } = scan(tree);
    const present = new Map(findings.map(finding => [keyOf(finding), finding]));
    const fresh = [...present].filter(([key]) => !known.has(key));
    const gone = [...known].filter(([key, { path }]) => path.startsWith(`${basename(tree)}/`) && !present.has(key));
    const count = verdict => [...present.keys()].filter(key => known.get(key)?.verdict === verdict).length;
    const wrong = count('false');
    const unjudged = fresh.length + count('unjudged');
    totals.bytes += bytes;
    totals.findings += present.size;
    totals.false += wrong;
    totals.unjudged += unjudged;
    const others = values.gitleaks === undefined ? '' : `, gitleaks ${countGitleaks(values.gitleaks, tree)}`;
    console.log(
      `${basename(tree)}: ${(bytes / 1e6).toFixed(1)} MB in ${seconds.toFixed(1)} s, ${present.size} findings, ` +
        `${wrong} false, ${unjudged} unjudged${others}`,
    );
    for (const [, { path, line, rule }] of fresh) console.log(`  new   ${path}:${line} ${rule}`);
    for (const [, { path, rule, verdict }] of gone) console.log(`  gone  ${path} ${rule} (${verdict})`);
    if (!values.record) continue;
    for (const [key] of gone) known.delete(key);
    for (const [key, { fingerprint, rule, path }] of fresh) {
      known.set(key, { fingerprint, rule, path, verdict: 'unjudged', reason: '' });
    }
  }
  const perMegabyte = ((totals.false / Math.max(1, totals.bytes)) * 1e6).toFixed(3);
  console.log(
    `all: ${(totals.bytes / 1e6).toFixed(1)} MB, ${totals.findings} findings, ${totals.unjudged} unjudged, ` +
      `${totals.false} false: ${perMegabyte} a megabyte`,
  );
  if (values.record) {
    const entries = [...known].map(([key, entry]) => ({ key, entry })).sort(byKey);
    writeFileSync(knownFile, entries.map(({ entry }) => `${JSON.stringify(entry)}\n`).join(''));
  }
} finally {
  rmSync(work, { recursive: true, force: true });
}
