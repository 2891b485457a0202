/**
 * What workflows and actions of GitHub run (`uses:` in steps and jobs):
 * https://docs.github.com/actions/reference/workflows-and-actions/workflow-syntax. A full commit is a version; tags and
 * branches can be moved, and are ranges.
 */

import type { ManifestFormat, ManifestText, ParsedManifest } from '../../model/manifest.ts';
import { itemsOf, type JsonNode, memberOf, membersOf, stringOf } from '../../text/tree.ts';
import { finish, type PackageParts } from './draft.ts';
import { createPlacedDraft, type PlacedDraft } from './placed-draft.ts';
import { readYamlManifest } from './yaml-manifest.ts';

const COMMIT = /^[0-9a-f]{40}(?:[0-9a-f]{24})?$/i;
const DOCKER = 'docker://';

/** `docker://image:tag` or `docker://image@sha256:…`; the colon of a port stands before a slash. */
function describeImage(written: string): Omit<PackageParts, 'at'> {
  const image = written.slice(DOCKER.length);
  const [path = '', digest] = image.split('@');
  const colon = path.lastIndexOf(':');
  const tag = colon > path.lastIndexOf('/') ? path.slice(colon + 1) : null;
  const name = tag === null ? path : path.slice(0, colon);
  const pinned = digest === undefined ? {} : { integrity: [digest], version: tag };
  return { name, range: tag, source: 'url', resolved: written, ...pinned };
}

function describeUse(written: string): Omit<PackageParts, 'at'> {
  if (written.startsWith(DOCKER)) return describeImage(written);
  if (/^\.{1,2}\//.test(written)) return { name: written, source: 'workspace', resolved: written };
  const cut = written.lastIndexOf('@');
  if (cut === -1) return { name: written };
  const ref = written.slice(cut + 1);
  return { name: written.slice(0, cut), ...(COMMIT.test(ref) ? { version: ref } : { range: ref || null }) };
}

function addUse(holder: JsonNode, draft: PlacedDraft): void {
  const node = memberOf(holder, 'uses');
  const written = stringOf(node);
  if (node === undefined) return;
  const parts = written ? describeUse(written) : null;
  if (written === null || parts === null || parts.name === '') {
    draft.faultAt(node.at.start, 'what is used here is not named');
    return;
  }
  const offset = Math.max(0, written.indexOf(parts.name));
  const start = Math.min(node.at.end, node.at.start + offset);
  draft.add({ ...parts, group: 'build', at: { start, end: Math.min(node.at.end, start + parts.name.length) } });
}

function addSteps(holder: JsonNode | undefined, draft: PlacedDraft): void {
  for (const step of itemsOf(memberOf(holder, 'steps'))) addUse(step, draft);
}

function parse({ text }: ManifestText): ParsedManifest {
  const draft = createPlacedDraft('GitHub Actions', text);
  const root = readYamlManifest(text, 'a workflow or an action', draft);
  for (const { value: job } of membersOf(memberOf(root, 'jobs'))) {
    addUse(job, draft);
    addSteps(job, draft);
  }
  addSteps(memberOf(root, 'runs'), draft);
  return finish(draft);
}

export const githubActions: ManifestFormat = {
  ecosystem: 'GitHub Actions',
  role: 'manifest',
  description: 'actions and reusable workflows that a workflow or an action runs',
  parse,
};
