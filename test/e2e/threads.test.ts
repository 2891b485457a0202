/** A tree that is long enough for threads gives the same report, byte for byte, whatever their number. */

import { expect, test } from 'vitest';
import { sample } from '../rules.ts';
import { gate, makeFolder, write } from './gate.ts';

function makeTree(): string {
  const folder = makeFolder();
  const files: Record<string, string | Buffer> = {};
  for (let at = 0; at < 4000; at++) {
    const secret = at % 100 === 0 ? `token = "${sample('ghp_{alnum:36}', at)}"\n` : '';
    const allowed = at % 700 === 0 ? `key = "${sample('sk_live_{alnum:24}', at)}" # gate:allow -- sample\n` : '';
    files[`folder-${at % 37}/file-${at}.txt`] = `line of text ${at}\n${secret}${allowed}`;
  }
  files['folder-1/image.bin'] = Buffer.alloc(50);
  files['folder-9/ignored.log'] = 'x';
  files['.gitignore'] = '*.log\n';
  write(folder, files);
  return folder;
}

const folder = makeTree();
const report = (...args: readonly string[]): string => {
  const { stats, ...rest } = JSON.parse(gate(['scan', '.', '--format', 'json', ...args], { cwd: folder }).stdout);
  return JSON.stringify({ ...rest, stats: { ...stats, seconds: 0 } });
};

test('the same report for any number of threads', () => {
  const alone = report('--jobs', '1');
  expect(JSON.parse(alone).findings).toHaveLength(40);
  expect(JSON.parse(alone).suppressed).toHaveLength(6);
  expect(JSON.parse(alone).stats).toMatchObject({ files: 4001, skipped: { binary: 1, ignored: 1 } });
  for (const jobs of ['2', '3', '7']) expect(report('--jobs', jobs)).toBe(alone);
});

test('rules of a user hold in every thread', () => {
  write(folder, { 'rules.yaml': '- Mine:\n    - Line: "line of text [0-9]{1,2}\\\\b"\n' });
  const found = (jobs: string): number =>
    JSON.parse(report('--jobs', jobs, '--signatures', 'rules.yaml')).findings.length;
  expect(found('1')).toBe(140);
  expect(found('3')).toBe(140);
});

test.each(['0', '-1', 'many', '1.5'])('--jobs %s is wrong usage', jobs => {
  expect(gate(['scan', '.', '--jobs', jobs], { cwd: folder }).status).toBe(2);
});
