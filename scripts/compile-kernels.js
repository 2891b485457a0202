/** A plugin of the bundler and of the test runner: `x.wasm` is what AssemblyScript makes of the `x.ts` beside it. */

import { readFileSync } from 'node:fs';
import { basename, dirname, resolve } from 'node:path';

const FLAGS = ['-O3', '--noAssert', '--runtime', 'stub', '--enable', 'simd', '--importMemory'];

/** The compiled module in base64. Throws with the compiler's own words for a program that is wrong. */
async function compile(file) {
  const { default: asc } = await import('assemblyscript/asc');
  let code = null;
  const name = basename(file);
  const { error, stderr } = await asc.main([name, ...FLAGS, '--outFile', 'kernel.wasm'], {
    readFile: asked => (asked === name ? readFileSync(file, 'utf8') : null),
    writeFile: (_, contents) => {
      code = contents;
    },
    listFiles: () => [],
  });
  if (error !== null || code === null) throw new Error(`${file}: ${error?.message}\n${stderr.toString()}`);
  return Buffer.from(code).toString('base64');
}

export function compileKernels() {
  return {
    name: 'compile-kernels',
    enforce: 'pre',
    resolveId: (source, importer) =>
      source.endsWith('.wasm') && importer !== undefined ? resolve(dirname(importer), source) : null,
    async load(id) {
      if (!id.endsWith('.wasm')) return null;
      const code = await compile(id.replace(/wasm$/, 'ts'));
      return { code: `export const CODE = ${JSON.stringify(code)};`, moduleType: 'js' };
    },
  };
}
