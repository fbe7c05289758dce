/** In charge of the two builds (browser and server) and of how the tests run. */
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vitest/config';

export default defineConfig(({ command, isSsrBuild }) => ({
  root: command === 'build' && isSsrBuild !== true ? 'web' : '.',
  plugins: [svelte()],
  build: isSsrBuild
    ? { outDir: 'dist/server', target: 'node20', emptyOutDir: true, sourcemap: true }
    : { outDir: '../dist/web', target: 'es2022', emptyOutDir: true, assetsInlineLimit: 0 },
  test: {
    include: ['tests/**/*.test.ts'],
    globalSetup: ['tests/support/postgres.ts'],
    testTimeout: 30_000,
    hookTimeout: 60_000,
    benchmark: { include: ['tests/bench/**/*.bench.ts'] },
  },
}));
