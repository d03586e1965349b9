import { ensureBuilt } from './build.mjs';
import { show } from './commands.mjs';

/** Measures the product against its peers; every measurement starts it as `npm start` does. */
export async function bench(context) {
  await ensureBuilt(context, 'backend');
  await ensureBuilt(context, 'client');
  await show(context, { script: 'backend/bench/main.mjs', args: context.options.rest });
}
