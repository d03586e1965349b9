const CODE = /\.(ts|js|mjs|cjs|svelte)$/;
const STYLED = /^frontend\/src\/.*\.(css|svelte)$/;
const GENERATED = /^(lexicons\/generated\/|frontend\/src\/lib\/api\/schema\.d\.ts$)/;

/** Whoever changes these may have changed what every check says. */
const FOUNDATIONS =
  /(^|\/)(package(-lock)?\.json|tsconfig[^/]*\.json|svelte\.config\.[^/]+)$|^(eslint\.config\.js|stylelint\.config\.js|jest\.config\.js|nest-cli\.json|\.prettier[^/]*|\.dependency-cruiser\.cjs|\.nvmrc)$/;

/** How all of it is run elsewhere. */
const RUNS = /^\.(ci|github)\//;
const SERVER = /^(backend\/src|migrations|lexicons)\//;
const STORIES = /^backend\/(test|bench)\//;
const CLIENT = /^frontend\/(src\/|static\/|[^/]+$)/;
const CONTRACT = /^docs\/api\/|^frontend\/src\/lib\/api\/schema\.d\.ts$/;
const BROWSER_STORIES = /^frontend\/e2e\//;
const LAUNCHER = /^backend\/(tools|devnet)\//;

/**
 * What a change can affect, by the paths of its files; TEST-02, TEST-03.
 * @param {{present: string[], gone: string[]}} change files as they are now, and files that are no more
 */
export function affectedBy({ present, gone }) {
  const files = [...present, ...gone];
  const touches = (...places) => files.some((file) => places.some((place) => place.test(file)));
  const code = present.filter((file) => CODE.test(file) && !GENERATED.test(file));
  return {
    everything: touches(FOUNDATIONS),
    formatted: present,
    linted: code,
    styled: present.filter((file) => STYLED.test(file)),
    types: {
      backend: files.some((file) => /\.ts$/.test(file) && (SERVER.test(file) || STORIES.test(file))),
      client: touches(CLIENT, CONTRACT),
      serviceWorker: touches(/^frontend\/src\/service-worker\//),
      stories: touches(BROWSER_STORIES),
    },
    order: files.some((file) => CODE.test(file) && /^(backend|frontend\/src|migrations)\//.test(file)),
    lexicons: touches(/^lexicons\//),
    specs: {
      backend: code.filter((file) => SERVER.test(file)),
      client: code.filter((file) => /^frontend\/src\//.test(file) && !/\.browser\.spec\.ts$/.test(file)),
      launcher: touches(LAUNCHER),
    },
  };
}

/** The steps of `npm test` that can end otherwise by this change, besides the check. */
export function stepsFor({ present, gone }) {
  const files = [...present, ...gone];
  const touches = (...places) => files.some((file) => places.some((place) => place.test(file)));
  const all = touches(FOUNDATIONS, RUNS);
  const needed = {
    contract: touches(SERVER, CONTRACT),
    launcher: touches(LAUNCHER),
    backend: touches(SERVER, STORIES, LAUNCHER),
    client: touches(CLIENT, CONTRACT),
    browser: touches(SERVER, CLIENT, CONTRACT, BROWSER_STORIES, LAUNCHER),
  };
  const steps = Object.keys(needed).filter((name) => all || needed[name]);
  return steps.length > 0 ? ['build', ...steps] : [];
}
