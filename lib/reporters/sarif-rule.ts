/** Rules as SARIF describes them: what was looked for, how grave it is, and what to do about it. */

import type { ReportingConfiguration, ReportingDescriptor } from 'sarif';
import type { FindingKind } from '../model/finding.ts';
import type { RuleDoc } from '../model/rule.ts';
import type { Severity } from '../model/severity.ts';
import { clip, HELP_LENGTH, NAME_LENGTH } from './sarif-limits.ts';

export type Level = NonNullable<ReportingConfiguration['level']>;

export const LEVELS: Readonly<Record<Severity, Level>> = {
  critical: 'error',
  high: 'error',
  medium: 'warning',
  low: 'note',
};

/** Code scanning reads above 9.0 as critical, from 7.0 as high, from 4.0 as medium. */
const SCORES: Readonly<Record<Severity, string>> = { critical: '9.5', high: '8.0', medium: '5.5', low: '2.0' };

/** References that are web addresses, in the one form that neither a URI field nor Markdown can misread. */
const toLinks = (references: readonly string[]): string[] =>
  references.filter(reference => /^https?:/.test(reference) && URL.canParse(reference)).map(link => new URL(link).href);

const endSentence = (text: string): string => (/[.!?]$/.test(text) ? text : `${text}.`);

const toPascalCase = (id: string): string =>
  id
    .split(/[^A-Za-z0-9]+/)
    .map(word => word.charAt(0).toUpperCase() + word.slice(1))
    .join('');

/** Characters that Markdown would read as markup outside of links. */
const escapeMarkdown = (text: string): string => text.replace(/[\\`*_[\]<>]/g, '\\$&');

function renderHelp({ description, remediation, references }: RuleDoc): { text: string; markdown: string } {
  const advice = remediation === '' ? 'Revoke it and issue a new one.' : remediation;
  const list = toLinks(references).map(link => `- <${link}>`);
  const markdown = [`**${escapeMarkdown(description)}**`, escapeMarkdown(advice), list.join('\n')];
  return {
    text: clip([advice, ...references].join('\n'), HELP_LENGTH),
    markdown: clip(markdown.filter(part => part !== '').join('\n\n'), HELP_LENGTH),
  };
}

/** One entry of `tool.driver.rules`. */
export function describeRule(rule: RuleDoc, kind: FindingKind): ReportingDescriptor {
  const { id, service, description, severity, confidence } = rule;
  const [helpUri] = toLinks(rule.references);
  const name = toPascalCase(id);
  const cause =
    kind === 'secret' ? `Whoever can read the file, or the history that holds it, can use it (${service}).` : '';
  return {
    id,
    ...(name === '' ? {} : { name: clip(name, NAME_LENGTH) }),
    shortDescription: { text: clip(endSentence(description)) },
    fullDescription: { text: clip(`${endSentence(description)} ${cause}`.trim()) },
    help: renderHelp(rule),
    ...(helpUri === undefined ? {} : { helpUri }),
    defaultConfiguration: { level: LEVELS[severity] },
    properties: { tags: ['security', kind], precision: confidence, 'security-severity': SCORES[severity] },
  };
}
