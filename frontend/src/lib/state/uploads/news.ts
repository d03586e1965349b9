import { phaseIndex } from './phases.rules.ts';
import type { Upload } from './upload.svelte.ts';

/** The part of the toasts that uploads speak through: one toast each, changed in place. */
export interface UploadToasts {
  show(kind: 'info' | 'success' | 'error', text: string, options?: UploadToastOptions): number;
  dismiss(id: number): void;
  update(id: number, text: string, change?: UploadToastOptions & { kind?: 'info' | 'success' | 'error' }): number;
}

export interface UploadToastOptions {
  link?: { label: string; href?: string; onselect?: () => void };
  durationMs?: number;
  percent?: number;
}

/** How long the good and the bad news stay. */
const NEWS_MS = 8_000;

/** Says how uploads are getting on: one toast each, changed in place. */
export class UploadNews {
  readonly #speaker: UploadToasts;
  readonly #oncompleted: ((trackId: number) => void) | undefined;
  readonly #toasts = new Map<Upload, { id: number; text: string }>();
  readonly #told = new Set<Upload>();

  constructor(speaker: UploadToasts, oncompleted?: (trackId: number) => void) {
    this.#speaker = speaker;
    this.#oncompleted = oncompleted;
  }

  /** There is nothing more to say about it. */
  forget(upload: Upload): void {
    const known = this.#toasts.get(upload);
    if (known) this.#speaker.dismiss(known.id);
    this.#toasts.delete(upload);
  }

  /** Something to show changed. */
  tell(upload: Upload): void {
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
    if (upload.trackId !== null) this.#oncompleted?.(upload.trackId);
  }

  /** One toast for each upload, touched only when there is something else to read. */
  #toast(upload: Upload, text: string, change: UploadToastOptions & { kind: 'info' | 'success' | 'error' }): void {
    const toasts = this.#speaker;
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
