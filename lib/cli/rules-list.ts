/** Carries `gate rules list` out. */

import { listRules, rulesOfService } from '../run/rule-docs.ts';
import type { Io } from './io.ts';
import type { RulesOptions } from './rules-context.ts';
import { loadContext } from './rules-context.ts';
import { countOf, layOutColumns, writeJson, writeLines } from './rules-output.ts';

/** Throws GateError for a service without rules. */
export async function runList(options: RulesOptions & { readonly service?: string }, io: Io): Promise<number> {
  const { rules } = await loadContext(options, io.cwd, io);
  const all = listRules(io.dataDir, rules);
  const listed = options.service === undefined ? all : rulesOfService(all, options.service);
  if (options.format === 'json') {
    writeJson(io, {
      rules: listed.map(({ id, service, kind, severity, confidence, description, keywords }) => ({
        ...{ id, service, kind, severity, confidence, description, keywords },
      })),
    });
    return 0;
  }
  const rows = listed.map(({ id, severity, confidence, description }) => [id, severity, confidence, description]);
  const services = new Set(listed.map(({ service }) => service)).size;
  writeLines(io, [
    ...layOutColumns([['rule', 'severity', 'confidence', 'finds'], ...rows]),
    '',
    `${countOf(listed.length, 'rule')} for ${countOf(services, 'service')}`,
  ]);
  return 0;
}
