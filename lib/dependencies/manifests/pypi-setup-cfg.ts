/** setup.cfg of setuptools (https://setuptools.pypa.io/en/latest/userguide/declarative_config.html). Other tools keep settings there too. */

import type { ManifestFormat, ManifestText, ParsedManifest } from '../../model/manifest.ts';
import type { Package } from '../../model/package.ts';
import { finish, notTheFormat } from './draft.ts';
import { type IniLine, type IniValue, readIni } from './ini-lines.ts';
import { createPlacedDraft, type PlacedDraft } from './placed-draft.ts';
import { toPackage } from './python-requirement.ts';

const LISTS: Readonly<Record<string, Package['group']>> = {
  'options install_requires': 'main',
  'options setup_requires': 'build',
  'options tests_require': 'dev',
  // Written with dashes before setuptools 78.
  'options install-requires': 'main',
  'options setup-requires': 'build',
  'options tests-require': 'dev',
};

const groupOf = ({ section, key }: IniValue): Package['group'] | undefined =>
  section === 'options.extras_require' ? 'optional' : LISTS[`${section} ${key}`];

/** On the line of the key semicolons stand between requirements; below it a semicolon begins a marker. */
function splitList({ lines, inline }: IniValue): readonly IniLine[] {
  const [only] = lines;
  if (only === undefined || lines.length > 1 || !inline) return lines;
  const parts: IniLine[] = [];
  let start = only.start;
  for (const text of only.text.split(';')) {
    if (text.trim() !== '') parts.push({ text, start });
    start += text.length + 1;
  }
  return parts;
}

function addFiles({ text, start }: IniLine, draft: PlacedDraft): void {
  let at = start + 'file:'.length;
  for (const written of text.slice('file:'.length).split(',')) {
    const path = written.trim();
    const from = at + written.length - written.trimStart().length;
    if (path !== '')
      draft.references.push({ kind: 'requirements', path, at: { start: from, end: from + path.length } });
    at += written.length + 1;
  }
}

function addList(value: IniValue, group: Package['group'], draft: PlacedDraft): void {
  for (const { text, start } of splitList(value)) {
    const parts = toPackage(text.replace(/\s#.*$/, ''), start, group);
    if (parts === null) draft.faultAt(start, 'this is no requirement');
    else draft.add(parts);
  }
}

function parse({ text }: ManifestText): ParsedManifest {
  const { values, faults } = readIni(text);
  if (text.trim() !== '' && values.length === 0 && faults.length > 0) return notTheFormat('a setup.cfg file');
  const draft = createPlacedDraft('PyPI', text);
  for (const offset of faults) draft.faultAt(offset, 'this line belongs to no section or key');
  for (const value of values) {
    const group = groupOf(value);
    const [first] = value.lines;
    if (group === undefined || first === undefined) continue;
    if (first.text.startsWith('file:')) addFiles(first, draft);
    else addList(value, group, draft);
  }
  const name = values.find(({ section, key }) => section === 'metadata' && key === 'name')?.lines[0]?.text;
  return finish(draft, name === undefined ? {} : { projectName: name });
}

export const pypiSetupCfg: ManifestFormat = {
  ecosystem: 'PyPI',
  role: 'manifest',
  description: 'requirements and extras of a project of setuptools',
  parse,
};
