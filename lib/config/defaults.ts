/** What holds where there is no gate.yaml. */

import type { Config } from '../model/config.ts';
import { CONFIG_KEYS } from './schema.ts';

export const DEFAULTS: Config = {
  include: CONFIG_KEYS.include.fallback,
  exclude: CONFIG_KEYS.exclude.fallback,
  rules: CONFIG_KEYS.rules.fallback,
  allow: CONFIG_KEYS.allow.fallback,
  failOn: CONFIG_KEYS.failOn.fallback,
  minConfidence: CONFIG_KEYS.minConfidence.fallback,
  maxFileSize: CONFIG_KEYS.maxFileSize.fallback,
  entropy: CONFIG_KEYS.entropy.fallback,
  allowedHosts: CONFIG_KEYS.allowedHosts.fallback,
  pinActions: CONFIG_KEYS.pinActions.fallback,
  undeclaredImports: CONFIG_KEYS.undeclaredImports.fallback,
  database: CONFIG_KEYS.database.fallback,
  databaseUrl: CONFIG_KEYS.databaseUrl.fallback,
  maxDataAge: CONFIG_KEYS.maxDataAge.fallback,
  signatures: CONFIG_KEYS.signatures.fallback,
  customRules: CONFIG_KEYS.customRules.fallback,
  file: null,
};
