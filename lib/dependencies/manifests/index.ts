/**
 * The registry of manifest and lockfile formats: its keys are the rows of the table in the README and of the contract test.
 * An entry: `'npm-package-json': { files: ['package.json'], load: async () => (await import('./npm-package-json.ts')).npmPackageJson }`.
 */

import type { ManifestEntry } from '../../model/manifest.ts';

export const MANIFESTS = {
  'npm-package-json': {
    files: ['package.json'],
    load: async () => (await import('./npm-package-json.ts')).npmPackageJson,
  },
  'npm-package-lock': {
    files: ['package-lock.json', 'npm-shrinkwrap.json'],
    load: async () => (await import('./npm-package-lock.ts')).npmPackageLock,
  },
  'yarn-lock': {
    files: ['yarn.lock'],
    load: async () => (await import('./yarn-lock.ts')).yarnLock,
  },
  'pnpm-lock': {
    files: ['pnpm-lock.yaml'],
    load: async () => (await import('./pnpm-lock.ts')).pnpmLock,
  },
  'pnpm-workspace': {
    files: ['pnpm-workspace.yaml'],
    load: async () => (await import('./pnpm-workspace.ts')).pnpmWorkspace,
  },
  'bun-lock': {
    files: ['bun.lock'],
    load: async () => (await import('./bun-lock.ts')).bunLock,
  },
  'deno-json': {
    files: ['deno.json', 'deno.jsonc'],
    load: async () => (await import('./deno-json.ts')).denoJson,
  },
  'deno-lock': {
    files: ['deno.lock'],
    load: async () => (await import('./deno-lock.ts')).denoLock,
  },
} as const satisfies Record<string, ManifestEntry>;
