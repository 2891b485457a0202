/** The registry of languages whose imports are compared with what manifests declare; read only where that is asked for. */

import type { ManifestEntry } from '../../model/manifest.ts';

export const IMPORTS = {
  'javascript-imports': {
    files: ['*.js', '*.mjs', '*.cjs', '*.jsx', '*.ts', '*.mts', '*.cts', '*.tsx'],
    mayHold: text => /import|require|from/.test(text),
    beside: true,
    load: async () => (await import('./javascript-imports.ts')).javascriptImports,
  },
  'python-imports': {
    files: ['*.py', '*.pyi'],
    mayHold: text => text.includes('import'),
    beside: true,
    load: async () => (await import('./python-imports.ts')).pythonImports,
  },
} as const satisfies Record<string, ManifestEntry>;
