/** Explains one line: what every stage of a scan said about it, for what was found and for what was not. */

import { createEngine } from '../engine/engine.ts';
import { compileFilters } from '../filters/index.ts';
import type { Chunk } from '../model/chunk.ts';
import type { Config } from '../model/config.ts';
import { GateError } from '../model/failure.ts';
import type { SourceItem } from '../model/source.ts';
import type { Span } from '../model/span.ts';
import { readListedFile } from '../sources/files.ts';
import { DEFAULT_SALT } from '../text/fingerprint.ts';
import { createPositions } from '../text/lines.ts';
import { wholeChunk } from '../text/whole-chunk.ts';
import type { KeywordWord } from './explain-keywords.ts';
import { tryKeywords } from './explain-keywords.ts';
import type { TokenWord } from './explain-mask.ts';
import { maskLine, weighTokens } from './explain-mask.ts';
import type { MatchWord } from './explain-matches.ts';
import { explainMatches } from './explain-matches.ts';
import type { Env, SourceWord } from './explain-path.ts';
import { judgePath, reportedPath } from './explain-path.ts';
import type { LoadedRules } from './load-ruleset.ts';
import { createTimeLimit } from './time-limit.ts';

/** Everything about one line; `text` is masked. */
export type LineWord = {
  readonly line: number;
  readonly text: string;
  readonly keywords: readonly KeywordWord[];
  /** Keywords inside of hidden text, which are not named: they would tell what it is. */
  readonly hiddenKeywords: number;
  readonly matches: readonly MatchWord[];
  readonly tokens: readonly TokenWord[];
};

export type Explanation = {
  readonly path: string;
  /** Empty for text that is no file. */
  readonly source: readonly SourceWord[];
  /** Empty when the file was not read. */
  readonly lines: readonly LineWord[];
};

export type ExplainRequest = { readonly config: Config; readonly rules: LoadedRules };

const RULE_MILLISECONDS = 1000;
const NEWLINE = 10;

/** The bytes of line `wanted` of the whole text, without its end; null where it does not begin in the chunk's own region. */
function findLine({ bytes, start, own }: Chunk, wanted: number): Span | null {
  let at = 0;
  for (let line = start.line; line < wanted; line++) {
    const newline = bytes.indexOf(NEWLINE, at);
    if (newline === -1) return null;
    at = newline + 1;
  }
  if (wanted < start.line || at < own.start || (at >= own.end && at > 0)) return null;
  const newline = bytes.indexOf(NEWLINE, at);
  const end = newline === -1 ? bytes.length : newline;
  return { start: at, end: bytes[end - 1] === 13 ? end - 1 : end };
}

type Line = { readonly chunk: Chunk; readonly number: number; readonly span: Span };

/** Explains lines of chunks; the chunks of one text have to come in order. */
function createExplainer({ config, rules }: ExplainRequest) {
  const { ruleset } = rules;
  type Observed = Parameters<NonNullable<Parameters<typeof createEngine>[0]['observe']>>;
  let observed: Observed | null = null;
  const engine = createEngine({
    ruleset,
    entropy: config.entropy,
    settings: config.rules,
    minConfidence: config.minConfidence,
    filters: compileFilters(config, true),
    limit: createTimeLimit(RULE_MILLISECONDS),
    salt: DEFAULT_SALT,
    lineHashes: false,
    observe: (view, matches, decoded) => {
      observed ??= [view, [...matches], decoded];
    },
  });
  return (chunk: Chunk, wanted: readonly Omit<Line, 'chunk'>[]): LineWord[] => {
    observed = null;
    const result = engine(chunk);
    const [view, matches = [], decoded = []] = (observed ?? []) as Observed | [];
    if (view === undefined) return [];
    const position = createPositions(chunk.bytes, chunk.start);
    const context = { view, matches, decoded, config, scoped: ruleset.scoped, result, position };
    return wanted.map(({ number, span }) => {
      const { text, shows } = maskLine(chunk.bytes, span, [...matches, ...decoded.map(({ match }) => match)]);
      return {
        line: number,
        text,
        ...tryKeywords({ ruleset, view, position, shows }, span),
        matches: explainMatches(context, span),
        tokens: weighTokens(chunk.bytes, span, position),
      };
    });
  };
}

function wordOfItem(item: SourceItem): SourceWord[] {
  if (item.kind !== 'diagnostic') return [];
  const { kind, path, message } = item.diagnostic;
  if (kind === 'not-found' || kind === 'unreadable-path') throw new GateError(`${path} ${message}`);
  return [{ stage: 'read', passes: false, reason: message }];
}

/**
 * Explains line `line` (from 1) of the file `absolute`. Throws GateError where there is no such file or line; a file that a
 * scan leaves unread is explained without its line.
 */
export function explainPlace(
  absolute: string,
  line: number,
  cwd: string,
  env: Env,
  request: ExplainRequest,
): Explanation {
  const { root, path } = reportedPath(absolute, cwd);
  const explain = createExplainer(request);
  const source = judgePath(root, path, request.config, env);
  let chunks = 0;
  for (const item of readListedFile({ kind: 'file', path, absolute, named: true }, request.config.maxFileSize)) {
    source.push(...wordOfItem(item));
    if (item.kind !== 'chunk') continue;
    chunks += 1;
    const span = findLine(item.chunk, line);
    const lines = explain(item.chunk, span === null ? [] : [{ number: line, span }]);
    if (lines.length > 0)
      return { path, source: [...source, { stage: 'read', passes: true, reason: 'the file is read' }], lines };
  }
  if (chunks > 0) throw new GateError(`${path} has no line ${line}`);
  return { path, source, lines: [] };
}

/** Explains every line of a text, up to a limit, as if it stood in a file named `text`. */
export function explainText(text: string, request: ExplainRequest): Explanation {
  const bytes = Buffer.from(text);
  const chunk = wholeChunk('text', bytes, 'stdin');
  const wanted = text.split('\n').flatMap((_, index) => {
    const span = findLine(chunk, index + 1);
    return span === null ? [] : [{ number: index + 1, span }];
  });
  return { path: 'text', source: [], lines: createExplainer(request)(chunk, wanted) };
}
