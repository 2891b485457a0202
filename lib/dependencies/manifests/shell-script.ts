/** Shell scripts, and what they install. */

import type { ManifestFormat } from '../../model/manifest.ts';
import { COMMANDS, createRegions, readRegions } from './command-regions.ts';

export const shellScript: ManifestFormat = {
  ...COMMANDS,
  description: 'packages that commands of a shell script install',
  parse: ({ text }) => {
    const regions = createRegions();
    regions.shell.push({ at: { start: 0, end: text.length } });
    return readRegions(text, regions);
  },
};
