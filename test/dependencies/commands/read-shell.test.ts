import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { INSTALLER, mayInstall, mayInstallByLine } from '../../../lib/dependencies/commands/installing.ts';
import { managerOf, PROGRAMS } from '../../../lib/dependencies/commands/managers/index.ts';
import { finishCommands, readShell } from '../../../lib/dependencies/commands/read-shell.ts';
import { createDraft } from '../../../lib/dependencies/manifests/draft.ts';
import type { ParsedManifest } from '../../../lib/model/manifest.ts';
import type { Ecosystem, Package } from '../../../lib/model/package.ts';
import { misplaced } from '../manifests/cases.ts';

const SHORT: Partial<Record<Ecosystem, string>> = {
  PyPI: 'pypi',
  JSR: 'jsr',
  Go: 'go',
  'crates.io': 'crates',
  RubyGems: 'gem',
  Packagist: 'composer',
  NuGet: 'nuget',
  Pub: 'pub',
  Hex: 'hex',
};

function read(text: string, prose = false): ParsedManifest {
  const draft = createDraft('npm');
  readShell({ text, draft, prose });
  return finishCommands(draft);
}

function show({ ecosystem, name, alias, version, range, source, group, direct }: Package): string {
  const asked = version ?? range;
  return [
    `${SHORT[ecosystem] ?? ecosystem}:${name}${asked === null ? '' : `@${asked}`}`,
    alias === undefined ? '' : `<${alias}`,
    source === 'registry' ? '' : `+${source}`,
    group === 'main' ? '' : `!${group}`,
    direct ? '' : '?',
  ].join('');
}

const showAll = ({ packages, references, sources = [] }: ParsedManifest): string =>
  [
    ...packages.map(show),
    ...references.map(({ kind, path }) => `-${kind === 'requirements' ? 'r' : 'c'} ${path}`),
    ...sources.map(({ kind, url }) => `${kind === 'main' ? 'idx' : 'xidx'} ${url}`),
  ].join(' ');

const LINES = readFileSync(join(import.meta.dirname, 'lines.txt'), 'utf8')
  .split('\n')
  .filter(line => line !== '' && !line.startsWith('# A ') && !line.startsWith('# instead'))
  .map(line => line.split(/ =>(?: |$)/) as [command: string, expected: string]);

test('the table has at least 200 lines', () => {
  expect(LINES.length).toBeGreaterThan(200);
});

test('every line that installs something holds the words without which it would be passed by', () => {
  const passed = LINES.filter(([text, expected]) => expected && !(mayInstall(text) && mayInstallByLine(text)));
  expect(passed).toEqual([]);
});

/** All that a key of verbs stands for. */
const spellingsOf = (key: string): string[] =>
  key
    .split(' ')
    .map(part => (part === '*' ? ['x.y'] : part.split('|')))
    .reduce((all, parts) => all.flatMap(before => parts.map(part => `${before} ${part}`.trim())), ['']);

describe('the name by which a command is not passed by', () => {
  test.each(PROGRAMS)('%s', name => {
    expect(managerOf(name)).not.toBeNull();
    for (const written of [
      `${name} add a`,
      `/opt/bin/${name}.exe add a`,
      `"${name}" add a`,
      `\\${name} add a`,
      `$(${name.toUpperCase()}) add a`,
      `\${${name.toUpperCase()}_BIN} add a`,
      `python3 -Im${name} add a`,
      `x;${name}@1.0 add a`,
    ]) {
      expect(INSTALLER.test(written), written).toBe(true);
    }
  });

  test.each(PROGRAMS)('with every verb: %s', name => {
    for (const key of Object.keys(managerOf(name)?.verbs ?? {})) {
      for (const spelling of spellingsOf(key)) {
        const lines = [
          `${name} ${spelling} a`,
          `$(${name.toUpperCase()}) ${spelling} a`,
          `${name} --x \\\r\n y \\\n\t${spelling} a`,
        ];
        for (const line of lines) expect(mayInstallByLine(`install\n${line}\n`), line).toBe(true);
      }
    }
  });

  test('a verb of another line is none', () => {
    expect(mayInstallByLine('npm is\nto install\nthings of pip\r\n')).toBe(false);
    expect(mayInstallByLine('npm is\nto install\nthings of pip \\\r\ninstall x')).toBe(true);
  });

  test.each(['a logo of 2 gophers', 'pipelines', 'mixed', 'uvula', 'is ongoing'])('not in: %s', text => {
    expect(INSTALLER.test(text)).toBe(false);
  });
});

describe('what a line installs', () => {
  test.each(LINES)('%s', (command, expected) => {
    const parsed = read(command);
    expect(showAll(parsed)).toBe(expected);
    expect(misplaced(command, parsed)).toEqual([]);
  });

  test.each(LINES)('the name is marked: %s', command => {
    for (const { at, name, source } of read(command).packages) {
      const marked = command.slice(at.start, at.end);
      if (source === 'registry' && !name.includes('create')) expect(marked.replaceAll('\\', '')).toContain(name);
    }
  });
});

