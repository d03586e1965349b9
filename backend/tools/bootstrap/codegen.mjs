import fs from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { ensureBuilt, runTool } from './build.mjs';
import { hashOf } from './stamps.mjs';

/** Generated files lie here, at the same places as in the clone, until they are compared or put there. */
const DRAFTS = '.cache/generated';
const LEXICONS = 'lexicons/generated';
const CONTRACT = 'docs/api/openapi.json';
const CLIENT_TYPES = 'frontend/src/lib/api/schema.d.ts';
const SAMPLE_SETTINGS = '.env.example';

/** How each generated place is made; those after the first are read from the built backend. */
const GENERATORS = {
  [LEXICONS]: ({ root, node }, draft) =>
    runTool({
      root,
      node,
      command: ['node_modules/@atproto/lex/bin/lex', 'build', '--lexicons', 'lexicons', '--out', draft, '--clear'],
    }),
  [CONTRACT]: ({ root, node }, draft) => runTool({ root, node, command: ['dist/backend/src/openapi.js', draft] }),
  [CLIENT_TYPES]: ({ root, node }, draft) =>
    runTool({
      root,
      node,
      command: ['node_modules/openapi-typescript/bin/cli.js', path.join(root, CONTRACT), '--output', draft],
    }),
  [SAMPLE_SETTINGS]: async ({ root }, draft) => {
    const built = pathToFileURL(path.join(root, 'dist/backend/src/platform/config/sample-environment.js'));
    fs.writeFileSync(draft, (await import(built)).sampleEnvironment());
  },
};

/** Writes everything that is generated and committed. */
export async function codegen(context) {
  const { root, steps } = context;
  await ensureBuilt(context, 'backend');
  for (const place of Object.keys(GENERATORS)) {
    await steps.run(`writing ${place}`, async () => {
      const draft = await generate(context, place);
      fs.rmSync(path.join(root, place), { recursive: true, force: true });
      fs.mkdirSync(path.dirname(path.join(root, place)), { recursive: true });
      fs.cpSync(draft, path.join(root, place), { recursive: true });
    });
  }
}

export const lexiconDrift = (context) => refuseDrift(context, LEXICONS);

/** Needs the built backend. */
export async function contractDrift(context) {
  for (const place of [CONTRACT, CLIENT_TYPES, SAMPLE_SETTINGS]) await refuseDrift(context, place);
}

async function refuseDrift(context, place) {
  await generate(context, place);
  if (hashOf(context.root, [place]) === hashOf(path.join(context.root, DRAFTS), [place])) return;
  throw new Error(`${place} is not what its sources say: run \`npm run codegen\` and commit the result`);
}

async function generate(context, place) {
  const draft = path.join(context.root, DRAFTS, place);
  fs.rmSync(draft, { recursive: true, force: true });
  fs.mkdirSync(path.dirname(draft), { recursive: true });
  await GENERATORS[place](context, draft);
  return draft;
}
