/** npm's own picture of a project: who depends on whom by the lockfile, and what lies in node_modules. The one file that imports arborist. */

import type { Edge, Node } from '@npmcli/arborist';
import { GateError } from '../model/failure.ts';
import { errorCode } from '../text/error-words.ts';

/** One step of a chain: who asks for the next one, by which range and as what. */
export type GraphStep = {
  readonly name: string;
  readonly version: string;
  /** Folder below the project, `` for the project itself. */
  readonly location: string;
  /** What it asks of the next step; empty for the last. */
  readonly range: string;
  readonly type: string;
};

export type GraphAnswer = {
  readonly name: string;
  readonly version: string;
  readonly location: string;
  /** From the project to the package, shortest first. */
  readonly chains: readonly (readonly GraphStep[])[];
  /** More chains than are told. */
  readonly more: boolean;
  /** What node_modules holds at that place: the same version, another one, or nothing. */
  readonly installed: string | null;
};

/** Chains told of one package. */
const MOST_CHAINS = 10;
/** Steps looked at in search of them. */
const MOST_STEPS = 20_000;

const edgesInto = (node: Node): Edge[] =>
  [...node.edgesIn].sort((a, b) => ((a.from?.location ?? '') < (b.from?.location ?? '') ? -1 : 1));

const stepOf = (node: Node, edge: Edge | null): GraphStep => ({
  name: node.isProjectRoot ? (node.packageName ?? node.name) : node.name,
  version: node.version ?? '',
  location: node.location,
  range: edge?.spec ?? '',
  type: edge?.type ?? '',
});

/** Chains from the project, or a member of it, down to `node`; breadth first, no package twice in one chain. */
function findChains(node: Node): { chains: GraphStep[][]; more: boolean } {
  const chains: GraphStep[][] = [];
  const open: { node: Node; chain: GraphStep[]; seen: Set<Node> }[] = [
    { node, chain: [stepOf(node, null)], seen: new Set([node]) },
  ];
  for (let next = 0; next < open.length && next < MOST_STEPS; next++) {
    const at = open[next];
    if (at === undefined) break;
    if (at.node.isProjectRoot || at.node.isWorkspace) {
      if (chains.length === MOST_CHAINS) return { chains, more: true };
      chains.push(at.chain);
      continue;
    }
    for (const edge of edgesInto(at.node)) {
      const { from } = edge;
      if (from === null || at.seen.has(from)) continue;
      open.push({ node: from, chain: [stepOf(from, edge), ...at.chain], seen: new Set([...at.seen, from]) });
    }
  }
  return { chains, more: open.length > MOST_STEPS };
}

/**
 * Every package `name` (and `version`, unless null) that the project's npm lockfile holds, or node_modules where there is no
 * lockfile. Null where there is neither. Reads the disk below `path` alone. Throws GateError where npm can't read them.
 */
export async function askNpmGraph(
  path: string,
  name: string,
  version: string | null,
): Promise<readonly GraphAnswer[] | null> {
  const { default: Arborist } = await import('@npmcli/arborist');
  const arborist = new Arborist({ path });
  const fail = (error: unknown): never => {
    const reason = error instanceof Error ? (error.message.split('\n')[0] ?? '') : '';
    throw new GateError(
      `npm's graph of ${path} cannot be read: ${reason}`,
      'Is the lockfile whole? npm install repairs it.',
    );
  };
  const locked = await arborist
    .loadVirtual()
    .catch((error: unknown) => (errorCode(error) === 'ENOLOCK' ? null : fail(error)));
  const actual = await arborist.loadActual().catch(fail);
  if (locked === null && actual.children.size === 0) return null;
  const nodes = [...(locked ?? actual).inventory.values()].filter(
    node => !node.isProjectRoot && !node.isLink && (node.name === name || node.packageName === name),
  );
  return nodes
    .filter(node => version === null || node.version === version)
    .map(node => ({
      name: node.packageName ?? node.name,
      version: node.version ?? '',
      location: node.location,
      ...findChains(node),
      installed: actual.inventory.get(node.location)?.version ?? null,
    }));
}
