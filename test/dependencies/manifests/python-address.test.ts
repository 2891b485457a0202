import { describe, expect, test } from 'vitest';
import { isAddress, readAddress, readArchiveName } from '../../../lib/dependencies/manifests/python-address.ts';

describe('readArchiveName', () => {
  test.each([
    ['my_package-1.0-py3-none-any.whl', 'my_package', '1.0'],
    ['my_package-1.0-1-cp311-abi3-linux_x86_64.whl', 'my_package', '1.0'],
    ['my-package-1.0.tar.gz', 'my-package', '1.0'],
    ['my-package-v2.zip', 'my-package', 'v2'],
    ['main.zip', 'main', null],
    ['my-package.zip', 'my-package', null],
    ['-1.0.zip', '-1.0', null],
  ])('%s', (file, name, version) => {
    expect(readArchiveName(file)).toEqual({ name, version });
  });
});

describe('isAddress', () => {
  test.each([
    '.',
    '..',
    './a',
    '../a',
    '.[extra]',
    '/a',
    '~/a',
    'a/b',
    'C:\\a',
    'a.whl',
    'a-1.0.tar.gz',
    'https://files.example.com/a',
    'git+ssh://git@git.example.com/a',
    'git+git@git.example.com:a/b.git',
    'file:a',
  ])('%s is one', text => {
    expect(isAddress(text)).toBe(true);
  });

  test.each([
    '',
    'name',
    'name==1.0',
    'name>=1.zip',
    'a@https://files.example.com/a.zip',
    'zope.interface',
    'name[a/b]',
  ])('%s is none', text => {
    expect(isAddress(text)).toBe(false);
  });
});

describe('readAddress', () => {
  test.each([
    ['git+https://git.example.com/g/r.git', 'r', null, 'git+https://git.example.com/g/r.git'],
    ['git+https://git.example.com/g/r@a/b#subdirectory=x&egg=n', 'n', 'a/b', 'git+https://git.example.com/g/r#a/b'],
    ['git+ssh://git@git.example.com/g/r.git', 'r', null, 'git+ssh://git@git.example.com/g/r.git'],
    ['git+git@git.example.com:g/r.git@v1', 'r', 'v1', 'git+git@git.example.com:g/r.git#v1'],
    ['git+https://git.example.com/g/r.git@', 'r', null, 'git+https://git.example.com/g/r.git'],
    ['git+https://git.example.com', 'git.example.com', null, 'git+https://git.example.com'],
  ])('%s is a repository', (text, name, range, resolved) => {
    expect(readAddress(text)).toEqual({ name, version: null, range, source: 'git', resolved, integrity: [] });
  });

  test.each([
    ['https://files.example.com/a-1.0.zip?x=1#md5=00', 'a', '1.0', 'url', ['md5:00']],
    ['https://files.example.com/', 'files.example.com', null, 'url', []],
    ['file:///srv/a', 'a', null, 'file', []],
    ['./lib[x,y]', 'lib', null, 'file', []],
    ['/', '/', null, 'file', []],
  ])('%s is an archive or a folder', (text, name, version, source, integrity) => {
    expect(readAddress(text)).toMatchObject({ name, version, source, integrity });
  });
});
