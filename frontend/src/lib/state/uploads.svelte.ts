import { Gate } from './uploads/gate.ts';
import { phaseIndex } from './uploads/phases.rules.ts';
import type { TrackForm, UploadTransport } from './uploads/transport.ts';
import { Upload, type UploadSettings } from './uploads/upload.svelte.ts';

/** The part of the toasts that uploads speak through: one toast each, changed in place. */
export interface UploadToasts {
  show(kind: 'info' | 'success' | 'error', text: string, options?: UploadToastOptions): number;
  update(id: number, text: string, change?: UploadToastOptions & { kind?: 'info' | 'success' | 'error' }): number;
}

export interface UploadToastOptions {
  link?: { label: string; href?: string; onselect?: () => void };
  durationMs?: number;
  percent?: number;
}

export interface UploadsParts {
  transport: UploadTransport;
  toasts: UploadToasts;
  onPhone: boolean;
  /** A track became public: lists that show it are stale. */
  oncompleted?: (trackId: number) => void;
}

/** Files of one album are sent two at a time; the server allows three uploads in flight (UP-19). */
const PLACES = 2;
/** How long the good and the bad news stay. */
const NEWS_MS = 8_000;

/** All uploads of this page, and those that an earlier page left at the server. */
export class Uploads {
  items = $state.raw<readonly Upload[]>([]);
  readonly active = $derived(this.items.filter((upload) => !upload.over));
  readonly #parts: UploadsParts;
  readonly #gate = new Gate(PLACES);
  readonly #toasts = new Map<Upload, { id: number; text: string }>();
  readonly #told = new Set<Upload>();

  constructor(parts: UploadsParts) {
    this.#parts = parts;
  }

  /** Bytes are on their way: leaving the page would stop them. */
  get needPage(): boolean {
    return this.items.some((upload) => upload.needsPage);
  }

  /** Begins to send a file; `publish` may follow when the form is filled in. */
  begin(file: File): Upload {
    const upload = Upload.of(file, this.#settings());
    this.#keep(upload);
    void upload.send();
    return upload;
  }

  /** Sends a file and makes a track of it. */
  start(file: File, form: TrackForm): Upload {
    const upload = Upload.of(file, this.#settings());
    this.#keep(upload);
    void upload.publish(form);
    return upload;
  }

  /** Finds what is still being worked on at the server, such as after a reload (UP-20). */
  async findRunning(): Promise<void> {
    for (const running of await this.#parts.transport.running()) {
      if (this.items.some((known) => known.uploadId === running.uploadId)) continue;
      const upload = Upload.found(running, this.#settings());
      this.#keep(upload);
      void upload.follow();
    }
  }

  /** The network is back: what it broke goes on. */
  resume(): void {
    for (const upload of this.items) if (upload.failure === 'interrupted') void upload.retry();
  }

  remove(upload: Upload): void {
    upload.cancel();
    this.items = this.items.filter((other) => other !== upload);
  }

  /** Another person is here, or nobody. */
  clear(): void {
    for (const upload of this.items) upload.cancel();
    this.items = [];
  }

  #settings(): UploadSettings {
    return {
      transport: this.#parts.transport,
      inTurn: (work) => this.#gate.run(work),
      onPhone: this.#parts.onPhone,
      onchange: (upload) => this.#tell(upload),
    };
  }

  #keep(upload: Upload): void {
    this.items = [...this.items, upload];
  }

  #tell(upload: Upload): void {
    if (!this.items.includes(upload)) return;
    if (upload.status === 'completed') this.#completed(upload);
    else if (upload.status === 'failed') this.#failed(upload);
    else this.#toast(upload, progressText(upload), { kind: 'info', durationMs: 0, percent: overall(upload) });
  }

  #failed(upload: Upload): void {
    const link = upload.failure === 'refused' ? undefined : { label: 'try again', onselect: () => void upload.retry() };
    const change = { kind: 'error', durationMs: link ? 0 : NEWS_MS, percent: undefined, link } as const;
    this.#toast(upload, `${upload.title}: ${upload.error ?? ''}`, change);
  }

  /** Exactly once, whatever the server repeats (UP-12). */
  #completed(upload: Upload): void {
    if (this.#told.has(upload)) return;
    this.#told.add(upload);
    const link = upload.trackId === null ? undefined : { label: 'view track', href: `/track/${upload.trackId}` };
    this.#toast(upload, `${upload.title} is up`, { kind: 'success', durationMs: NEWS_MS, percent: undefined, link });
    if (upload.trackId !== null) this.#parts.oncompleted?.(upload.trackId);
  }

  /** One toast for each upload, touched only when there is something else to read. */
  #toast(upload: Upload, text: string, change: UploadToastOptions & { kind: 'info' | 'success' | 'error' }): void {
    const { toasts } = this.#parts;
    const known = this.#toasts.get(upload);
    if (known?.text === text) return;
    const id = known
      ? toasts.update(known.id, text, { link: undefined, ...change })
      : toasts.show(change.kind, text, change);
    this.#toasts.set(upload, { id, text });
  }
}

function progressText({ title, status, percent, message }: Upload): string {
  if (status === 'sending') return `sending ${title}, ${Math.floor(percent ?? 0)} %`;
  return percent === null ? `${title}: ${message}` : `${title}: ${message} ${Math.floor(percent)} %`;
}

/** Sending is the first half of the rule at the foot of the toast, the server's work the other. */
function overall({ status, phase, percent }: Upload): number {
  if (status !== 'processing') return (percent ?? 0) / 2;
  return 50 + Math.min(7, phaseIndex(phase)) * 7;
}
