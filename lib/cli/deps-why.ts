/** Carries `gate deps why` out: npm's graph where there is one, and every file that names the package. */

import { resolve } from 'node:path';
import type { ListedPackage } from '../model/package-list.ts';
import { neutralise } from '../reporters/terminal.ts';
import { listPackages } from '../run/list-packages.ts';
import type { GraphAnswer } from '../run/npm-graph.ts';
import { askNpmGraph } from '../run/npm-graph.ts';
import { hideCredentials } from '../text/hide-credentials.ts';
import type { Io } from './io.ts';
import { readConfig } from './read-config.ts';
import { countOf, writeJson, writeLines } from './rules-output.ts';
import { VERSION } from './version.ts';

export type DepsWhyOptions = {
  readonly config?: boolean | string;
  readonly path?: string;
  readonly format: 'text' | 'json';
};

/** `name@version`; the first sign of a name may be the @ of a scope. */
function splitSpec(spec: string): { name: string; version: string | null } {
  const at = spec.indexOf('@', 1);
  return at === -1 ? { name: spec, version: null } : { name: spec.slice(0, at), version: spec.slice(at + 1) };
}

const describeInstalled = ({ installed, version }: GraphAnswer): string =>
  installed === null
    ? 'not in node_modules'
    : installed === version
      ? 'installed'
      : `node_modules holds ${installed} instead`;

function renderAnswer(answer: GraphAnswer): string[] {
  const { name, version, location, chains, more } = answer;
  const head = `${name} ${version} (${location}): ${describeInstalled(answer)}`;
  const lines = chains.map(chain =>
    chain
      .map(step =>
        step.range === ''
          ? `${step.name}@${step.version}`
          : `${step.name}@${step.version} (${step.type} ${hideCredentials(step.range)})`,
      )
      .join(' → '),
  );
  return [head, ...lines.map(line => `  ${line}`), ...(more ? ['  … and more'] : [])].map(neutralise);
}

const describeNaming = ({ path, line, ecosystem, name, version, range, group }: ListedPackage): string =>
  neutralise(`  ${path}:${line}: ${ecosystem} ${name} ${hideCredentials(version ?? range ?? '')} (${group})`);

/** Exit code 0; 1 when nothing names the package. Throws GateError. */
export async function runDepsWhy(spec: string, options: DepsWhyOptions, io: Io): Promise<number> {
  const { name, version } = splitSpec(spec);
  const folder = resolve(io.cwd, options.path ?? '.');
  const config = await readConfig(options, folder, io);
  const input = { kind: 'paths' as const, paths: [folder], gitignore: true };
  const list = await listPackages({ version: VERSION, input, config, cwd: io.cwd, env: io.env });
  const named = list.packages.filter(
    listed =>
      (listed.name === name || listed.alias === name) &&
      (version === null || listed.version === version || listed.version === null),
  );
  const graph = (await askNpmGraph(folder, name, version)) ?? [];
  if (options.format === 'json') {
    const files = named.map(({ path, line, ecosystem, version: locked, range, group, direct }) => ({
      ...{
        path,
        line,
        ecosystem,
        version: locked,
        range: range === null ? null : hideCredentials(range),
        group,
        direct,
      },
    }));
    writeJson(io, { name, graph, named: files, diagnostics: list.diagnostics });
  } else if (graph.length === 0 && named.length === 0) {
    writeLines(io, [neutralise(`nothing here names ${spec} (${countOf(list.manifests.length, 'manifest')} read)`)]);
  } else {
    const lines = named.length === 0 ? [] : ['named in', ...named.map(describeNaming)];
    writeLines(io, [...graph.flatMap(renderAnswer), ...lines]);
  }
  return graph.length === 0 && named.length === 0 ? 1 : 0;
}
