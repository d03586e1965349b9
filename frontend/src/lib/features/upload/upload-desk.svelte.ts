import type { Config } from '#lib/api/contract.ts';
import type { Upload } from '#lib/state/uploads/upload.svelte.ts';
import type { Uploads } from '#lib/state/uploads.svelte.ts';
import { keptJson, type Kept } from '#lib/util/kept.ts';
import { audioLimits, audioRefusal, imageLimits, titleFrom, type FileLimits } from './files.rules.ts';
import { refusedField } from './refusal.rules.ts';
import { TrackDraft, type DraftWords } from './track-draft.svelte.ts';

export interface UploadDeskParts {
  uploads: Pick<Uploads, 'begin' | 'remove'>;
  config: Config;
  kept: Kept;
  /** Whose desk it is: words that another person left here are not theirs. */
  did: string;
}

/** What lies on the desk: a draft, its file, and the file's way to the server. */
interface Sheet {
  draft: TrackDraft;
  file: File | null;
  upload: Upload | null;
}

const KEPT_AS = 'plyr.upload-draft';
const blank = (): Sheet => ({ draft: new TrackDraft(), file: null, upload: null });

/**
 * The desk where a track is made ready. Its bytes travel as soon as the file is chosen; the form stays until the server
 * has accepted both, and comes back when the server could not make a track of it (UP-13).
 */
export class UploadDesk {
  readonly did: string;
  readonly audio: FileLimits;
  readonly image: FileLimits;
  #sheet = $state.raw<Sheet>(blank());
  /** Sent off, but not accepted yet. */
  submitted = $state(false);
  /** Why no file was taken. */
  refusal = $state<string | null>(null);
  readonly #parts: UploadDeskParts;
  /** What was accepted, until its end is known. */
  #away = $state.raw<readonly Sheet[]>([]);

  constructor(parts: UploadDeskParts) {
    this.#parts = parts;
    this.did = parts.did;
    this.audio = audioLimits(parts.config);
    this.image = imageLimits(parts.config);
    const left = keptJson<{ did: string; words: DraftWords }>(parts.kept, KEPT_AS);
    if (left?.did === parts.did) this.draft.take(left.words);
  }

  get draft(): TrackDraft {
    return this.#sheet.draft;
  }

  get file(): File | null {
    return this.#sheet.file;
  }

  /** Of the file on the desk; others are under way. */
  get upload(): Upload | null {
    return this.#sheet.upload;
  }

  get isClear(): boolean {
    const { draft, file } = this.#sheet;
    return !file && ![draft.title, draft.description, draft.album].some((text) => text.trim());
  }

  /** What is wrong with the file, or with its way here; what is wrong with a field stands at the field. */
  get trouble(): string | null {
    const { upload, file } = this.#sheet;
    if (this.refusal || !file || upload?.status !== 'failed') return this.refusal;
    const { failure, errorCode, error } = upload;
    return failure === 'refused' && refusedField(errorCode, error ?? '') ? null : error;
  }

  /** Begins to send a file; another one that lay here is taken back. */
  pick(file: File): void {
    this.refusal = audioRefusal(file, this.audio);
    if (this.refusal) return;
    const { draft, upload, file: before } = this.#sheet;
    if (upload) this.#parts.uploads.remove(upload);
    // a title that was written by hand stays
    if (!draft.title.trim() || (before && draft.title === titleFrom(before.name))) draft.title = titleFrom(file.name);
    this.#sheet = { draft, file, upload: this.#parts.uploads.begin(file) };
  }

  submit(): void {
    const { draft, upload } = this.#sheet;
    if (!upload) this.refusal = 'choose a file first.';
    if (!draft.check() || !upload) return;
    this.refusal = null;
    this.submitted = true;
    void upload.publish(draft.form());
  }

  /** Looks at what has become of what was sent. */
  settle(): void {
    this.#settleDesk(this.#sheet);
    for (const sheet of this.#away) {
      if (sheet.upload?.status === 'failed' && this.mayTakeBack(sheet.upload) && this.isClear) {
        this.takeBack(sheet.upload);
      }
    }
    this.#away = this.#away.filter(({ upload }) => upload?.status !== 'completed');
  }

  /** The server refused what it had accepted at first, and its form is still here. */
  mayTakeBack(upload: Upload): boolean {
    return upload.failure === 'refused' && this.#away.some((sheet) => sheet.upload === upload);
  }

  /** Puts the form of a refused upload on the desk again. */
  takeBack(upload: Upload): void {
    const sheet = this.#away.find((other) => other.upload === upload);
    if (!sheet) return;
    const { upload: here } = this.#sheet;
    if (here) this.#parts.uploads.remove(here);
    this.#away = this.#away.filter((other) => other !== sheet);
    this.#sheet = sheet;
    this.#place(upload);
  }

  /** Keeps the words between visits, until they are accepted. */
  keep(): void {
    const words = this.draft.words();
    if (this.isClear) this.#parts.kept.remove(KEPT_AS);
    else this.#parts.kept.set(KEPT_AS, JSON.stringify({ did: this.did, words }));
  }

  #settleDesk(sheet: Sheet): void {
    const { upload } = sheet;
    if (this.submitted && upload?.status === 'failed') {
      this.submitted = false;
      this.#place(upload);
    } else if (upload?.uploadId && (upload.status === 'processing' || upload.status === 'completed')) {
      this.submitted = false;
      this.#away = [...this.#away, sheet];
      this.#sheet = blank();
    }
  }

  /** Says at the right place why it was refused. */
  #place(upload: Upload): void {
    const placed = upload.failure === 'refused' ? refusedField(upload.errorCode, upload.error ?? '') : null;
    this.draft.errors = placed ? { [placed.field]: placed.text } : {};
    this.refusal = null;
  }
}
