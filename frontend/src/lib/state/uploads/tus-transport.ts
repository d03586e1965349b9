import type { DetailedError, Upload as TusUpload, UploadOptions } from 'tus-js-client';
import { body, type Api } from '../../api/client.ts';
import type { UploadAccepted, UploadProgress } from '../../api/contract.ts';
import { ApiProblem } from '../../api/problem.ts';
import { watchProgress } from './progress-watch.ts';
import { Interrupted, type RunningUpload, type TrackForm, type UploadTransport } from './transport.ts';

/** A broken line is tried again after these waits; then it is for the listener to say. */
const RETRY_DELAYS_MS = [0, 1_000, 3_000, 5_000, 10_000, 20_000];
/** Below what proxies usually let through in one request. */
const CHUNK_BYTES = 48 * 1024 * 1024;

/** Uploads over the network: bytes by tus 1.0, the track by a form, progress by server-sent events. */
export class TusTransport implements UploadTransport {
  readonly #api: Api;
  readonly #apiBase: string;
  readonly #onproblem: (problem: ApiProblem) => void;

  /**
   * `apiBase` may be a path of this origin. `onproblem` hears of what is refused on the two ways that go around `api`,
   * so that an expired session is noticed here too.
   */
  constructor(api: Api, apiBase: string, onproblem: (problem: ApiProblem) => void) {
    this.#api = api;
    this.#onproblem = onproblem;
    this.#apiBase = new URL(apiBase, location.href).href.replace(/\/$/, '');
  }

  async check(): Promise<void> {
    await this.#api.GET('/auth/me');
  }

  async send(file: File, onsent: (sentBytes: number) => void, signal: AbortSignal): Promise<string> {
    const { Upload } = await import('tus-js-client');
    signal.throwIfAborted();
    return new Promise((resolve, reject) => {
      const upload: TusUpload = new Upload(file, {
        ...this.#options(file),
        onProgress: (sent) => onsent(sent),
        onError: (error) =>
          void refusalOf(error).then((refusal) => {
            reject(refusal);
            if (refusal instanceof ApiProblem) this.#onproblem(refusal);
          }),
        onSuccess: () => resolve(stagedIdOf(upload)),
        // the address in the answer may lack the prefix under which this page reaches the API
        onUploadUrlAvailable: () => (upload.url = `${this.#endpoint}/${stagedIdOf(upload)}`),
      });
      signal.addEventListener('abort', () => {
        void upload.abort();
        reject(new Interrupted());
      });
      void resume(upload, signal).catch(() => reject(new Interrupted()));
    });
  }

  async create(stagedId: string, form: TrackForm): Promise<UploadAccepted> {
    const request = new Request(`${this.#apiBase}/tracks/`, {
      method: 'POST',
      body: fieldsOf(stagedId, form),
      credentials: 'include',
    });
    const response = await fetch(request).catch(() => {
      throw ApiProblem.unreachable();
    });
    if (!response.ok) {
      const refusal = await ApiProblem.of(response);
      this.#onproblem(refusal);
      throw refusal;
    }
    return (await response.json()) as UploadAccepted;
  }

  async isAccepted(stagedId: string): Promise<boolean> {
    const path = { uploadId: stagedId };
    return this.#api.GET('/tracks/uploads/{uploadId}', { params: { path } }).then(
      () => true,
      () => false,
    );
  }

  async forget(file: File): Promise<void> {
    const { Upload, defaultOptions } = await import('tus-js-client');
    const known = await new Upload(file, this.#options(file)).findPreviousUploads();
    for (const { urlStorageKey } of known) await defaultOptions.urlStorage.removeUpload(urlStorageKey);
  }

  watch(
    uploadId: string,
    onprogress: (progress: UploadProgress) => void,
    signal: AbortSignal,
  ): Promise<UploadProgress> {
    const doors = {
      openStream: (id: string) =>
        new EventSource(`${this.#apiBase}/tracks/uploads/${id}/progress`, { withCredentials: true }),
      poll: (id: string) => body(this.#api.GET('/tracks/uploads/{uploadId}', { params: { path: { uploadId: id } } })),
    };
    return watchProgress(doors, uploadId, onprogress, signal);
  }

  async running(): Promise<RunningUpload[]> {
    const { jobs } = await body(this.#api.GET('/jobs', { params: { query: { state: 'active', type: 'upload' } } }));
    return jobs.map(({ id, result }) => ({
      uploadId: id,
      title: typeof result?.title === 'string' ? result.title : null,
    }));
  }

  get #endpoint(): string {
    return `${this.#apiBase}/uploads/tus`;
  }

  #options(file: File): UploadOptions {
    return {
      endpoint: this.#endpoint,
      metadata: { filename: file.name, filetype: file.type },
      chunkSize: CHUNK_BYTES,
      retryDelays: RETRY_DELAYS_MS,
      onShouldRetry: (error) => mayHelp(statusOf(error)),
      onBeforeRequest: (request) => {
        (request.getUnderlyingObject() as XMLHttpRequest).withCredentials = true;
      },
    };
  }
}

/** Goes on with an earlier try of the same file, also of a page that was closed; the server says how far it got. */
async function resume(upload: TusUpload, signal: AbortSignal): Promise<void> {
  const [latest] = (await upload.findPreviousUploads()).sort((a, b) => b.creationTime.localeCompare(a.creationTime));
  if (signal.aborted) return;
  if (latest) upload.resumeFromPreviousUpload(latest);
  upload.start();
}

function stagedIdOf({ url }: TusUpload): string {
  return url ? (new URL(url).pathname.split('/').pop() ?? '') : '';
}

const statusOf = (error: DetailedError): number => error.originalResponse?.getStatus() ?? 0;

/** A refusal stays one; a lock, a broken line or a restarting server pass. A full house is waited for elsewhere. */
function mayHelp(status: number): boolean {
  return status === 0 || status === 409 || status === 423 || (status >= 500 && status !== 503);
}

async function refusalOf(error: Error | DetailedError): Promise<Error> {
  const response = 'originalResponse' in error ? error.originalResponse : null;
  if (!response || response.getStatus() < 400) return new Interrupted();
  const wait = response.getHeader('Retry-After');
  const headers = wait ? { 'retry-after': wait } : undefined;
  return ApiProblem.of(new Response(response.getBody(), { status: response.getStatus(), headers }));
}

function fieldsOf(stagedId: string, form: TrackForm): FormData {
  const fields = new FormData();
  fields.set('staged_id', stagedId);
  fields.set('title', form.title);
  if (form.album) fields.set('album', form.album);
  if (form.albumId) fields.set('album_id', form.albumId);
  if (form.features?.length) fields.set('features', JSON.stringify(form.features));
  if (form.tags?.length) fields.set('tags', JSON.stringify(form.tags));
  if (form.description) fields.set('description', form.description);
  if (form.visibility) fields.set('visibility', form.visibility);
  if (form.image) fields.set('image', form.image);
  return fields;
}
