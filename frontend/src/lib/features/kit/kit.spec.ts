import { expect, test } from 'vitest';

const sources: Record<string, string> = {
  ...import.meta.glob<string>('./*.svelte', { query: '?raw', import: 'default', eager: true }),
  ...import.meta.glob<string>('/src/lib/ui/**/*.svelte', { query: '?raw', import: 'default', eager: true }),
};
const primitives = Object.keys(sources).filter((file) => file.startsWith('/src/lib/ui/'));

/** The components that a file imports, at once or later, as they are named here. */
function importsOf(file: string): string[] {
  const folder = file.replace(/[^/]+$/, '');
  return [...(sources[file] ?? '').matchAll(/(?:from |import\()'([^']+\.svelte)'/g)].map(([, name = '']) =>
    name.replace('#lib/', '/src/lib/').replace(/^\.\//, folder),
  );
}

/** All that the kit shows, at any depth. */
function shown(): Set<string> {
  const found = new Set(['./Kit.svelte']);
  // grows while it is walked
  for (const file of found) for (const imported of importsOf(file)) found.add(imported);
  return found;
}

test('UX-05: the kit shows every primitive', () => {
  expect(primitives.length).toBeGreaterThan(30);
  const inKit = shown();
  expect(primitives.filter((file) => !inKit.has(file))).toEqual([]);
});
