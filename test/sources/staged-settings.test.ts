/** Nothing that a user sets changes which lines are scanned. */

import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { stagedSource } from '../../lib/sources/staged.ts';
import { collect, makeCommitted, makeFolder, numbered, type Repository, summarize } from './repository.ts';

const scanned = (repository: Repository): string[] =>
  summarize(collect(stagedSource({ cwd: repository.dir, maxFileSize: 1_000_000, findVerdict: null })).chunks);

const three = numbered(3);

afterEach(() => {
  vi.unstubAllEnvs();
});

describe('settings of the user', () => {
  const settings: readonly (readonly [name: string, value: string])[] = [
    ['diff.noprefix', 'true'],
    ['diff.mnemonicPrefix', 'true'],
    ['diff.external', 'false'],
    ['diff.renames', 'copies'],
    ['diff.renames', 'false'],
    ['diff.interHunkContext', '10'],
    ['diff.context', '10'],
    ['diff.algorithm', 'histogram'],
    ['diff.colorMoved', 'zebra'],
    ['diff.submodule', 'log'],
    ['diff.suppressBlankEmpty', 'true'],
    ['diff.orderFile', 'missing-file'],
    ['diff.wsErrorHighlight', 'all'],
    ['color.ui', 'always'],
    ['color.diff', 'always'],
    ['core.quotePath', 'true'],
    ['core.pager', 'false'],
  ];

  it.each(settings)('do not matter: %s = %s', (name, value) => {
    const repository = makeCommitted({ a: numbered(30), 'ü b': three });
    repository.git('config', name, value);
    repository.git('mv', 'a', 'c');
    repository.write('c', numbered(30).replace('line 4\n', 'x\n').replace('line 7\n', 'y\n'));
    repository.write('ü b', `${three}more\n`);
    repository.git('add', '-A');
    expect(scanned(repository)).toEqual(['c: 4-4 7-7', 'ü b: 4-4']);
  });

  it('do not matter in the environment', () => {
    const repository = makeCommitted({ a: numbered(30) });
    repository.write('a', `${numbered(30)}more\n`);
    repository.git('add', 'a');
    vi.stubEnv('GIT_DIFF_OPTS', '-u5');
    vi.stubEnv('GIT_EXTERNAL_DIFF', 'false');
    vi.stubEnv('GIT_LITERAL_PATHSPECS', '1');
    expect(scanned(repository)).toEqual(['a: 31-31']);
  });

  const attributes: readonly (readonly [name: string, text: string])[] = [
    ['-diff', '* -diff\n'],
    ['binary', '* binary\n'],
    ['a driver', '* diff=own\n'],
  ];

  it.each(attributes)('do not matter as attributes: %s', (_, text) => {
    const repository = makeCommitted({ a: three, '.gitattributes': text });
    repository.git('config', 'diff.own.command', 'false');
    repository.git('config', 'diff.own.textconv', 'false');
    repository.git('config', 'diff.own.binary', 'true');
    repository.write('a', `${three}more\n`);
    repository.write('b', three);
    repository.git('add', 'a', 'b');
    expect(scanned(repository)).toEqual(['a: 4-4', 'b: *']);
  });

  it('do not matter as an attributes file', () => {
    const repository = makeCommitted({ a: three });
    const file = join(makeFolder(), 'attributes');
    writeFileSync(file, '* -diff\n');
    repository.git('config', 'core.attributesFile', file);
    repository.write('a', `${three}more\n`);
    repository.git('add', 'a');
    expect(scanned(repository)).toEqual(['a: 4-4']);
  });
});
