/** packages.config, NuGet's older manifest, which holds every package, also those that others need, with its exact version. */

import type { ManifestFormat, ManifestText, ParsedManifest } from '../../model/manifest.ts';
import { attributeOf, childrenOf } from '../../text/xml.ts';
import { finish } from './draft.ts';
import { isNugetId } from './nuget-version.ts';
import { createPlacedDraft } from './placed-draft.ts';
import { readXmlManifest } from './xml-manifest.ts';

function parse({ text }: ManifestText): ParsedManifest {
  const draft = createPlacedDraft('NuGet', text);
  const root = readXmlManifest(text, 'packages', 'a packages.config file', draft);
  for (const entry of childrenOf(root ?? undefined, 'package')) {
    const id = attributeOf(entry, 'id');
    if (id === undefined || !isNugetId(id.value)) {
      draft.faultAt(entry.at.start, 'this entry names no package');
      continue;
    }
    const isDev = attributeOf(entry, 'developmentDependency')?.value.toLowerCase() === 'true';
    draft.add({
      name: id.value,
      version: attributeOf(entry, 'version')?.value ?? null,
      range: attributeOf(entry, 'allowedVersions')?.value ?? null,
      group: isDev ? 'dev' : 'main',
      at: id.at,
    });
  }
  return finish(draft);
}

export const nugetPackagesConfig: ManifestFormat = {
  ecosystem: 'NuGet',
  role: 'manifest',
  description: 'packages of an older .NET project',
  parse,
};
