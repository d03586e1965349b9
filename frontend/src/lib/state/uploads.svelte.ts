import { Gate } from './uploads/gate.ts';
import { UploadNews, type UploadToasts } from './uploads/news.ts';
import type { RunningUpload, TrackForm, UploadTransport } from './uploads/transport.ts';
import { Upload, type UploadSettings } from './uploads/upload.svelte.ts';

export interface UploadsParts {
  transport: UploadTransport;
  toasts: UploadToasts;
  onPhone: boolean;
  /** A track became public: lists that show it are stale. */
  oncompleted?: (trackId: number) => void;
}

/** Files of one album are sent two at a time; the server allows three uploads in flight (UP-19). */
const PLACES = 2;

/** All uploads of this page, and those that an earlier page left at the server. */
export class Uploads {
  items = $state.raw<readonly Upload[]>([]);
  readonly active = $derived(this.items.filter((upload) => !upload.over));
  readonly #parts: UploadsParts;
  readonly #gate = new Gate(PLACES);
  readonly #news: UploadNews;

  constructor(parts: UploadsParts) {
    this.#parts = parts;
    this.#news = new UploadNews(parts.toasts, parts.oncompleted);
  }

  /** Bytes are on their way: leaving the page would stop them. */
  get needPage(): boolean {
    return this.items.some((upload) => upload.needsPage);
  }

  /** Begins to send a file; `publish` may follow when the form is filled in. A quiet one is spoken of elsewhere. */
  begin(file: File, { quiet = false } = {}): Upload {
    const upload = Upload.of(file, this.#settings(quiet));
    this.#keep(upload);
    void upload.send();
    return upload;
  }

  /** What the server accepted from an earlier page, quietly. */
  take(running: RunningUpload): Upload {
    const known = this.items.find(({ uploadId }) => uploadId === running.uploadId);
    if (known) return known;
    const upload = Upload.found(running, this.#settings(true));
    this.#keep(upload);
    void upload.follow();
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
    this.items = this.items.filter((other) => other !== upload);
    upload.cancel();
    this.#news.forget(upload);
  }

  /** Another person is here, or nobody. */
  clear(): void {
    for (const upload of this.items) this.remove(upload);
  }

  #settings(quiet = false): UploadSettings {
    return {
      transport: this.#parts.transport,
      inTurn: (work) => this.#gate.run(work),
      onPhone: this.#parts.onPhone,
      onchange: (upload) => {
        if (!quiet && upload.submitted && this.items.includes(upload)) this.#news.tell(upload);
      },
    };
  }

  #keep(upload: Upload): void {
    this.items = [...this.items, upload];
  }
}
