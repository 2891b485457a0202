/**
 * The registry of manifest and lockfile formats: its keys are the rows of the table in the README and of the contract test.
 * An entry: `'npm-package-json': { files: ['package.json'], load: async () => (await import('./npm-package-json.ts')).npmPackageJson }`.
 */

import type { ManifestEntry } from '../../model/manifest.ts';
import { mayInstall, mayInstallByLine, mayInstallInStrings } from '../commands/installing.ts';

export const MANIFESTS = {
  'npm-package-json': {
    files: ['package.json'],
    load: async () => (await import('./npm-package-json.ts')).npmPackageJson,
  },
  'npm-package-lock': {
    files: ['package-lock.json', 'npm-shrinkwrap.json'],
    load: async () => (await import('./npm-package-lock.ts')).npmPackageLock,
  },
  'yarn-lock': {
    files: ['yarn.lock'],
    load: async () => (await import('./yarn-lock.ts')).yarnLock,
  },
  'pnpm-lock': {
    files: ['pnpm-lock.yaml'],
    load: async () => (await import('./pnpm-lock.ts')).pnpmLock,
  },
  'pnpm-workspace': {
    files: ['pnpm-workspace.yaml'],
    load: async () => (await import('./pnpm-workspace.ts')).pnpmWorkspace,
  },
  'bun-lock': {
    files: ['bun.lock'],
    load: async () => (await import('./bun-lock.ts')).bunLock,
  },
  'deno-json': {
    files: ['deno.json', 'deno.jsonc'],
    load: async () => (await import('./deno-json.ts')).denoJson,
  },
  'deno-lock': {
    files: ['deno.lock'],
    load: async () => (await import('./deno-lock.ts')).denoLock,
  },
  'go-mod': { files: ['go.mod'], load: async () => (await import('./go-mod.ts')).goMod },
  'go-sum': { files: ['go.sum', 'go.work.sum'], load: async () => (await import('./go-sum.ts')).goSum },
  'gemfile-lock': {
    files: ['Gemfile.lock', 'gems.locked', '*.gemfile.lock'],
    load: async () => (await import('./gemfile-lock.ts')).gemfileLock,
  },
  'composer-json': { files: ['composer.json'], load: async () => (await import('./composer-json.ts')).composerJson },
  'composer-lock': { files: ['composer.lock'], load: async () => (await import('./composer-lock.ts')).composerLock },
  'nuget-lock': { files: ['packages.lock.json'], load: async () => (await import('./nuget-lock.ts')).nugetLock },
  'nuget-packages-config': {
    files: ['packages.config', 'packages.*.config'],
    load: async () => (await import('./nuget-packages-config.ts')).nugetPackagesConfig,
  },
  'msbuild-project': {
    files: [
      '*.csproj',
      '*.vbproj',
      '*.fsproj',
      'Directory.Packages.props',
      'Directory.Build.props',
      'Directory.Build.targets',
    ],
    load: async () => (await import('./msbuild-project.ts')).msbuildProject,
  },
  'maven-pom': { files: ['pom.xml', '*.pom'], load: async () => (await import('./maven-pom.ts')).mavenPom },
  gemfile: { files: ['Gemfile', 'gems.rb', '*.gemfile'], load: async () => (await import('./gemfile.ts')).gemfile },
  gemspec: { files: ['*.gemspec'], load: async () => (await import('./gemspec.ts')).gemspec },
  'cargo-manifest': { files: ['Cargo.toml'], load: async () => (await import('./cargo-manifest.ts')).cargoManifest },
  'cargo-lock': { files: ['Cargo.lock'], load: async () => (await import('./cargo-lock.ts')).cargoLock },
  'gradle-build': {
    files: ['*.gradle', '*.gradle.kts'],
    load: async () => (await import('./gradle-build.ts')).gradleBuild,
  },
  'gradle-catalog': {
    files: ['*.versions.toml'],
    load: async () => (await import('./gradle-catalog.ts')).gradleCatalog,
  },
  'gradle-lockfile': {
    files: ['gradle.lockfile', 'buildscript-gradle.lockfile'],
    load: async () => (await import('./gradle-lockfile.ts')).gradleLockfile,
  },
  'github-actions': {
    files: ['**/.github/workflows/*.yml', '**/.github/workflows/*.yaml', 'action.yml', 'action.yaml'],
    load: async () => (await import('./github-actions.ts')).githubActions,
  },
  pubspec: { files: ['pubspec.yaml'], load: async () => (await import('./pubspec.ts')).pubspec },
  'pubspec-lock': { files: ['pubspec.lock'], load: async () => (await import('./pubspec-lock.ts')).pubspecLock },
  'mix-exs': { files: ['mix.exs'], load: async () => (await import('./mix-exs.ts')).mixExs },
  'mix-lock': { files: ['mix.lock'], load: async () => (await import('./mix-lock.ts')).mixLock },
  'swift-resolved': {
    files: ['Package.resolved'],
    load: async () => (await import('./swift-resolved.ts')).swiftResolved,
  },
  'podfile-lock': { files: ['Podfile.lock'], load: async () => (await import('./podfile-lock.ts')).podfileLock },
  'conan-lock': { files: ['conan.lock'], load: async () => (await import('./conan-lock.ts')).conanLock },
  'renv-lock': { files: ['renv.lock'], load: async () => (await import('./renv-lock.ts')).renvLock },
  'pypi-requirements': {
    files: [
      '*requirements*.txt',
      '*requirements*.in',
      '**/requirements/**/*.txt',
      '**/requirements/**/*.in',
      '*constraints*.txt',
      '*constraints*.in',
    ],
    load: async () => (await import('./pypi-requirements.ts')).pypiRequirements,
  },
  'pypi-pyproject': {
    files: ['pyproject.toml'],
    load: async () => (await import('./pypi-pyproject.ts')).pypiPyproject,
  },
  'pypi-setup-cfg': {
    files: ['setup.cfg'],
    load: async () => (await import('./pypi-setup-cfg.ts')).pypiSetupCfg,
  },
  'pypi-setup-py': {
    files: ['setup.py'],
    load: async () => (await import('./pypi-setup-py.ts')).pypiSetupPy,
  },
  'pypi-script': {
    files: ['*.py'],
    mayHold: text => text.includes('# /// script'),
    load: async () => (await import('./pypi-script.ts')).pypiScript,
  },
  'pypi-pipfile': {
    files: ['Pipfile'],
    load: async () => (await import('./pypi-pipfile.ts')).pypiPipfile,
  },
  'pypi-pipfile-lock': {
    files: ['Pipfile.lock'],
    load: async () => (await import('./pypi-pipfile-lock.ts')).pypiPipfileLock,
  },
  'pypi-poetry-lock': {
    files: ['poetry.lock'],
    load: async () => (await import('./pypi-poetry-lock.ts')).pypiPoetryLock,
  },
  'pypi-uv-lock': {
    files: ['uv.lock'],
    load: async () => (await import('./pypi-uv-lock.ts')).pypiUvLock,
  },
  'pypi-pdm-lock': {
    files: ['pdm.lock', 'pdm.*.lock'],
    load: async () => (await import('./pypi-pdm-lock.ts')).pypiPdmLock,
  },
  'pypi-pylock': {
    files: ['pylock.toml', 'pylock.*.toml'],
    load: async () => (await import('./pypi-pylock.ts')).pypiPylock,
  },
  'conda-environment': {
    files: [
      'environment.yml',
      'environment.yaml',
      'environment[-_.]*.yml',
      'environment[-_.]*.yaml',
      '*[-_]environment.yml',
      '*[-_]environment.yaml',
    ],
    load: async () => (await import('./conda-environment.ts')).condaEnvironment,
  },
  dockerfile: {
    files: ['Dockerfile', 'Containerfile', 'Dockerfile.*', '*.Dockerfile', '*.dockerfile', 'Containerfile.*'],
    load: async () => (await import('./dockerfile.ts')).dockerfile,
  },
  'compose-file': {
    files: [
      'compose.yml',
      'compose.yaml',
      'compose.*.yml',
      'compose.*.yaml',
      'docker-compose*.yml',
      'docker-compose*.yaml',
    ],
    load: async () => (await import('./compose-file.ts')).composeFile,
  },
  'ci-steps': {
    files: [
      '**/.github/workflows/*.yml',
      '**/.github/workflows/*.yaml',
      'action.yml',
      'action.yaml',
      '.gitlab-ci.yml',
      '*.gitlab-ci.yml',
      '**/.circleci/*.yml',
      'azure-pipelines*.yml',
      'azure-pipelines*.yaml',
      '.travis.yml',
      'bitbucket-pipelines.yml',
      '.drone.yml',
      '.woodpecker.yml',
      '**/.woodpecker/*.yml',
      'appveyor.yml',
      '.appveyor.yml',
      'Taskfile.yml',
      'Taskfile.yaml',
    ],
    mayHold: mayInstallInStrings,
    beside: true,
    load: async () => (await import('./ci-steps.ts')).ciSteps,
  },
  'shell-script': {
    files: ['*.sh', '*.bash', '*.zsh', '*.ksh', '.envrc'],
    mayHold: mayInstall,
    load: async () => (await import('./shell-script.ts')).shellScript,
  },
  makefile: {
    files: ['Makefile', 'makefile', 'GNUmakefile', '*.mk', '*.make'],
    mayHold: mayInstallByLine,
    load: async () => (await import('./makefile.ts')).makefile,
  },
  'markdown-commands': {
    files: ['*.md', '*.markdown', '*.mdx', '*.rst'],
    mayHold: mayInstallByLine,
    load: async () => (await import('./markdown-commands.ts')).markdownCommands,
  },
  notebook: {
    files: ['*.ipynb'],
    mayHold: mayInstallInStrings,
    load: async () => (await import('./notebook.ts')).notebook,
  },
  'pre-commit-config': {
    files: ['.pre-commit-config.yaml', '.pre-commit-config.yml'],
    load: async () => (await import('./pre-commit-config.ts')).preCommitConfig,
  },
  'agent-config': {
    files: [
      '.mcp.json',
      'mcp.json',
      'mcp_config.json',
      'mcp-config.json',
      'mcp_settings.json',
      'cline_mcp_settings.json',
      'claude_desktop_config.json',
      '**/.claude/settings*.json',
      '**/.gemini/settings.json',
      '**/.vscode/settings.json',
      '**/.vscode/tasks.json',
      '**/.codex/config.toml',
      'opencode.json',
      'opencode.jsonc',
      'devcontainer.json',
    ],
    mayHold: text => /[Cc]ommand/.test(text),
    load: async () => (await import('./agent-config.ts')).agentConfig,
  },
} as const satisfies Record<string, ManifestEntry>;
