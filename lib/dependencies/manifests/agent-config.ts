/**
 * What editors, agents and their servers run (`"command": "npx", "args": ["-y", "…"]`): settings of the Model Context Protocol
 * (https://modelcontextprotocol.io/docs/develop/connect-local-servers), hooks of agents, tasks of editors, containers for development.
 */

import type { ManifestFormat, ManifestText, ParsedManifest } from '../../model/manifest.ts';
import { itemsOf, type JsonNode, memberOf, membersOf, readJson, stringOf } from '../../text/json.ts';
import { readToml } from '../../text/toml-tree.ts';
import {
  addCommandNode,
  COMMANDS,
  type CommandRegions,
  createRegions,
  readRegions,
  wordsOf,
} from './command-regions.ts';
import { createPlacedDraft } from './placed-draft.ts';

const DEEPEST = 60;
/** `postCreateCommand` and its like: a string, a list, or several of them by name. */
const LIFECYCLE = /^(?:initialize|onCreate|updateContent|postCreate|postStart|postAttach)Command$/;

/** A program and its arguments; a string alone may be shell. */
function addCommand(regions: CommandRegions, text: string, holder: JsonNode): void {
  const command = memberOf(holder, 'command');
  const words = stringOf(command) === null || command === undefined ? null : wordsOf([command]);
  const rest = wordsOf(itemsOf(memberOf(holder, 'args')));
  if (words !== null && rest !== null) regions.words.push([...words, ...rest]);
  else addCommandNode(regions, text, command);
}

function visit(regions: CommandRegions, text: string, node: JsonNode, depth: number): void {
  if (depth > DEEPEST) return;
  if (memberOf(node, 'command') !== undefined) addCommand(regions, text, node);
  for (const { key, value } of membersOf(node)) {
    if (LIFECYCLE.test(key)) {
      addCommandNode(regions, text, value);
      for (const each of membersOf(value)) addCommandNode(regions, text, each.value);
    } else visit(regions, text, value, depth + 1);
  }
  for (const item of itemsOf(node)) visit(regions, text, item, depth + 1);
}

function parse({ path, text }: ManifestText): ParsedManifest {
  const draft = createPlacedDraft('npm', text);
  if (text.trim() === '') return readRegions(text, createRegions(), { draft });
  const { root, faults } = path.endsWith('.toml') ? readToml(text) : readJson(text, { comments: true });
  const [first] = faults;
  if (first !== undefined)
    draft.faultAt(first.offset, `${first.message}; commands here or behind may have been left out`);
  const regions = createRegions();
  if (root !== null) visit(regions, text, root, 0);
  return readRegions(text, regions, { draft });
}

export const agentConfig: ManifestFormat = {
  ...COMMANDS,
  description:
    'packages that servers of the Model Context Protocol, agents, editors and containers for development run',
  parse,
};
