/**
 * What the steps of a pipeline install. Each service has its own word for a step's commands, and none means anything else by
 * another's, so that one reader goes through them all: GitHub (`run`), GitLab (`script`), CircleCI (`run`, `command`), Azure
 * (`script`, `bash`, `pwsh`), Travis (`install` …), Bitbucket (`script`), Drone and Woodpecker (`commands`), Taskfile (`cmds`).
 */

import type { ManifestFormat } from '../../model/manifest.ts';
import { itemsOf, type JsonNode, membersOf } from '../../text/tree.ts';
import { readYamlTree } from '../../text/yaml-tree.ts';
import { addShellNode, COMMANDS, type CommandRegions, createRegions, readRegions } from './command-regions.ts';

const KEYS = new Set(
  'run script before_script after_script bash pwsh powershell command commands cmd cmds sh install before_install before_deploy after_success'.split(
    ' ',
  ),
);
const DEEPEST = 60;

/** Under such a key every text is a command, or what else stands there is looked through. */
function visit(regions: CommandRegions, text: string, node: JsonNode, isCommand: boolean, depth: number): void {
  if (depth > DEEPEST) return;
  if (node.kind === 'scalar' && isCommand) addShellNode(regions, text, node);
  for (const item of itemsOf(node)) visit(regions, text, item, isCommand, depth + 1);
  for (const { key, value } of membersOf(node)) visit(regions, text, value, KEYS.has(key), depth + 1);
}

/** Faults of the YAML are not told: those of workflows the reader of their actions tells, and others are full of templates. */
export const ciSteps: ManifestFormat = {
  ...COMMANDS,
  description:
    'packages that steps of a pipeline install (GitHub, GitLab, CircleCI, Azure, Travis, Bitbucket and others)',
  parse: ({ text }) => {
    const regions = createRegions();
    visit(regions, text, readYamlTree(text).root, false, 0);
    return readRegions(text, regions);
  },
};
