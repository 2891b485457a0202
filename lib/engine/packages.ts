/** One manifest in, findings out: where checks and filters meet. The package lane's counterpart of the text lane's engine. */

import type { Trouble } from '../dependencies/checks/check.ts';
import { toPurl } from '../dependencies/purl.ts';
import type { Filter } from '../model/candidate.ts';
import type { Commit } from '../model/commit.ts';
import type { Config } from '../model/config.ts';
import type { DependencyFinding, Excerpt } from '../model/finding.ts';
import type { RuleDoc } from '../model/rule.ts';
import type { Confidence } from '../model/severity.ts';
import { CONFIDENCES } from '../model/severity.ts';
import type { LineRange, Location, Position, Span } from '../model/span.ts';
import { fingerprint } from '../text/fingerprint.ts';
import { createLineHasher } from '../text/line-hash.ts';
import { touches } from '../text/lines.ts';
import { createTextLines } from '../text/text-lines.ts';
import type { Reported } from './report.ts';
import { suppress } from './report.ts';
import { createScope } from './scope.ts';

export type PackageEngineOptions = {
  readonly settings: Config['rules'];
  readonly minConfidence: Confidence;
  /** Asked in this order; the first that suppresses a finding is the one that is named. */
  readonly filters: readonly Filter[];
  readonly salt: string;
  readonly lineHashes: boolean;
  /** The documents of every rule that a check may report by. */
  readonly rules: readonly RuleDoc[];
};

/** The text that a manifest was read from, and what of it counts. */
export type ManifestPlace = {
  readonly path: string;
  readonly text: string;
  /** The line of the file that the text begins with. */
  readonly firstLine: number;
  /** Whether the text is the whole file. */
  readonly whole: boolean;
  /** The lines that a change adds; a finding counts when it lies on one. Null: all count. */
  readonly added: readonly LineRange[] | null;
  readonly commit?: Commit;
};

export type PackageEngine = {
  /** Reports what one manifest's checks found, in the order of their places. */
  readonly report: (place: ManifestPlace, troubles: readonly Trouble[]) => Reported;
};

/** Longer names and ranges are cut in excerpts. */
const LONGEST_EXCERPT = 120;
/** What a version or range is made of; anything else, such as an address, may hold a password and is not shown. */
const PLAIN = /^[\w.*^~<>=!|, ()[\]+:-]{1,60}$/;

/** Name and version as a manifest would have them. The line itself is not shown: it may hold more than them. */
function makeExcerpt({ package: wanted }: Trouble): Excerpt {
  if (wanted === null) return { text: '', startColumn: 1, endColumn: 1 };
  const name = wanted.alias === undefined ? wanted.name : `${wanted.alias} → ${wanted.name}`;
  const asked = wanted.version ?? wanted.range ?? '';
  const shown = name.slice(0, LONGEST_EXCERPT);
  const text = PLAIN.test(asked) && !asked.includes('://') ? `${shown} ${asked}` : shown;
  return { text, startColumn: 1, endColumn: shown.length + 1 };
}

/** What a finding is about: the package's purl, or the kind of setting where no package is named. */
function nameSubject({ package: wanted }: Trouble): string {
  return wanted === null ? '' : toPurl(wanted.ecosystem, wanted.name, wanted.version);
}

/** What a finding is known by across changes. */
function identityOf({ message, about }: Trouble, subject: string): string {
  if (subject === '') return message;
  return about === undefined ? subject : `${subject} ${about}`;
}

const spanOf = ({ at, package: wanted }: Trouble): Span => at ?? wanted?.at ?? { start: 0, end: 0 };

const locate = (place: ManifestPlace, start: Position, end: Position): Location => ({
  path: place.path,
  startLine: start.line,
  startColumn: start.column,
  endLine: end.line,
  endColumn: end.column,
  ...(place.commit === undefined ? {} : { commit: place.commit }),
});

/** Creates the engine. Pure: manifests and what the checks found come in, findings go out. */
export function createPackageEngine(options: PackageEngineOptions): PackageEngine {
  const scope = createScope(options.settings, []);
  const rules = new Map(options.rules.map(rule => [rule.id, rule]));
  const least = CONFIDENCES.indexOf(options.minConfidence);

  const toFinding = (trouble: Trouble, rule: RuleDoc, location: Location): DependencyFinding => {
    const subject = nameSubject(trouble);
    return {
      kind: 'dependency',
      ruleId: rule.id,
      service: rule.service,
      severity: scope.severity(trouble.severity === undefined ? rule : { ...rule, severity: trouble.severity }),
      confidence: trouble.confidence ?? rule.confidence,
      message: trouble.message,
      location,
      fingerprint: fingerprint(options.salt, rule.id, location.path, identityOf(trouble, subject)),
      excerpt: makeExcerpt(trouble),
      package: subject,
      ...(trouble.replacement === undefined ? {} : { replacement: trouble.replacement }),
    };
  };

  const report = (place: ManifestPlace, troubles: readonly Trouble[]): Reported => {
    const reported: Reported & { hidden: number } = { findings: [], suppressed: [], hidden: 0 };
    const told = troubles.filter(({ ruleId }) => rules.has(ruleId) && scope.isOn(ruleId));
    if (told.length === 0) return reported;
    const lines = createTextLines(place.text, place.firstLine);
    const hashLine = options.lineHashes && place.whole ? createLineHasher(Buffer.from(place.text)) : null;
    for (const trouble of told.sort((a, b) => spanOf(a).start - spanOf(b).start)) {
      const span = spanOf(trouble);
      const [start, end] = [lines.position(span.start), lines.position(span.end)];
      if (place.added !== null && !touches(place.added, start.line, end.line)) continue;
      const found = toFinding(trouble, rules.get(trouble.ruleId) as RuleDoc, locate(place, start, end));
      const finding = hashLine === null ? found : { ...found, lineHash: hashLine(start.line) };
      if (CONFIDENCES.indexOf(finding.confidence) < least) {
        reported.hidden += 1;
        continue;
      }
      const around = { first: lines.text(start.line), last: lines.text(end.line), above: lines.text(start.line - 1) };
      const suppression = suppress(options.filters, { finding, secret: finding.package, lines: around });
      if (suppression === null) reported.findings.push(finding);
      else reported.suppressed.push({ finding, suppression });
    }
    return reported;
  };
  return { report };
}
