/** Workflow commands: escapes, and that no text from outside can make a command of its own. */

import { describe, expect, it } from 'vitest';
import { renderGithub } from '../../lib/reporters/github.ts';
import type { RenderOptions } from '../../lib/reporters/reporter.ts';
import { CASES, makeFinding, makeResult } from './cases.ts';

const PLAIN: RenderOptions = { color: false, quiet: false, verbose: false, failOn: 'low' };

const linesOf = (text: string): string[] => text.trimEnd().split('\n');

describe('renderGithub', () => {
  it.each([
    ['critical', 'error'],
    ['high', 'error'],
    ['medium', 'warning'],
    ['low', 'notice'],
  ] as const)('tells of a %s finding by %s', (severity, command) => {
    expect(renderGithub(makeResult({ findings: [makeFinding({ severity })] }), PLAIN)).toMatch(
      new RegExp(`^::${command} file=`),
    );
  });

  it('escapes properties and data, each in its way', () => {
    const finding = makeFinding({ message: '50%, a: b\r\nc', location: { path: 'a,b:c%\r\n.txt' } });
    const [line] = linesOf(renderGithub(makeResult({ findings: [finding] }), PLAIN));
    expect(line).toMatch(
      /^::error file=a%2Cb%3Ac%25%0D%0A\.txt,line=12,endLine=12,col=12,endColumn=52,title=gate%3A [a-z-]+::50%25, a: b%0D%0Ac /,
    );
  });

  it('gives no columns where a finding spans lines', () => {
    const finding = makeFinding({ location: { endLine: 14 } });
    expect(renderGithub(makeResult({ findings: [finding] }), PLAIN)).toMatch(
      /^::error file=[^,]+,line=12,endLine=14,title=/,
    );
  });

  it('writes one command a line and the summary last, whatever the text', () => {
    for (const result of Object.values(CASES)) {
      const lines = linesOf(renderGithub(result, PLAIN));
      expect(lines.slice(0, -1).every(line => /^::(error|warning|notice) [^:]*::/.test(line))).toBe(true);
      expect(lines.at(-1)).not.toMatch(/^::/);
    }
  });

  it('puts graver findings first, whatever their files, because only ten of a kind are shown', () => {
    const lines = linesOf(renderGithub(CASES['many'] ?? makeResult(), PLAIN));
    expect(lines.map(line => /^::(\w+)/.exec(line)?.[1])).toEqual([
      'error',
      'error',
      'error',
      'warning',
      'notice',
      undefined,
    ]);
  });
});
