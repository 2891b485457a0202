/** What services of a compose file run when they start: https://docs.docker.com/reference/compose-file/services/. Images are left alone. */

import type { ManifestFormat } from '../../model/manifest.ts';
import { memberOf, membersOf } from '../../text/tree.ts';
import { addCommandNode, COMMANDS, createRegions, readRegions } from './command-regions.ts';
import { createPlacedDraft } from './placed-draft.ts';
import { readYamlManifest } from './yaml-manifest.ts';

export const composeFile: ManifestFormat = {
  ...COMMANDS,
  description: 'packages that commands, entry points and health checks of services install',
  parse: ({ text }) => {
    const draft = createPlacedDraft('npm', text);
    const regions = createRegions();
    for (const { value: service } of membersOf(memberOf(readYamlManifest(text, 'a compose file', draft), 'services'))) {
      for (const key of ['command', 'entrypoint']) addCommandNode(regions, text, memberOf(service, key));
      addCommandNode(regions, text, memberOf(memberOf(service, 'healthcheck'), 'test'));
    }
    return readRegions(text, regions, { draft });
  },
};
