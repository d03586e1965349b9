import { expect, test } from '@jest/globals';
import { ESLint } from 'eslint';

/** The rules of the house about components, without those that need types. */
const eslint = new ESLint({
  ruleFilter: ({ ruleId }) => ruleId === 'no-restricted-syntax',
  overrideConfig: { languageOptions: { parserOptions: { projectService: false } } },
});

async function faults(filePath: string, text: string): Promise<number> {
  const [result] = await eslint.lintText(text, { filePath: `frontend/src/${filePath}` });
  return result?.messages.filter(({ ruleId }) => ruleId === 'no-restricted-syntax').length ?? NaN;
}

const COMPONENT = 'lib/features/library/Planted.svelte';
const PAGE = 'routes/library/+page.svelte';
const script = (code: string): string => `<script lang="ts">\n${code}\n</script>\n`;

test('a component that shows what it is given is sound', async () => {
  const sound = script('let { albums } = $props();\n$effect(() => albums.follow());') + '<p>{albums.shown}</p>';
  expect(await faults(COMPONENT, sound)).toBe(0);
});

test.each([
  ['imports the calls', "import { body } from '#lib/api/client.ts';"],
  ['takes the api', 'const { api } = useApp();'],
  ['hands the api on', 'const albums = albumsOf(useApp().api);'],
  ['asks for the config', 'const limits = app.config();'],
  ['builds a reader of the app', 'const suggestions = new Suggestions(useApp());'],
  ['hands the app on', 'const migration = $derived(migrationOf(did, app));'],
])('a component that %s owns fetch and layout at once', async (_, code) => {
  expect(await faults(COMPONENT, script(code))).toBe(1);
  expect(await faults(PAGE, script(code))).toBe(1);
});

test('a page that composes is sound', async () => {
  const sound =
    script('let { data } = $props();') +
    '<svelte:head><title>library</title></svelte:head>\n{#if data.room}<Room room={data.room} />{/if}';
  expect(await faults(PAGE, sound)).toBe(0);
});

test.each([
  ['follows something', script('$effect(() => room.follow());')],
  ['lays out', '<article><Room /></article>'],
  ['has looks of its own', '<Room />\n<style>p { margin: 0; }</style>'],
])('a page that %s does more than compose', async (_, text) => {
  expect(await faults(PAGE, text)).toBe(1);
});
