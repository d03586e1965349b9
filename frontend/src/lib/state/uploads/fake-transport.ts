import type { UploadAccepted, UploadProgress } from '../../api/contract.ts';
import { ApiProblem } from '../../api/problem.ts';
import type { RunningUpload, TrackForm, UploadTransport } from './transport.ts';

/** A server for specs: each step is answered by hand, or fails with what was put there. */
export class FakeTransport implements UploadTransport {
  readonly calls: string[] = [];
  readonly forms: TrackForm[] = [];
  /** Staged ids of which a track is being made, though nobody here was told. */
  readonly accepted: string[] = [];
  /** Errors to be thrown, in turn, by the step of that name. */
  readonly failures: Partial<Record<'check' | 'send' | 'create' | 'watch', Error[]>> = {};
  left: RunningUpload[] = [];
  sending: ((sentBytes: number) => void)[] = [];
  #arrived: (() => void)[] = [];
  #watched: { onprogress: (progress: UploadProgress) => void; end: (progress: UploadProgress) => void }[] = [];

  check = () => this.#step('check', () => Promise.resolve());

  send = (file: File, onsent: (sentBytes: number) => void) =>
    this.#step('send', () => {
      this.sending.push(onsent);
      return new Promise<string>((resolve) => this.#arrived.push(() => resolve(`staged-${file.name}`)));
    });

  create = (stagedId: string, form: TrackForm) =>
    this.#step('create', () => {
      this.forms.push(form);
      const accepted = {
        upload_id: `upload-of-${stagedId}`,
        status: 'pending',
        message: '',
        reserved_track_id: 1,
      } as const;
      return Promise.resolve<UploadAccepted>(accepted);
    });

  isAccepted = (stagedId: string) => this.#step('isAccepted', () => Promise.resolve(this.accepted.includes(stagedId)));

  forget = (file: File) => this.#step('forget', () => Promise.resolve(void file));

  watch = (_uploadId: string, onprogress: (progress: UploadProgress) => void) =>
    this.#step('watch', () => new Promise<UploadProgress>((end) => this.#watched.push({ onprogress, end })));

  running = () => this.#step('running', () => Promise.resolve(this.left));

  /** The bytes of the oldest file on its way are all there. */
  arrive(): void {
    this.#arrived.shift()?.();
  }

  /** The server tells how far the oldest watched upload is. */
  tell(progress: Partial<UploadProgress>): void {
    const [watched] = this.#watched;
    const full = { ...someProgress, ...progress };
    watched?.onprogress(full);
    if (full.status !== 'completed' && full.status !== 'failed') return;
    this.#watched.shift();
    watched?.end(full);
  }

  #step<Result>(name: string, work: () => Promise<Result>): Promise<Result> {
    this.calls.push(name);
    const failure = this.failures[name as keyof typeof this.failures]?.shift();
    return failure ? Promise.reject(failure) : work();
  }
}

const someProgress: UploadProgress = {
  upload_id: 'u',
  status: 'processing',
  message: '',
  error: null,
  phase: 'upload',
  server_progress_pct: null,
  created_at: '2025-11-21T10:00:00Z',
  completed_at: null,
  warnings: [],
};

export function problem(status: number, code: string, detail: string, retryAfter?: number): ApiProblem {
  const headers = retryAfter === undefined ? undefined : { 'retry-after': String(retryAfter) };
  return new ApiProblem({ type: '', title: '', status, code, detail }, new Response(null, { headers }));
}

export function aFile(name: string, sizeBytes = 1000): File {
  return new File([new Uint8Array(sizeBytes)], name, { type: 'audio/flac' });
}
