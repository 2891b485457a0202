/** The registry of package managers, by the name of their program: lower case, without folder, version and extension. */

import type { Manager } from '../manager.ts';
import { bun, bunx } from './bun.ts';
import { conda } from './conda.ts';
import { deno, jsr } from './deno.ts';
import { npm, npx } from './npm.ts';
import { bundle, cargo, composer, dart, dnx, dotnet, gem, go, installPackage, mix, nuget } from './others.ts';
import { easyInstall, pip } from './pip.ts';
import { pnpm, pnpx } from './pnpm.ts';
import { hatch, pdm, pipenv, pipx, poetry, rye } from './python-projects.ts';
import { uv, uvx } from './uv.ts';
import { yarn } from './yarn.ts';

const MANAGERS = {
  npm,
  npx,
  yarn,
  yarnpkg: yarn,
  pnpm,
  pnpx,
  bun,
  bunx,
  deno,
  jsr,
  pip,
  easy_install: easyInstall,
  uv,
  uvx,
  poetry,
  pdm,
  pipenv,
  pipx,
  rye,
  hatch,
  conda,
  mamba: conda,
  micromamba: conda,
  go,
  cargo,
  gem,
  bundle,
  bundler: bundle,
  composer,
  dotnet,
  dnx,
  nuget,
  'install-package': installPackage,
  dart,
  flutter: dart,
  mix,
} as const satisfies Record<string, Manager>;

export const PROGRAMS: readonly string[] = Object.keys(MANAGERS);

const BY_PROGRAM = new Map<string, Manager>(Object.entries(MANAGERS));

/** The grammar of a program; null for one that installs nothing. */
export const managerOf = (program: string): Manager | null => BY_PROGRAM.get(program) ?? null;
