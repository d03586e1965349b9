import { show } from './commands.mjs';

/** Takes a picture of every page. What stands behind the command goes to `backend/tools/gallery/main.mjs`. */
export async function gallery(context) {
  await show(context, { script: 'backend/tools/gallery/main.mjs', args: context.options.rest });
}
