import type { UploadPhase, UploadProgress } from '../../api/contract.ts';
import { ApiProblem, isPassing } from '../../api/problem.ts';
import { failureText, SIGNED_OUT, type FailureKind } from './messages.rules.ts';
import { Interrupted, NoAnswer, type RunningUpload, type TrackForm, type UploadTransport } from './transport.ts';

export interface UploadSettings {
  transport: UploadTransport;
  /** Waits for a place before the bytes go; see `Gate`. */
  inTurn: <Result>(work: () => Promise<Result>) => Promise<Result>;
  onPhone: boolean;
  /** Something to show changed. */
  onchange?: (upload: Upload) => void;
}

/** `waiting`: for its turn, or for the form · `failed`: see `error`; `retry` may help. */
export type UploadStatus = 'waiting' | 'sending' | 'processing' | 'completed' | 'failed';

/** Longest wait for a place at the server before it is called a failure. */
const MAX_WAIT_SECONDS = 120;
const DEFAULT_WAIT_SECONDS = 5;

/** One track on its way: bytes to the staging area, then the server's work, phase by phase. */
export class Upload {
  status = $state<UploadStatus>('waiting');
  phase = $state<UploadPhase>('upload');
  /** Of the current phase, 0 to 100; null where it cannot be told. */
  percent = $state<number | null>(null);
  message = $state('waiting');
  error = $state<string | null>(null);
  /** The server's code of a refusal, for pages that can offer a way on. */
  errorCode = $state<string | null>(null);
  failure = $state<FailureKind | null>(null);
  trackId = $state<number | null>(null);
  warnings = $state.raw<readonly string[]>([]);
  title = $state('');
  readonly #settings: UploadSettings;
  readonly #file: File | null;
  readonly #abort = new AbortController();
  #uploadId: string | null = null;
  #staged: Promise<string> | null = null;
  #form: TrackForm | null = null;
  #followed: Promise<boolean> | null = null;
  #published: Promise<boolean> | null = null;

  private constructor(settings: UploadSettings, file: File | null, title: string) {
    this.#settings = settings;
    this.#file = file;
    this.title = title;
  }

  /** Of a file that lies here. */
  static of(file: File, settings: UploadSettings): Upload {
    return new Upload(settings, file, file.name.replace(/\.[^.]+$/, ''));
  }

  /** Of one that an earlier page sent. */
  static found({ uploadId, title }: RunningUpload, settings: UploadSettings): Upload {
    const upload = new Upload(settings, null, title ?? 'your track');
    upload.#uploadId = uploadId;
    upload.#process();
    return upload;
  }

  /** Null until the server has accepted it. */
  get uploadId(): string | null {
    return this.#uploadId;
  }

  /** Its form was sent off too. Before that, the page with the form shows how the bytes get on. */
  get submitted(): boolean {
    return this.#form !== null || this.#uploadId !== null;
  }

  /** Bytes are on their way, and would stop with the page. */
  get needsPage(): boolean {
    return this.status === 'sending' || (this.status === 'waiting' && this.#form !== null);
  }

  get over(): boolean {
    return this.status === 'completed' || this.status === 'failed';
  }

  /** Sends the bytes, while the form may still be filled in. Done again after a failure, it goes on where it stopped. */
  async send(): Promise<void> {
    try {
      await this.#bytes();
    } catch (error) {
      this.#fail(error);
    }
  }

  /**
   * Makes the track once the bytes are there, and follows it to its end. False when it failed: the form is still good.
   * One at a time: who asks meanwhile waits for the same track.
   */
  publish(form: TrackForm): Promise<boolean> {
    this.#published ??= this.#publish(form).finally(() => (this.#published = null));
    return this.#published;
  }

  async #publish(form: TrackForm): Promise<boolean> {
    this.#form = form;
    this.title = form.title;
    this.error = this.errorCode = this.failure = null;
    if (this.over) this.#show('waiting', this.phase, this.percent, 'waiting');
    try {
      const stagedId = await this.#bytes();
      await this.#create(stagedId, form);
      return await this.follow();
    } catch (error) {
      this.#fail(error);
      return false;
    }
  }

  /** Follows what the server has accepted; all who ask follow the same stream. */
  follow(): Promise<boolean> {
    this.#followed ??= this.#follow().finally(() => (this.#followed = null));
    return this.#followed;
  }

