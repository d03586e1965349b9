import adapter from '@sveltejs/adapter-static';
import { sveltekit } from '@sveltejs/kit/vite';
import { realpathSync } from 'node:fs';
import { defineConfig, normalizePath, type Rolldown } from 'vite';
import { firstPageLinks } from './first-page-links.ts';
import { pagesHeaders } from './pages-headers.ts';

const api = process.env.API_ORIGIN ?? 'http://127.0.0.1:8001';

const source = `${normalizePath(realpathSync(import.meta.dirname))}/src/`;
/** What the router opens for the first page. */
const opened = [
  'hooks.client.ts',
  'routes/+layout.ts',
  'routes/+layout.svelte',
  'routes/+error.svelte',
  'routes/+page.ts',
  'routes/+page.svelte',
];

/** What it fetches by itself as soon as somebody is there. */
const fetchedSoon = [
  'lib/features/shell/NavigationLine.svelte',
  'lib/features/shell/follow-builds.svelte.ts',
  'lib/features/player/PlayerBar.svelte',
  'lib/features/queue/QueuePanel.svelte',
];

/** Our modules that these files import, at any depth; not what they import later. */
function importedBy(files: readonly string[], graph: Rolldown.ChunkingContext): Set<string> {
  const needed = new Set(files.map((file) => source + file));
  // grows while it is walked
  for (const id of needed)
    for (const imported of graph.getModuleInfo(id)?.importedIds ?? [])
      if (imported.startsWith(source)) needed.add(imported);
  return needed;
}

/**
 * What the first page stands on goes in one file, and what it fetches when it has time in another: dozens of small ones
 * cost more to ask for than they weigh, and are squeezed less well. What it needs of others, the framework above all,
 * comes along by itself.
 */
function oneFile(
  name: string,
  files: readonly string[],
): (id: string, graph: Rolldown.ChunkingContext) => string | null {
  let needed: Set<string> | undefined;
  return (id, graph) => {
    needed ??= importedBy(files, graph);
    return needed.has(id) ? name : null;
  };
}

/** The little that runs before: it hands the page's settings over, and all other modules read them as they begin. */
const start = /kit.src.runtime.client.payload\.js|vite.preload-helper/;

/**
 * How everything looks, in one file: in pieces by component it is as heavy by what is said twice, and the first page asks
 * for each piece of what may come later as well.
 */
const looks = /\.css$|[?&]type=style/;

/** Its files do nothing by being imported, but say so nowhere: what only other pages call stays with those pages. */
const withoutEffects = { test: /svelte.src.internal.client/, sideEffects: false };

const { plugin: linksOfFirstPage, linking } = firstPageLinks((id) => opened.some((file) => id === source + file));

export default defineConfig({
  plugins: [
    sveltekit({
      // beside each file the same in fewer bytes, for hosts that only give out what lies there
      adapter: linking(adapter({ fallback: '200.html', precompress: true })),
      // when the page has time for it
      serviceWorker: { register: false },
      csp: { mode: 'hash', directives: { 'script-src': ['self'], 'object-src': ['none'], 'base-uri': ['self'] } },
      // also for components that use none: what svelte keeps for older ones is then not carried along
      compilerOptions: { runes: ({ filename }) => (filename.startsWith(source) ? true : undefined) },
    }),
    linksOfFirstPage,
    pagesHeaders(process.env),
  ],
  environments: {
    client: {
      build: {
        rolldownOptions: {
          treeshake: { moduleSideEffects: [withoutEffects] },
          output: {
            codeSplitting: {
              groups: [
                { name: 'looks', test: looks, priority: 2 },
                { name: 'start', test: start, priority: 1 },
                { name: oneFile('first-page', opened), debugName: 'first-page' },
                {
                  name: oneFile('soon', fetchedSoon),
                  debugName: 'soon',
                  // what another room needs of it comes without the rest
                  entriesAware: true,
                  entriesAwareMergeThreshold: 3_000,
                },
              ],
            },
          },
        },
      },
    },
  },
  // the prefix is kept: the backend serves the same routes with and without it
  server: { port: 5173, strictPort: true, proxy: { '/api': { target: api } } },
});
