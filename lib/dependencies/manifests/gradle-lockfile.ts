/** gradle.lockfile and buildscript-gradle.lockfile (https://docs.gradle.org/current/userguide/dependency_locking.html). */

import type { ManifestFormat, ManifestText, ParsedManifest } from '../../model/manifest.ts';
import { splitLines } from '../../text/split-lines.ts';
import { createDraft, finish, notTheFormat } from './draft.ts';

/** `group:artifact:version=configuration,configuration`. */
const LINE = /^([^\s:=#]{1,300}:[^\s:=]{1,300}):([^\s:=]{1,200})=(\S*)$/;

/** For tests alone, if every configuration that it is locked for is one of them. */
const isForTests = (configurations: string): boolean =>
  configurations !== '' && configurations.split(',').every(name => /^test|^androidTest|Test[A-Z]/.test(name));

function parse({ path, text }: ManifestText): ParsedManifest {
  const draft = createDraft('Maven');
  const isBuildscript = /(?:^|\/)buildscript-/.test(path);
  let read = 0;
  for (const line of splitLines(text)) {
    const written = line.text.trim();
    if (written === '' || written.startsWith('#')) continue;
    if (written.startsWith('empty=')) {
      read++;
      continue;
    }
    const [, name, version, configurations] = LINE.exec(written) ?? [];
    if (name === undefined || version === undefined || configurations === undefined) {
      draft.fault(line.number, 'this line is not `group:artifact:version=configurations`');
      continue;
    }
    read++;
    const start = line.start + line.text.indexOf(name);
    const group = isBuildscript ? 'build' : isForTests(configurations) ? 'dev' : 'main';
    draft.add({ name, version, group, direct: false, at: { start, end: start + name.length } });
  }
  return read === 0 && draft.faults.length > 0 ? notTheFormat('a lockfile of Gradle') : finish(draft);
}

export const gradleLockfile: ManifestFormat = {
  ecosystem: 'Maven',
  role: 'lockfile',
  description: 'artifacts that Gradle chose',
  parse,
};
