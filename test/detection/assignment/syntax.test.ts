import { expect, test } from 'vitest';
import { syntaxOf } from '../../../lib/detection/assignment/syntax.ts';

test.each([
  ['.env', 'lines'],
  ['app/.env.production', 'lines'],
  ['.env.example', 'lines'],
  ['a/b.properties', 'lines'],
  ['config.yml.dist', 'yaml'],
  ['values.yaml', 'yaml'],
  ['Dockerfile', 'shell'],
  ['docker/Dockerfile.prod', 'shell'],
  ['.bashrc', 'shell'],
  ['run.sh', 'shell'],
  ['README.md', 'text'],
  ['notes', 'text'],
  ['main.py', 'code'],
  ['a.b/config.json', 'code'],
])('%s is read as %s', (path, syntax) => {
  expect(syntaxOf(path)).toBe(syntax);
});
