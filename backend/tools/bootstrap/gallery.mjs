import { ensureBuilt } from './build.mjs';
import { show } from './commands.mjs';
import { browserEnvironment } from './runners.mjs';

/** Pictures of every page, both themes, phone and desk, of a product filled with the demo catalogue. */
export async function gallery(context) {
  const env = await browserEnvironment(context);
  if (!env) return 1;
  await ensureBuilt(context, 'backend');
  await ensureBuilt(context, 'client');
  await show(context, { script: 'frontend/e2e/support/gallery.mjs', args: context.options.rest, env });
  return 0;
}
