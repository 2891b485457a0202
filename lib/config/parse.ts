/** Makes a Config of the text of a gate.yaml. */

import { dirname, resolve } from 'node:path';
import type { Config } from '../model/config.ts';
import { parseYaml } from '../text/yaml.ts';
import type { Field } from '../text/yaml-fields.ts';
import { isEmpty, readKnown } from '../text/yaml-fields.ts';
import { DEFAULTS } from './defaults.ts';
import type { ConfigKey } from './schema.ts';
import { CONFIG_KEYS } from './schema.ts';

const NAMES = Object.values(CONFIG_KEYS).map(key => key.name);

/**
 * Reads the text of the configuration `file` (an absolute path); keys that are missing or empty have their defaults.
 * Throws GateError `SHOWN:LINE: what is wrong`, where `shown` is the file's name in messages.
 */
export function parseConfig(text: string, file: string, shown: string = file): Config {
  const root: Field = { file: shown, name: 'the configuration', node: parseYaml(text, shown) };
  if (isEmpty(root)) return { ...DEFAULTS, file };
  const fields = readKnown(root, NAMES);
  const read = <T>(key: ConfigKey<T>): T => {
    const field = fields.get(key.name);
    return field === undefined || isEmpty(field) ? key.fallback : key.read(field);
  };
  const absolute = (path: string | null): string | null => (path === null ? null : resolve(dirname(file), path));
  return {
    include: read(CONFIG_KEYS.include),
    exclude: read(CONFIG_KEYS.exclude),
    rules: read(CONFIG_KEYS.rules),
    allow: read(CONFIG_KEYS.allow),
    failOn: read(CONFIG_KEYS.failOn),
    minConfidence: read(CONFIG_KEYS.minConfidence),
    maxFileSize: read(CONFIG_KEYS.maxFileSize),
    entropy: read(CONFIG_KEYS.entropy),
    allowedHosts: read(CONFIG_KEYS.allowedHosts),
    pinActions: read(CONFIG_KEYS.pinActions),
    undeclaredImports: read(CONFIG_KEYS.undeclaredImports),
    database: absolute(read(CONFIG_KEYS.database)),
    databaseUrl: read(CONFIG_KEYS.databaseUrl),
    maxDataAge: read(CONFIG_KEYS.maxDataAge),
    signatures: read(CONFIG_KEYS.signatures).map(path => resolve(dirname(file), path)),
    customRules: read(CONFIG_KEYS.customRules),
    file,
  };
}
