/** Writes rules as a file in gate's own format, each with a comment on what of it was lost. */

import type { Imported, ImportedRule } from './imported.ts';

/** A YAML scalar: single quotes, in which a backslash is a backslash; double ones where a line ends or a sign is not printed. */
const quote = (text: string): string =>
  /[\p{Cc}\u2028\u2029\ufeff]/u.test(text) ? JSON.stringify(text) : `'${text.replaceAll("'", "''")}'`;

const comment = (text: string): string => `# ${text.replace(/\s+/g, ' ')}`;

function writeRule(rule: ImportedRule): string[] {
  const { id, service, description, pattern, keywords, entropy, paths, lost } = rule;
  return [
    ...lost.map(clause => `  ${comment(`Not carried over: ${clause}`)}`),
    `  - id: ${id}`,
    `    service: ${quote(service)}`,
    `    description: ${quote(description.replace(/\s+/g, ' '))}`,
    `    pattern: ${quote(pattern)}`,
    ...(keywords.length > 0 ? [`    keywords: [${keywords.map(quote).join(', ')}]`] : []),
    ...(entropy > 0 ? [`    entropy: ${entropy}`] : []),
    ...(paths.length > 0 ? [`    path: [${paths.map(quote).join(', ')}]`] : []),
  ];
}

/** The YAML text; `source` is the name of the file that the rules came from. */
export function writeRules({ format, rules, remarks }: Imported, source: string): string {
  return `${[
    comment(
      `${rules.length} rules from ${source} (${format}). Use the file with --signatures, or name it in gate.yaml.`,
    ),
    ...remarks.map(remark => comment(`Not carried over: ${remark}`)),
    rules.length === 0 ? 'rules: []' : 'rules:',
    ...rules.flatMap(writeRule),
  ].join('\n')}\n`;
}
