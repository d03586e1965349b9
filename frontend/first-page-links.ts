import type { Adapter } from '@sveltejs/kit';
import { readFile, writeFile } from 'node:fs/promises';
import type { Plugin } from 'vite';

/**
 * The page says at once which files the router will open for the first room: it would ask for them only after it has
 * begun, one after the other, and each is a way to the server and back.
 *
 * @param opens whether the router opens this module of ours for it
 */
export function firstPageLinks(opens: (id: string) => boolean): {
  plugin: Plugin;
  linking: (adapter: Adapter) => Adapter;
} {
  const files: string[] = [];
  const plugin: Plugin = {
    name: 'first-page-links',
    applyToEnvironment: ({ name }) => name === 'client',
    generateBundle(_options, bundle) {
      for (const file of Object.values(bundle)) {
        if (file.type !== 'chunk' || !file.facadeModuleId) continue;
        const opened = this.getModuleInfo(file.facadeModuleId)?.importedIds ?? [];
        if (/\/nodes\//.test(file.fileName) && opened.some(opens)) files.push(file.fileName);
      }
    },
  };
  const linking = (adapter: Adapter): Adapter => ({
    ...adapter,
    adapt: (builder) =>
      adapter.adapt({
        ...builder,
        async generateFallback(page) {
          await builder.generateFallback(page);
          await writeFile(page, withLinks(await readFile(page, 'utf8'), files));
        },
      }),
  });
  return { plugin, linking };
}

/** After those that the page has already. */
function withLinks(html: string, files: readonly string[]): string {
  const missing = files.filter((file) => !html.includes(file)).toSorted();
  const links = missing.map((file) => `<link href="/${file}" rel="modulepreload">\n`).join('');
  return html.replace('</head>', () => `${links}</head>`);
}
