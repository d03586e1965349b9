import type { Api } from '../api/client.ts';
import type { ApiProblem } from '../api/problem.ts';
import { TusTransport } from './uploads/tus-transport.ts';
import type { UploadToasts } from './uploads/news.ts';
import { Uploads } from './uploads.svelte.ts';

export interface UploadsSetup {
  api: Api;
  apiBase: string;
  toasts: UploadToasts;
  /** Told of refusals that do not come through `api`. */
  onproblem: (problem: ApiProblem) => void;
  oncompleted?: (trackId: number) => void;
}

/** Builds the uploads on this window: it asks before bytes on their way are left, and goes on when the network is back. */
export function setUpUploads({ api, apiBase, toasts, onproblem, oncompleted }: UploadsSetup): Uploads {
  const uploads = new Uploads({
    transport: new TusTransport(api, apiBase, onproblem),
    toasts,
    onPhone: matchMedia('(pointer: coarse) and (width < 640px)').matches,
    oncompleted,
  });
  addEventListener('online', () => uploads.resume());
  addEventListener('beforeunload', (event) => {
    if (uploads.needPage) event.preventDefault();
  });
  return uploads;
}
