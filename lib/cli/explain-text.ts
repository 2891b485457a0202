/** An explanation for people: the line, and below it each stage with its word. */

import { neutralise } from '../reporters/terminal.ts';
import type { Explanation, LineWord } from '../run/explain.ts';
import type { KeywordWord, TrialStage } from '../run/explain-keywords.ts';
import type { TokenWord } from '../run/explain-mask.ts';
import type { Fate, MatchWord } from '../run/explain-matches.ts';
import { layOutColumns } from './rules-output.ts';

const STAGES: Readonly<Record<TrialStage, string>> = {
  surroundings: 'what stands around is not of the shape of any rule',
  pattern: 'the keyword stands, but the shape does not fit',
  matched: 'matches',
  'whole text': 'searches the whole text',
};

const FATES: Readonly<Record<Fate, string>> = {
  off: 'not applied',
  dropped: 'dropped',
  overlapped: 'left to another',
  hidden: 'not shown',
  suppressed: 'suppressed',
  reported: 'reported',
};

const EFFECTS = { raise: 'raises', lower: 'lowers', drop: 'drops', note: 'notes' } as const;

/** Common words are keywords of many rules: so many are named. */
const MOST_NAMED = 8;

function describeKeyword({ keyword, column, rules }: KeywordWord): string[] {
  const stages = [...new Set(rules.map(({ stage }) => stage))].filter(stage => stage !== 'surroundings').sort();
  return [
    `  column ${column}: \`${neutralise(keyword)}\``,
    ...stages.map(stage => {
      const ids = rules.filter(rule => rule.stage === stage).map(({ ruleId }) => ruleId);
      const rest = ids.length > MOST_NAMED ? ` and ${ids.length - MOST_NAMED} more` : '';
      return `    ${ids.slice(0, MOST_NAMED).join(', ')}${rest}: ${STAGES[stage]}`;
    }),
  ];
}

/** Keywords that stand in ordinary words are named in one line. */
function describeKeywords({ keywords, hiddenKeywords }: LineWord): string[] {
  const isFar = ({ rules }: KeywordWord): boolean => rules.some(({ stage }) => stage !== 'surroundings');
  const near = keywords
    .filter(word => !isFar(word))
    .map(({ keyword, column }) => `\`${neutralise(keyword)}\` (${column})`);
  const more = near.length > MOST_NAMED ? ` and ${near.length - MOST_NAMED} more` : '';
  return [
    ...keywords.filter(isFar).flatMap(describeKeyword),
    ...(near.length === 0 ? [] : [`  ${near.slice(0, MOST_NAMED).join(', ')}${more}: ${STAGES.surroundings}`]),
    ...(hiddenKeywords === 0 ? [] : [`  ${hiddenKeywords} in hidden text, which would tell what it is`]),
  ];
}

function describeMatch(match: MatchWord, line: number): string[] {
  const { ruleId, by, encoding, startLine, startColumn, masked, ruleConfidence, opinions, fate, reason } = match;
  const place = startLine === line ? `column ${startColumn}` : `line ${startLine}, column ${startColumn}`;
  return [
    `  ${place}: ${ruleId}, found by ${by}${encoding === null ? '' : ` (${encoding})`}: ${neutralise(masked)}`,
    `    the rule's confidence is ${ruleConfidence}`,
    ...opinions.map(opinion => `    ${opinion.judge} ${EFFECTS[opinion.effect]} it: ${opinion.reason}`),
    `    ${FATES[fate]}: ${neutralise(reason)}`,
  ];
}

function describeToken({ startColumn, length, alphabet, entropy, least, looksRandom }: TokenWord): string[] {
  const verdict = looksRandom ? 'looks random' : 'does not look random';
  const shown = [`  column ${startColumn}:`, `${length} characters, ${alphabet},`];
  return [...shown, `entropy ${entropy.toFixed(2)} (random: ${least.toFixed(2)} or more),`, verdict];
}

const section = (title: string, lines: readonly string[], none: string): string[] => [
  '',
  title,
  ...(lines.length === 0 ? [`  ${none}`] : lines),
];

function describeLine(word: LineWord): string[] {
  const { line, text, matches, tokens } = word;
  return [
    `  ${line} | ${neutralise(text)}`,
    ...section(
      'Keywords and the rules tried there',
      describeKeywords(word),
      'no keyword of any rule stands on the line',
    ),
    ...section(
      'Matches',
      matches.flatMap(match => describeMatch(match, line)),
      'no detector found anything',
    ),
    ...section('Tokens', layOutColumns(tokens.map(describeToken)), 'no run of 16 token characters or more'),
  ];
}

/** The lines of the text output. */
export function describeExplanation({ path, source, lines }: Explanation): string[] {
  const words = source.map(({ stage, passes, reason }) => [`  ${passes ? 'passes' : 'stops'}`, stage, reason]);
  const skipped = source.some(({ stage, passes }) => stage !== 'read' && !passes);
  return [
    neutralise(path),
    ...lines.flatMap((line, index) => [...(index > 0 ? [''] : []), ...describeLine(line)]),
    ...(source.length === 0 ? [] : section('The file', layOutColumns(words), '')),
    ...(skipped ? ['  A scan of the folder leaves the file out; it is read when it is named.'] : []),
  ];
}
