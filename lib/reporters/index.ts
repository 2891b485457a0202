/** The output formats. The keys are the choices of `--format`; a format is added by its file and its line here. */

import type { Reporter } from './reporter.ts';

export const REPORTERS = {
  text: {
    id: 'text',
    description: 'for people: findings by file, each with its line, and what to do about them',
    load: async () => (await import('./text.ts')).renderText,
  },
  json: {
    id: 'json',
    description: 'for programs: one object, described by schema/scan-result.schema.json',
    load: async () => (await import('./json.ts')).renderJson,
  },
  sarif: {
    id: 'sarif',
    description: 'SARIF 2.1.0, for code scanning and editors',
    load: async () => (await import('./sarif.ts')).renderSarif,
  },
  github: {
    id: 'github',
    description: 'annotations of GitHub Actions, as workflow commands',
    load: async () => (await import('./github.ts')).renderGithub,
  },
} satisfies Record<string, Reporter>;

export type ReporterId = keyof typeof REPORTERS;
