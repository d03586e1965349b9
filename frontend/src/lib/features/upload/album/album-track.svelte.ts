import { newId } from '#lib/player/ids.ts';
import type { TrackForm } from '#lib/state/uploads/transport.ts';
import type { Upload } from '#lib/state/uploads/upload.svelte.ts';
import { titleFrom } from '../files.rules.ts';

/** What of a track is kept between visits; its file is not. */
export interface KeptTrack {
  title: string;
  features: readonly string[];
  filename: string;
  sizeBytes: number;
  uploadId: string | null;
}

/** `lost`: its file went with an earlier page · `refused`: it cannot be on this record · `there`: sent, to be published. */
export type TrackState = 'lost' | 'refused' | 'sending' | 'waiting' | 'there' | 'working' | 'up' | 'failed';

/** What all tracks of one album share. */
export type SharedWords = Pick<TrackForm, 'albumId' | 'tags' | 'visibility'>;

/** One track of an album in the making: its words, its file, and the file's way to the server. */
export class AlbumTrack {
  readonly id = newId();
  title = $state('');
  /** Handles, without the sign in front. */
  features = $state.raw<readonly string[]>([]);
  upload = $state.raw<Upload | null>(null);
  /** Why its file was not taken. */
  refusal = $state<string | null>(null);
  readonly filename: string;
  readonly sizeBytes: number;
  readonly state = $derived(this.#state());

  private constructor(filename: string, sizeBytes: number) {
    this.filename = filename;
    this.sizeBytes = sizeBytes;
  }

  static of(file: File): AlbumTrack {
    const track = new AlbumTrack(file.name, file.size);
    track.title = titleFrom(file.name);
    return track;
  }

  static kept({ title, features, filename, sizeBytes }: KeptTrack): AlbumTrack {
    const track = new AlbumTrack(filename, sizeBytes);
    [track.title, track.features] = [title, features];
    return track;
  }

  /** The same file, chosen again. */
  isOf(file: File): boolean {
    return file.name === this.filename && file.size === this.sizeBytes;
  }

  /** The server has it, and makes or made a track of it. */
  get accepted(): boolean {
    return this.state === 'working' || this.state === 'up';
  }

  /** What stands in the way of publishing it; null when nothing does. */
  get trouble(): string | null {
    if (this.refusal) return this.refusal;
    if (this.state === 'lost') return 'choose this file again';
    return this.upload?.status === 'failed' ? this.upload.error : null;
  }

  form({ albumId, tags, visibility }: SharedWords): TrackForm {
    return { title: this.title.trim(), features: this.features, albumId, tags, visibility };
  }

  keep(): KeptTrack {
    const { title, features, filename, sizeBytes, upload } = this;
    const refused = upload?.status === 'failed' && upload.failure === 'refused';
    return { title, features, filename, sizeBytes, uploadId: refused ? null : (upload?.uploadId ?? null) };
  }

  #state(): TrackState {
    const { upload } = this;
    if (this.refusal) return 'refused';
    if (!upload) return 'lost';
    if (upload.status === 'failed') return 'failed';
    if (upload.status === 'completed') return 'up';
    if (upload.status === 'processing') return 'working';
    if (upload.status === 'sending') return 'sending';
    return (upload.percent ?? 0) >= 100 ? 'there' : 'waiting';
  }
}
