import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadConfig } from '../../lib/config/load.ts';
import { GateError } from '../../lib/model/failure.ts';

let folder = '';

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'gate-load-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('loadConfig', () => {
  it('reads a file and finds its signatures beside it', () => {
    const file = join(folder, 'gate.yaml');
    writeFileSync(file, '\uFEFFfail-on: high\r\nsignatures:\r\n  - own/rules.yaml\r\n');
    const config = loadConfig(file);
    expect(config.failOn).toBe('high');
    expect(config.signatures).toEqual([join(folder, 'own', 'rules.yaml')]);
    expect(config.file).toBe(file);
  });

  it.each<[name: string, make: (path: string) => void, message: string]>([
    ['none.yaml', () => undefined, 'x.yaml cannot be read: there is no such file'],
    ['folder.yaml', path => mkdirSync(path), 'x.yaml cannot be read: it is a folder'],
    ['latin1.yaml', path => writeFileSync(path, Buffer.from([0x23, 0xe4, 0x0a])), 'x.yaml is not UTF-8 text'],
    [
      'utf16.yaml',
      path => writeFileSync(path, Buffer.from('\uFEFFentropy: false', 'utf16le')),
      'x.yaml is not UTF-8 text',
    ],
    ['fault.yaml', path => writeFileSync(path, '\nentropi: 1\n'), 'x.yaml:2: unknown key `entropi`'],
  ])('rejects %s', (name, make, message) => {
    const file = join(folder, name);
    make(file);
    expect(() => loadConfig(file, 'x.yaml')).toThrow(GateError);
    expect(() => loadConfig(file, 'x.yaml')).toThrow(expect.objectContaining({ message }));
  });

  it('names the file itself where no other name is given', () => {
    const file = join(folder, 'absent.yaml');
    expect(() => loadConfig(file)).toThrow(`${file} cannot be read: there is no such file`);
  });
});