describe('what goes over several lines', () => {
  test.each([
    ['pip install \\\n  a \\\r\n  b', 'pypi:a pypi:b'],
    ['# pip install a\npip install b', 'pypi:b'],
    ['cat <<EOF\npip install a\nEOF\npip install b', 'pypi:b'],
    ["bash <<'EOF'\npip install a\nEOF\npip install b", 'pypi:a pypi:b'],
    ['cat <<-EOF > x\n\tpip install a\n\tEOF\npip install b', 'pypi:b'],
    ['x=1 <<EOF\nnpm i a', 'npm:a'],
    ["bash -c '\nnpm i a\nnpm i b\n'", 'npm:a npm:b'],
    ['case $1 in\n  a) npm i a ;;\n  *) npm i b ;;\nesac', 'npm:a npm:b'],
    ['install() {\n  npm i a\n}', 'npm:a'],
    ["echo don't\nnpm i a", 'npm:a'],
    ['echo "\nnpm i a\n"', ''],
    ['npm i a &&\n  npm i b', 'npm:a npm:b'],
    ['if [[ 1 < 2 ]]; then\nnpm i a\nfi', 'npm:a'],
  ])('%j', (text, expected) => {
    expect(showAll(read(text))).toBe(expected);
  });
});

describe('prose', () => {
  test.each([
    'npm install is the command to use',
    'pip install the package',
    'npm install foo, then bar',
    'pip install fails with an error',
    'npm install -g requires root',
    'yarn add will do',
    'go get it',
    'npx is a tool',
    'npm install Foo: run it',
    'gem install it and run',
  ])('%s', text => {
    expect(showAll(read(text, true))).toBe('');
  });

  test('placeholders and paths do not make it prose', () => {
    expect(showAll(read('pip install <name> ./local real-name', true))).toBe('pypi:real-name');
  });
});

const WORDS = [
  ...[
    'npm',
    'i',
    'install',
    'pip',
    '-r',
    '-m',
    'python',
    'uv',
    'tool',
    'run',
    '--with',
    'npx',
    '-y',
    '-p',
    'a@1',
    '@s/p@^1',
  ],
  ...[
    'bash',
    '-c',
    '"',
    "'",
    '`',
    '$(',
    ')',
    '((',
    '${',
    '}',
    '<<EOF',
    'EOF',
    '\n',
    '\\\n',
    '\\',
    '|',
    '&&',
    ';',
    '#',
    '>',
    '2>&1',
  ],
  ...[
    'sudo',
    'env',
    'A=b',
    'xargs',
    'git+https://git.example.com/a/b',
    'npm:',
    'jsr:@a/b',
    'x @ y',
    '<(',
    '$((',
    '\0',
    '😀',
    '\uD800',
  ],
];

const RUNS = Number(process.env['GATE_FUZZ_RUNS'] ?? 300);

describe('any text', () => {
  const glue = fc.constantFrom(' ', ' ', ' ', '', '\n');
  const text = fc
    .array(fc.tuple(fc.oneof(fc.constantFrom(...WORDS), fc.string({ unit: 'binary', maxLength: 4 })), glue), {
      maxLength: 60,
    })
    .map(parts => parts.flat().join(''));

  test('is read without harm, and places lie on one line of it', { timeout: 60_000 + RUNS * 20 }, () => {
    const property = fc.property(text, fc.boolean(), (line, prose) => {
      expect(misplaced(line, read(line, prose))).toEqual([]);
    });
    fc.assert(property, { numRuns: RUNS });
  });

  test.each([
    'npx ',
    'sudo ',
    'A=b ',
    '$(',
    '<(',
    '"$(',
    '`',
    'uv run ',
    "bash -c '",
    '<<E\n',
    '${',
    '(',
    'bash -c "\\""\n',
  ])('is read however often it holds %j', piece => {
    const start = process.cpuUsage().user;
    read(piece.repeat(50_000));
    expect((process.cpuUsage().user - start) / 1000).toBeLessThan(3000);
  });

  test('takes time in line with its length', { timeout: 120_000 }, () => {
    const patterns = fc
      .array(fc.constantFrom(...WORDS, ' '), { minLength: 1, maxLength: 6 })
      .map(parts => parts.join(''));
    const property = fc.property(patterns, pattern => {
      const long = pattern.repeat(Math.ceil(100_000 / pattern.length));
      const start = process.cpuUsage().user;
      read(long);
      expect((process.cpuUsage().user - start) / 1000).toBeLessThan(3000);
    });
    fc.assert(property, { numRuns: Math.min(RUNS, 60) });
  });
});
