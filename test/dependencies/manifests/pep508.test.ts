import { describe, expect, test } from 'vitest';
import { parseRequirement } from '../../../lib/dependencies/manifests/pep508.ts';

describe('parseRequirement', () => {
  test.each([
    ['name', 'name', null, null],
    ['  A.B-c_1 ', 'A.B-c_1', null, null],
    ['name<1', 'name', '<1', null],
    ['name>=1,<2,!=1.5', 'name', '>=1,<2,!=1.5', null],
    ['name >= 1 , < 2', 'name', '>= 1 , < 2', null],
    ['name (~=1.4.2)', 'name', '~=1.4.2', null],
    ['name[a, b-c] == 1.0 ; os_name == "nt"', 'name', '== 1.0', '1.0'],
    ['name==1.*', 'name', '==1.*', null],
    ['name===1.0-anything', 'name', '===1.0-anything', '1.0-anything'],
    ['name==1!2.0.post1+local.7', 'name', '==1!2.0.post1+local.7', '1!2.0.post1+local.7'],
    ['name;python_version<"3"', 'name', null, null],
    ['name[]', 'name', null, null],
  ])('reads %s', (text, name, range, version) => {
    expect(parseRequirement(text)).toEqual({ name, nameAt: text.indexOf(name), range, version, url: null });
  });

  test.each([
    ['name @ https://files.example.com/a.zip', 'https://files.example.com/a.zip'],
    ['name[x]@https://files.example.com/a;b.zip ; os_name == "nt"', 'https://files.example.com/a;b.zip'],
  ])('reads the address in %s', (text, url) => {
    expect(parseRequirement(text)).toMatchObject({ name: 'name', url, range: null });
  });

  test.each([
    '',
    '-name',
    'name-',
    'name=',
    'name=1',
    'name>',
    'name==',
    'name>==1',
    'name 1.0',
    'name @',
    'name @ https://files.example.com/a b',
    'two words',
    'name (>=1',
    'name[a',
    '==1.0',
  ])('%s is none', text => {
    expect(parseRequirement(text)).toBeNull();
  });
});
