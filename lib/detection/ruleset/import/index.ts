/** The formats of other scanners that gate reads rules from, and how each is told by its text. */

import { readDetectSecrets } from './detect-secrets.ts';
import { readGitleaks } from './gitleaks.ts';
import type { Imported } from './imported.ts';
import { readSignatureRules } from './signatures.ts';

type ImportFormat = {
  readonly description: string;
  readonly fits: (text: string, file: string) => boolean;
  /** Throws GateError for a fault in the text. */
  readonly read: (text: string, file: string) => Imported;
};

/** Asked in this order; the last takes what is left. */
export const IMPORT_FORMATS = {
  'detect-secrets': {
    description: 'detect-secrets baseline (JSON)',
    fits: text => /^\s*\{/.test(text),
    read: readDetectSecrets,
  },
  gitleaks: {
    description: 'gitleaks or betterleaks configuration (TOML)',
    fits: (text, file) => file.endsWith('.toml') || /^\s*\[\[\s*rules\s*\]\]/m.test(text),
    read: readGitleaks,
  },
  signatures: {
    description: 'signatures of secretgate or CodeGate (YAML)',
    fits: () => true,
    read: readSignatureRules,
  },
} as const satisfies Record<string, ImportFormat>;

/** Reads the rules of `text` in whichever format it has. */
export function readForeignRules(text: string, file: string): Imported {
  const format = Object.values(IMPORT_FORMATS).find(({ fits }) => fits(text, file)) ?? IMPORT_FORMATS.signatures;
  return format.read(text, file);
}
