/**
 * Packages that hooks of pre-commit need besides their own (`additional_dependencies`), and what local hooks run:
 * https://pre-commit.com/#pre-commit-configyaml---hooks. The language of a hook from elsewhere stands in its repository; of
 * those that are none of Python's the well-known ones are told by their names, and others by how the packages are written.
 */

import type { ManifestFormat } from '../../model/manifest.ts';
import { itemsOf, type JsonNode, memberOf, stringOf } from '../../text/tree.ts';
import { readSpec, type SpecSyntax } from '../commands/specs.ts';
import { addShellNode, COMMANDS, createRegions, readRegions } from './command-regions.ts';
import { createPlacedDraft, type PlacedDraft } from './placed-draft.ts';
import { readYamlManifest } from './yaml-manifest.ts';

const SYNTAX_OF: Readonly<Record<string, SpecSyntax>> = {
  python: 'python',
  conda: 'conda',
  node: 'npm',
  ruby: 'gem',
  golang: 'go',
  rust: 'crate',
  dart: 'pub',
};
const OF_NODE =
  /prettier|eslint|stylelint|commitlint|markdownlint|textlint|svelte|typescript|tsc\b|jshint|xo\b|biome|oxlint|htmlhint|cspell|npm|node/i;
const LIKE_NPM = /^@[\w.-]+\/|^[\w.-]+@[\^~\d]/;

function syntaxOf(repo: string, hook: JsonNode, needs: readonly string[]): SpecSyntax | null {
  const language = stringOf(memberOf(hook, 'language'));
  if (language !== null) return SYNTAX_OF[language] ?? null;
  const id = stringOf(memberOf(hook, 'id')) ?? '';
  return needs.some(need => LIKE_NPM.test(need)) || OF_NODE.test(`${repo.replace(/^.*\//, '')} ${id}`)
    ? 'npm'
    : 'python';
}

function addNeeds(draft: PlacedDraft, repo: string, hook: JsonNode): void {
  const nodes = itemsOf(memberOf(hook, 'additional_dependencies'));
  const syntax = syntaxOf(
    repo,
    hook,
    nodes.flatMap(node => stringOf(node) ?? []),
  );
  if (syntax === null) return;
  for (const node of nodes) {
    const written = (stringOf(node) ?? '').replace(/^cli:/, '');
    const spec = readSpec(syntax, written, false);
    if (spec === null) continue;
    const { offset, ...parts } = spec;
    const start = node.at.end - written.length + Math.max(0, offset);
    const isPlaced = offset >= 0 && start >= node.at.start && start + spec.name.length <= node.at.end;
    draft.add({ ...parts, group: 'dev', at: isPlaced ? { start, end: start + spec.name.length } : node.at });
  }
}

export const preCommitConfig: ManifestFormat = {
  ...COMMANDS,
  description: 'packages that hooks of pre-commit need besides, and that local hooks run',
  parse: ({ text }) => {
    const draft = createPlacedDraft('PyPI', text);
    const regions = createRegions();
    for (const repo of itemsOf(memberOf(readYamlManifest(text, 'a configuration of pre-commit', draft), 'repos'))) {
      for (const hook of itemsOf(memberOf(repo, 'hooks'))) {
        addNeeds(draft, stringOf(memberOf(repo, 'repo')) ?? '', hook);
        addShellNode(regions, text, memberOf(hook, 'entry'));
      }
    }
    return readRegions(text, regions, { draft });
  },
};
