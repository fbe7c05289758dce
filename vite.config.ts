/** In charge of the two builds (browser and server) and of how the tests run. */
import { createHash } from 'node:crypto';
import { mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { build, type Plugin } from 'vite';
import { defineConfig } from 'vitest/config';

export default defineConfig(({ command, isSsrBuild }) => ({
  root: command === 'build' && isSsrBuild !== true ? 'web' : '.',
  plugins: [svelte(), threads()],
  build: isSsrBuild
    ? {
        outDir: 'dist/server',
        target: 'node20',
        emptyOutDir: true,
        sourcemap: true,
        emitAssets: true,
      }
    : { outDir: '../dist/web', target: 'es2022', emptyOutDir: true, assetsInlineLimit: 0 },
  test: {
    include: ['tests/**/*.test.ts'],
    globalSetup: ['tests/support/postgres.ts'],
    // One of two cores would stand idle: much of a test is the database's work.
    maxWorkers: 2,
    // Each file makes its own database and cleans up after itself; loading the packages anew for each costs more than its tests.
    isolate: false,
    testTimeout: 30_000,
    hookTimeout: 60_000,
    benchmark: { include: ['tests/bench/**/*.bench.ts'] },
  },
}));

/**
 * `import address from './name.ts?thread'` is the address of a script for `new Worker`, bundled for itself with all that it imports of
 * ours: a file beside the program in the build, one of a cache in tests. A thread that shared a chunk with the program would start the program.
 */
function threads(): Plugin {
  let root = '';
  let building = false;
  return {
    name: 'threads',
    enforce: 'pre',
    configResolved(config) {
      root = config.root;
      building = config.command === 'build';
    },
    async load(id) {
      if (!id.endsWith('?thread')) return null;
      const entry = id.slice(0, -'?thread'.length);
      const name = basename(entry, '.ts');
      const script = await bundle(root, entry);
      for (const file of script.files) this.addWatchFile(file);
      if (building) {
        // The program is one file; its threads lie beside it.
        this.emitFile({ type: 'asset', fileName: `${name}.js`, source: script.text });
        return `export default new URL('./${name}.js', import.meta.url);`;
      }
      const hash = createHash('sha256').update(script.text).digest('hex').slice(0, 16);
      const folder = join(root, 'node_modules', '.cache', 'threads');
      const path = join(folder, `${name}-${hash}.js`);
      mkdirSync(folder, { recursive: true });
      writeFileSync(`${path}.${String(process.pid)}`, script.text);
      renameSync(`${path}.${String(process.pid)}`, path);
      return `export default new URL(${JSON.stringify(pathToFileURL(path).href)});`;
    },
  };
}

async function bundle(root: string, entry: string): Promise<{ text: string; files: string[] }> {
  const made = await build({
    root,
    configFile: false,
    logLevel: 'error',
    build: {
      ssr: entry,
      write: false,
      target: 'node20',
      rolldownOptions: { output: { codeSplitting: false } },
    },
  });
  const [output] = [made].flat();
  if (output === undefined || !('output' in output)) throw new Error(`${entry} was not bundled`);
  const [chunk] = output.output;
  return { text: chunk.code, files: chunk.moduleIds.filter((file) => file.startsWith('/')) };
}
