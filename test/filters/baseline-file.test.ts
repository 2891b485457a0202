import { describe, expect, it } from 'vitest';
import { parseBaseline, renderBaseline } from '../../lib/filters/baseline-file.ts';
import type { Baseline } from '../../lib/model/baseline.ts';

const HEAD = '{"gate-baseline":1,"salt":"00112233445566778899aabbccddeeff","of":"files"}';
const entry = (id: string, more = '') => `{"id":"${id.repeat(32).slice(0, 32)}","rule":"r","path":"a.js"${more}}`;
const parse = (...lines: string[]) => parseBaseline(lines.join('\n'), 'b.jsonl');

describe('parseBaseline', () => {
  it('reads what renderBaseline writes, and writes the same bytes for any order', () => {
    const baseline: Baseline = {
      salts: ['00112233445566778899aabbccddeeff'],
      scope: 'history',
      entries: ['f', '0', '7'].map((id, index) => ({
        id: id.repeat(32),
        rule: 'some-rule',
        path: 'ä "b".js',
        ...(index === 1 ? { reason: 'two\nparts', expires: '2030-12-31' } : {}),
        line: 0,
      })),
      file: 'b.jsonl',
    };
    const text = renderBaseline(baseline);
    const read = parseBaseline(text, 'b.jsonl');
    expect(read).toEqual({ ...baseline, entries: expect.any(Array) });
    expect(read.entries.map(({ id }) => id[0])).toEqual(['0', '7', 'f']);
    expect(renderBaseline({ ...read, entries: read.entries.toReversed() })).toBe(text);
    expect(text.split('\n').filter(line => line.startsWith('{'))).toHaveLength(4);
    expect(text.split('\n')[1]).toBe('"00"');
  });

  it('minds neither order nor repeated lines, and of two days takes the earlier', () => {
    const { entries } = parse(
      HEAD,
      entry('b'),
      '"00"',
      entry('a', ',"expires":"2031-01-01"'),
      '',
      entry('a', ',"expires":"2030-01-01"'),
      entry('b'),
    );
    expect(entries.map(({ id, expires }) => [id[0], expires])).toEqual([
      ['b', undefined],
      ['a', '2030-01-01'],
    ]);
  });

  it('holds the salts of two baselines that were merged', () => {
    const other = HEAD.replace('0011', 'ffff').replace('files', 'history');
    expect(parse(HEAD, other, entry('a'))).toMatchObject({
      salts: [/./, /./].map(() => expect.any(String)),
      scope: 'history',
    });
  });

  it.each<[words: RegExp, lines: string[]]>([
    [/^b\.jsonl:1: the file holds no baseline$/, ['']],
    [/^b\.jsonl:1: the first line is no head/, [entry('a')]],
    [/^b\.jsonl:2: the line is no JSON$/, [HEAD, '{"id":']],
    [/^b\.jsonl:2: a merge left a conflict here$/, [HEAD, '<<<<<<< ours', entry('a')]],
    [/^b\.jsonl:2: the line is no entry$/, [HEAD, '[1]']],
    [/^b\.jsonl:1: the baseline is of format 2$/, [HEAD.replace(':1', ':2')]],
    [/^b\.jsonl:1: `of` has to be one of files, history$/, [HEAD.replace('files', 'x')]],
    [/^b\.jsonl:1: `salt` has to be/, [HEAD.replace('0011', 'zz')]],
    [/^b\.jsonl:2: `id` has to be 32/, [HEAD, entry('z')]],
    [/^b\.jsonl:2: `path` has to be a text$/, [HEAD, entry('a').replace('"a.js"', '7')]],
    [/^b\.jsonl:2: `expires` has to be a day/, [HEAD, entry('a', ',"expires":"soon"')]],
    [/^b\.jsonl:2: there is no key `line` in an entry$/, [HEAD, entry('a', ',"line":3')]],
  ])('%s', (words, lines) => {
    expect(() => parse(...lines)).toThrow(words);
  });
});
