/** Diagnostics and suppressions as sections of a text report: a heading, groups with their counts, and a few of each by name. */

import { DIAGNOSTIC_KINDS, type Diagnostic, type DiagnosticKind } from '../model/diagnostic.ts';
import type { SuppressedFinding } from '../model/finding.ts';
import type { StaleSuppression } from '../model/stale-suppression.ts';
import { compareText } from './order.ts';
import { isEmptiness, isFailure } from './summary.ts';
import { neutralise } from './terminal.ts';
import { countOfReason, groupDigits } from './wording.ts';

export type RemarkGroup = { readonly heading: string; readonly items: readonly string[] };
export type RemarkSection = {
  readonly heading: string;
  readonly fails: boolean;
  readonly groups: readonly RemarkGroup[];
};

const NAMED = 5;

/** At most five, and how many more there are. */
function nameSome(items: readonly string[], all: boolean): string[] {
  if (all || items.length <= NAMED) return [...items];
  return [...items.slice(0, NAMED), `… and ${groupDigits(items.length - NAMED)} more (--verbose names all)`];
}

/** `path:line: message`, the path left out where the message names it. One line, safe for a terminal. */
export function describeDiagnostic({ path, line, message }: Diagnostic): string {
  if (path === undefined || message.includes(path)) return neutralise(message);
  return neutralise(`${path}${line === undefined ? '' : `:${line}`}: ${message}`);
}

const sectionOf = (kind: DiagnosticKind): string => {
  if (DIAGNOSTIC_KINDS[kind].fails) return 'Errors';
  return DIAGNOSTIC_KINDS[kind].skips ? 'Not scanned' : 'Warnings';
};

/**
 * Sections in the order errors, warnings, not scanned; kinds by code unit inside each; errors are all named. That nothing
 * was scanned stands in the summary instead.
 */
export function groupDiagnostics(diagnostics: readonly Diagnostic[], verbose: boolean): readonly RemarkSection[] {
  const told = diagnostics.filter(diagnostic => !isEmptiness(diagnostic));
  const kinds = [...new Set(told.map(({ kind }) => kind))].sort(compareText);
  return ['Errors', 'Warnings', 'Not scanned']
    .map(heading => ({
      heading,
      fails: heading === 'Errors',
      groups: kinds
        .filter(kind => sectionOf(kind) === heading)
        .map(kind => {
          const members = told.filter(diagnostic => diagnostic.kind === kind);
          const items = members.map(describeDiagnostic);
          return {
            heading: countOfReason(members.length, kind),
            items: nameSome(items, verbose || members.some(isFailure)),
          };
        }),
    }))
    .filter(({ groups }) => groups.length > 0);
}

function describeSuppressed({ finding: { ruleId, location } }: SuppressedFinding): string {
  return neutralise(`${location.path}:${location.startLine}:${location.startColumn}: ${ruleId}`);
}

/** Suppressions that may go, each with its place; unused ones before expired ones. */
export function groupStale(stale: readonly StaleSuppression[], verbose: boolean): RemarkSection {
  const groups = (['unused', 'expired'] as const).flatMap(state => {
    const members = stale.filter(each => each.state === state);
    const items = members.map(({ path, line, message }) => neutralise(`${path}:${line}: ${message}`));
    return items.length === 0 ? [] : [{ heading: countOfReason(items.length, state), items: nameSome(items, verbose) }];
  });
  return { heading: 'Suppressions that may go', fails: false, groups };
}

/** How many findings each kind and reason suppressed; the findings themselves are named when `verbose`. */
export function groupSuppressed(suppressed: readonly SuppressedFinding[], verbose: boolean): RemarkSection {
  const byReason = new Map<string, SuppressedFinding[]>();
  for (const entry of suppressed) {
    const reason = neutralise(entry.suppression.reason);
    const label = reason === '' ? `by ${entry.suppression.by}` : `by ${entry.suppression.by}: ${reason}`;
    const group = byReason.get(label);
    if (group === undefined) byReason.set(label, [entry]);
    else group.push(entry);
  }
  const labels = [...byReason.keys()].sort(compareText);
  const groups = labels.map(label => {
    const entries = byReason.get(label) ?? [];
    return {
      heading: `${groupDigits(entries.length)} ${label}`,
      items: verbose ? entries.map(describeSuppressed) : [],
    };
  });
  const shown = nameSome(
    groups.map(({ heading }) => heading),
    verbose,
  );
  return {
    heading: 'Suppressed',
    fails: false,
    groups: shown.map((heading, at) => ({ heading, items: groups[at]?.heading === heading ? groups[at].items : [] })),
  };
}
