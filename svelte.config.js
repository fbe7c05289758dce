/** In charge of how Svelte files are compiled, for Vite, svelte-check and the linter alike. */
import { vitePreprocess } from '@sveltejs/vite-plugin-svelte';

export default { preprocess: vitePreprocess(), compilerOptions: { runes: true } };
