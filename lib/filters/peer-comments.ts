/** The comments by which other scanners are told to leave a secret alone, so that changing to gate changes no source. */

import type { Candidate, FindingLines } from '../model/candidate.ts';
import type { Word } from './inline-word.ts';

/** A comment that names no rule of ours. `on` says which line it speaks of: its own, the next one, or either. */
type PeerComment = { readonly name: string; readonly on: 'line' | 'next' | 'both'; readonly pattern: RegExp };

/** A word of its own, however it is joined to what stands around. */
const word = (text: string): RegExp => new RegExp(`(?<![\\w:.-])${text}(?![\\w:-])`, 'i');

/** By each tool's documentation. Comments that mean any kind of trouble, such as a bare `nosec`, are none of them. */
export const PEER_COMMENTS: readonly PeerComment[] = [
  { name: 'gitleaks:allow', on: 'line', pattern: word('gitleaks:allow') },
  { name: 'betterleaks:allow', on: 'line', pattern: word('betterleaks:allow') },
  { name: 'trufflehog:ignore', on: 'line', pattern: word('trufflehog:ignore') },
  { name: 'kingfisher:ignore', on: 'both', pattern: word('kingfisher:ignore') },
  { name: 'ggignore', on: 'line', pattern: word('ggignore') },
  { name: 'pragma: allowlist secret', on: 'line', pattern: word('pragma: ?(?:allow|white)list[ -]secret') },
  {
    name: 'pragma: allowlist nextline secret',
    on: 'next',
    pattern: word('pragma: ?(?:allow|white)list[ -]nextline[ -]secret'),
  },
  { name: 'nosec', on: 'line', pattern: /#\s?nosec[:\s]\s?(?:B\d{3}[,\s]\s?){0,20}B10[567]\b/i },
  { name: 'noqa', on: 'line', pattern: /#\s?noqa:\s?(?:[A-Z]{1,4}\d{1,4}[,\s]\s?){0,20}S10[567]\b/i },
];

type Placed = { readonly text: string; readonly line: number };

function placeLines({ first, last, above }: FindingLines, startLine: number, endLine: number) {
  const own = [{ text: first, line: startLine }, ...(last === first ? [] : [{ text: last, line: endLine }])];
  return { own, before: [{ text: above, line: startLine - 1 }] };
}

function readSimple(own: readonly Placed[], before: readonly Placed[]): Word | null {
  for (const { name, on, pattern } of PEER_COMMENTS) {
    const lines = [...(on === 'next' ? [] : own), ...(on === 'line' ? [] : before)];
    const found = lines.find(({ text }) => pattern.test(text));
    if (found !== undefined) return { line: found.line, reason: name };
  }
  return null;
}

const SECRETLINT = 'secretlint-';
const DIRECTIVE = /secretlint-(disable|enable)(-line|-next-line)?(?![\w-])([^\n]*)/g;
/** What ends the list of rules: a reason, or the comment. */
const LIST_END = /--|\*\/|[#*]\}|%>/;
const PRESET = /preset/;

type Directive = Placed & {
  readonly enables: boolean;
  readonly reach: string;
  readonly rules: readonly string[];
  readonly reason: string;
};

function readDirectives({ text, line }: Placed): Directive[] {
  return [...text.matchAll(DIRECTIVE)].map(([, verb, reach = '', rest = '']) => {
    const end = LIST_END.exec(rest);
    const reason =
      end?.[0] === '--'
        ? rest
            .slice(end.index + 2)
            .replace(/\*\/.*|-->.*|[#*]\}.*/, '')
            .trim()
        : '';
    const rules = rest
      .slice(0, end?.index)
      .split(/[\s,]+/)
      .filter(Boolean);
    return { text, line, enables: verb === 'enable', reach, rules, reason: reason.replace(/^>.*/, '') };
  });
}

/** secretlint names rules by package, `@secretlint/secretlint-rule-github`; ours begin with the same service. */
function namesRule({ rules }: Directive, ruleId: string): boolean {
  return (
    rules.length === 0 ||
    rules.some(name => {
      const service = name.replace(/^.*secretlint-rule-/, '').toLowerCase();
      return PRESET.test(service) || ruleId === service || ruleId.startsWith(`${service}-`);
    })
  );
}

const toWord = ({ line, reason, reach }: Directive): Word => ({
  line,
  reason: reason === '' ? `secretlint-disable${reach}` : reason,
});

/** Of the directives for a stretch of the text the last one before the finding counts. */
function readSecretlint(own: readonly Placed[], before: readonly Placed[], candidate: Candidate): Word | null {
  const { ruleId } = candidate.finding;
  const counts = (reach: string) => (directive: Directive) => directive.reach === reach && namesRule(directive, ruleId);
  const near =
    own.flatMap(readDirectives).find(counts('-line')) ?? before.flatMap(readDirectives).find(counts('-next-line'));
  if (near !== undefined) return toWord(near);
  const stretch = (candidate.linesWith?.(SECRETLINT) ?? []).flatMap(readDirectives).filter(counts('')).at(-1);
  return stretch === undefined || stretch.enables ? null : toWord(stretch);
}

/** What the comments of other scanners say about a finding; null when there is none. */
export function readPeerComments(candidate: Candidate): Word | null {
  const { finding, lines } = candidate;
  const { own, before } = placeLines(lines, finding.location.startLine, finding.location.endLine);
  return readSimple(own, before) ?? readSecretlint(own, before, candidate);
}
