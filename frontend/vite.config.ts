import adapter from '@sveltejs/adapter-static';
import { sveltekit } from '@sveltejs/kit/vite';
import { defineConfig } from 'vite';

/** What the first page stands on goes in one file: dozens of small ones cost more to ask for than they weigh. */
const shared = /src.lib.(?:state|player|api|util|paths|features.(?:shell|tracks|home|albums)|ui)/;
const api = process.env.API_ORIGIN ?? 'http://127.0.0.1:8001';

export default defineConfig({
  plugins: [
    sveltekit({
      adapter: adapter({ fallback: '200.html' }),
      csp: { mode: 'hash', directives: { 'script-src': ['self'], 'object-src': ['none'], 'base-uri': ['self'] } },
    }),
  ],
  build: {
    rolldownOptions: { output: { codeSplitting: { groups: [{ name: 'shared', test: shared, minShareCount: 4 }] } } },
  },
  // the prefix is kept: the backend serves the same routes with and without it
  server: { port: 5173, strictPort: true, proxy: { '/api': { target: api } } },
});