  /** After a failure: the same again, from where it got. */
  retry(): Promise<boolean> {
    const unheard = this.failure === 'timed-out';
    this.error = this.errorCode = this.failure = null;
    if (this.over) this.#show('waiting', this.phase, this.percent, 'waiting');
    if (unheard) {
      this.#process();
      return this.follow();
    }
    if (this.#form) return this.publish(this.#form);
    return this.send().then(() => this.status !== 'failed');
  }

  /** Stops sending or watching. What the server accepted goes on there. */
  cancel(): void {
    this.#abort.abort();
  }

  async #follow(): Promise<boolean> {
    const { transport } = this.#settings;
    if (this.#uploadId === null) return false;
    try {
      this.#heard(await transport.watch(this.#uploadId, (progress) => this.#heard(progress), this.#abort.signal));
    } catch (error) {
      this.#fail(error);
    }
    return this.status === 'completed';
  }

  #bytes(): Promise<string> {
    this.#staged ??= this.#settings.inTurn(() => this.#transfer());
    this.#staged.catch(() => (this.#staged = null));
    return this.#staged;
  }

  async #transfer(): Promise<string> {
    const { transport } = this.#settings;
    const { signal } = this.#abort;
    const file = this.#file;
    if (!file) throw new Interrupted();
    signal.throwIfAborted();
    await transport.check();
    signal.throwIfAborted();
    this.#show('sending', 'upload', 0, 'sending');
    const onsent = (sentBytes: number) => {
      this.#show('sending', 'upload', file.size > 0 ? (sentBytes / file.size) * 100 : 100, 'sending');
    };
    const stagedId = await this.#whenThereIsRoom(() => transport.send(file, onsent, signal));
    this.#show('waiting', 'upload', 100, 'the file is there');
    return stagedId;
  }

  async #create(stagedId: string, form: TrackForm): Promise<void> {
    const { transport } = this.#settings;
    try {
      this.#uploadId = (await this.#whenThereIsRoom(() => transport.create(stagedId, form))).upload_id;
    } catch (error) {
      // the bytes are no longer waiting, or nobody answered: an earlier try may have come through
      const missing = error instanceof ApiProblem && error.status === 404;
      if (!missing && !isPassing(error)) throw error;
      if (await transport.isAccepted(stagedId)) this.#uploadId = stagedId;
      else {
        if (missing) this.#staged = null;
        throw error;
      }
    }
    this.#process();
    if (this.#file) await transport.forget(this.#file);
  }

  /** A busy server says when to come again; an album is paced by that (UP-19). */
  async #whenThereIsRoom<Result>(work: () => Promise<Result>): Promise<Result> {
    const { signal } = this.#abort;
    for (let waited = 0; ;) {
      signal.throwIfAborted();
      try {
        return await work();
      } catch (error) {
        const seconds = waitSeconds(error);
        if (seconds === null || waited + seconds > MAX_WAIT_SECONDS) throw error;
        waited += seconds;
        this.#show('waiting', 'upload', this.percent, 'waiting for a place');
        await after(seconds * 1000, signal);
      }
    }
  }

  #process(): void {
    this.#show('processing', 'analyze', null, 'accepted');
  }

  #heard(progress: UploadProgress): void {
    if (this.over) return;
    if (progress.status === 'failed') {
      this.#staged = null;
      this.#refuse(progress.error ?? progress.message, null);
      return;
    }
    this.warnings = progress.warnings ?? [];
    this.trackId = progress.track_id ?? null;
    const completed = progress.status === 'completed';
    const phase = completed ? 'completed' : (progress.phase ?? 'analyze');
    this.#show(completed ? 'completed' : 'processing', phase, progress.server_progress_pct, progress.message ?? phase);
  }

  #fail(error: unknown): void {
    if (error instanceof ApiProblem && error.status > 0)
      return this.#refuse(error.status === 401 ? SIGNED_OUT : error.detail, error.code);
    this.#end(error instanceof NoAnswer ? 'timed-out' : 'interrupted', null);
  }

  #refuse(reason: string | null, code: string | null): void {
    this.errorCode = code;
    this.#end('refused', reason);
  }

  #end(kind: FailureKind, reason: string | null): void {
    this.failure = kind;
    this.error = failureText(kind, this.percent ?? 0, reason, this.#settings.onPhone);
    this.#show('failed', this.phase, this.percent, this.error);
  }

  #show(status: UploadStatus, phase: UploadPhase, percent: number | null, message: string): void {
    this.status = status;
    this.phase = phase;
    this.percent = percent;
    this.message = message;
    this.#settings.onchange?.(this);
  }
}

/** Ends early when it is called off. */
function after(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms);
    signal.addEventListener('abort', () => {
      clearTimeout(timer);
      resolve();
    });
  });
}

function waitSeconds(error: unknown): number | null {
  if (!(error instanceof ApiProblem) || (error.status !== 429 && error.status !== 503)) return null;
  return error.retryAfter ?? DEFAULT_WAIT_SECONDS;
}
