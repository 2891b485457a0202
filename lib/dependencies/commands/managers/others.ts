/** Managers with one verb or two: Go, Cargo, RubyGems, Bundler, Composer, .NET, Dart and Mix, each by its own manual. */

import type { Manager, Verb } from '../manager.ts';

const install: Verb = { does: 'install' };

/** https://pkg.go.dev/cmd/go */
export const go: Manager = {
  spec: 'go',
  oneDash: true,
  options: {
    value:
      '-C -p -asmflags -buildmode -buildvcs -compiler -gccgoflags -gcflags -installsuffix -ldflags -mod -modfile -overlay -pgo -pkgdir -tags -toolexec -o -exec',
  },
  verbs: { 'get|install': install, run: { does: 'exec' } },
};

const CARGO_VALUES =
  '-C --config -Z --color -F --features -j --jobs --target --target-dir --profile --root --bin --example --message-format --rename --registry ' +
  '--index --branch --tag --rev --manifest-path -p --package --lockfile-path --public';

/** https://doc.rust-lang.org/cargo/commands/ */
export const cargo: Manager = {
  spec: 'crate',
  options: { value: CARGO_VALUES, git: '--git', path: '--path' },
  verbs: {
    add: { does: 'install', options: { dev: '--dev' } },
    'install|binstall': {
      does: 'install',
      options: {
        version: '--version --vers',
        value: '--strategies --disable-strategies --pkg-url --pkg-fmt --bin-dir --install-path --targets',
      },
    },
  },
};

/** https://guides.rubygems.org/command-reference/ */
export const gem: Manager = {
  spec: 'gem',
  options: {
    value:
      '--platform -i --install-dir -n --bindir --document --build-root -P --trust-policy -g --file -B --bulk-threshold --norc --config-file -p --http-proxy --without --target-rbconfig',
    version: '-v --version',
    extra: '-s --source',
  },
  verbs: { 'install|i|fetch|update': install, exec: { does: 'exec', options: { package: '-g --gem' } } },
};

/** https://bundler.io/man/bundle-add.1.html */
export const bundle: Manager = {
  spec: 'gem',
  verbs: {
    add: {
      does: 'install',
      options: {
        version: '-v --version',
        value: '-g --group --require -r --branch --ref --glob --github',
        extra: '-s --source',
        git: '--git',
        path: '--path',
      },
    },
    exec: { does: 'run' },
  },
};

/** https://getcomposer.org/doc/03-cli.md */
export const composer: Manager = {
  spec: 'composer',
  options: {
    value:
      '-d --working-dir --prefer-install --apcu-autoloader-prefix --audit-format --ignore-platform-req --stability -s --repository --repository-url',
    dev: '--dev',
  },
  verbs: { 'require|r': install, 'global require|r': install, 'create-project': { does: 'exec' } },
};

const NUGET_OPTIONS = {
  version: '-v --version',
  extra: '-s --source --add-source',
  value: '-f --framework --package-directory --project --tool-path --configfile --verbosity --arch -a',
};

/** https://learn.microsoft.com/dotnet/core/tools/ */
export const dotnet: Manager = {
  spec: 'nuget',
  verbs: {
    'add package': { does: 'install', options: NUGET_OPTIONS },
    'add * package': { does: 'install', options: NUGET_OPTIONS },
    'package add': { does: 'install', options: NUGET_OPTIONS },
    'tool install|update': { does: 'install', options: NUGET_OPTIONS },
    'tool exec': { does: 'exec', options: NUGET_OPTIONS },
    'new install': { does: 'install', options: NUGET_OPTIONS },
  },
};

export const dnx: Manager = { spec: 'nuget', options: NUGET_OPTIONS, verbs: { '': { does: 'exec' } } };

/** https://learn.microsoft.com/nuget/reference/nuget-exe-cli-reference and the cmdlet of the Package Manager Console. */
export const nuget: Manager = {
  spec: 'nuget',
  oneDash: true,
  options: {
    version: '-Version -version',
    extra: '-Source -source',
    value: '-OutputDirectory -Framework -ConfigFile -Verbosity -PackageSaveMode -SolutionDirectory -ProjectName',
  },
  verbs: { 'install|add': install },
};

export const installPackage: Manager = {
  spec: 'nuget',
  oneDash: true,
  options: { version: '-Version', extra: '-Source', value: '-ProjectName', package: '-Id' },
  verbs: { '': install },
};

/** https://dart.dev/tools/pub/cmd */
export const dart: Manager = {
  spec: 'pub',
  options: { value: '-C --directory --git-url --git-ref --git-path --path --sdk', extra: '--hosted-url -u' },
  verbs: {
    'pub add': install,
    'pub global activate': { does: 'exec', options: { value: '-s --source -x --executable --features' } },
  },
};

/** https://hexdocs.pm/mix */
export const mix: Manager = {
  spec: 'hex',
  options: { value: '--organization --repo --app --sha512' },
  verbs: {
    'archive.install hex': { does: 'exec' },
    'escript.install hex': { does: 'exec' },
    'igniter.install': install,
  },
};
