import { Answer } from '#lib/state/answer.svelte.ts';
import type { App } from '#lib/state/app.svelte.ts';
import { imageLimits, type FileLimits } from './files.rules.ts';

/** What may be sent as a picture; read when somebody is about to choose one. */
export const pictureLimits = (app: Pick<App, 'config'>): Answer<FileLimits> =>
  new Answer(async () => imageLimits(await app.config()));
