import path from 'node:path';
import { parseArgs } from 'node:util';
import { findBrowser } from '../../../frontend/e2e/support/browser.mjs';
import { startProduct } from '../../../frontend/e2e/support/product.mjs';
import { Camera } from './camera.mjs';
import { filledCatalogue } from './catalogue.mjs';
import { playlistOf } from './playlist.mjs';
import { VIEWS } from './views/index.mjs';
import { README_VIEWS } from './views/listening.mjs';
import { signedInState } from './visitor.mjs';

/**
 * Pictures of every page of the product with its demo catalogue, in both themes, on a phone and on a desk; of the first
 * page also on the narrowest phone and on a wide desk.
 * `main.mjs [folder] [--only <name>] [--readme] [--fresh]`
 */
const ROOT = path.resolve(import.meta.dirname, '../../..');
const CACHE = path.join(ROOT, '.cache');
const THEMES = ['dark', 'light'];
const WIDTHS = [390, 1440];
/** The passwords of the demo's people are made from it; the product of the gallery is nobody else's. */
const DEMO_SECRET = 'gallery';

const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: { only: { type: 'string' }, readme: { type: 'boolean' }, fresh: { type: 'boolean' } },
});
const folder = path.resolve(positionals[0] ?? path.join(ROOT, 'gallery'));
const say = (line) => process.stdout.write(`  ${line}\n`);

const found = await findBrowser(path.join(CACHE, 'chromium'));
if (!found) throw new Error('no browser was found: install Chromium, or set BROWSER_PATH');
const dataDir = path.join(CACHE, 'gallery');
const product = await startProduct({
  // the catalogue stays for the next time
  args: ['--data-dir', dataDir, ...(options.fresh ? ['--fresh'] : [])],
  env: { DEMO_SECRET },
});
let camera;
try {
  const subjects = await filledCatalogue({ url: product.ready.url, dataDir, say });
  camera = await Camera.open(found, product.ready.url);
  if (options.readme) {
    for (const view of README_VIEWS) say(await camera.take(view, subjects, { folder: ROOT, suffix: '', whole: false }));
  } else {
    await camera.admit((browser) =>
      signedInState(browser, product.ready, { demoSecret: DEMO_SECRET, name: subjects.artistName }),
    );
    subjects.playlistId = await playlistOf(camera, product.ready.url);
    const wanted = VIEWS.filter(({ name }) => !options.only || name.startsWith(options.only));
    for (const view of wanted) await takeAll(view, subjects);
  }
} finally {
  await camera?.close();
  await product.stop();
}

/** One that cannot be taken must not cost the others. */
async function takeAll(view, subjects) {
  for (const theme of THEMES)
    for (const width of view.widths ?? WIDTHS)
      try {
        say(await camera.take(view, subjects, { folder, theme, width }));
      } catch (error) {
        say(`${view.name}, ${theme}, ${width}: ${error.message}`);
        process.exitCode = 1;
      }
}
