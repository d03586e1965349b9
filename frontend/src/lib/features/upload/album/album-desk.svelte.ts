import type { Api } from '#lib/api/client.ts';
import type { AlbumMetadata, Config, Visibility } from '#lib/api/contract.ts';
import { ApiProblem } from '#lib/api/problem.ts';
import { paths } from '#lib/paths.ts';
import type { Toasts } from '#lib/state/toasts.svelte.ts';
import type { Uploads } from '#lib/state/uploads.svelte.ts';
import type { Upload } from '#lib/state/uploads/upload.svelte.ts';
import { moved } from '#lib/ui/reorder.rules.ts';
import { keptJson, type Kept } from '#lib/util/kept.ts';
import { audioLimits, audioRefusal, imageLimits, type FileLimits } from '../files.rules.ts';
import { refusedField } from '../refusal.rules.ts';
import { AlbumRelease } from './album-release.ts';
import { AlbumTrack, type KeptTrack } from './album-track.svelte.ts';

export interface AlbumDeskParts {
  api: Api;
  uploads: Pick<Uploads, 'begin' | 'take' | 'remove'>;
  config: Config;
  kept: Kept;
  toasts: Pick<Toasts, 'success'>;
  /** Whose desk it is. */
  did: string;
  /** It is out: lists that show its tracks are stale. */
  onpublished?: () => void;
}

interface KeptAlbum {
  did: string;
  title: string;
  tags: readonly string[];
  description: string;
  visibility: Visibility;
  tracks: readonly KeptTrack[];
  /** It was sent off: what the server has goes on there. */
  album: AlbumMetadata | null;
}

export type AlbumField = 'title' | 'image' | 'tags';

const KEPT_AS = 'plyr.album-draft';
const byName = new Intl.Collator('en', { numeric: true });

/**
 * The desk where an album is made ready: many files at once, in their order, with what they share. Files travel as soon
 * as they are chosen. Words, order and what the server has accepted survive a reload; files are chosen again then.
 */
export class AlbumDesk {
  readonly did: string;
  readonly audio: FileLimits;
  readonly image: FileLimits;
  title = $state('');
  tags = $state.raw<readonly string[]>([]);
  description = $state('');
  visibility = $state<Visibility>('public');
  cover = $state.raw<File | null>(null);
  tracks = $state.raw<readonly AlbumTrack[]>([]);
  publishing = $state(false);
  errors = $state.raw<Readonly<Partial<Record<AlbumField, string>>>>({});
  /** Why it could not be published; what is wrong with a track stands at the track. */
  trouble = $state<string | null>(null);
  /** The last one that came out of here. */
  published = $state.raw<AlbumMetadata | null>(null);
  readonly up = $derived(this.tracks.filter(({ state }) => state === 'up').length);
  readonly sizeBytes = $derived(this.tracks.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0));
  readonly uploads = $derived<readonly Upload[]>(this.tracks.flatMap(({ upload }) => upload ?? []));
  #album = $state.raw<AlbumMetadata | null>(null);
  #dressed: File | null = null;
  readonly #parts: AlbumDeskParts;
  readonly #release: AlbumRelease;

  constructor(parts: AlbumDeskParts) {
    this.#parts = parts;
    this.#release = new AlbumRelease(parts.api);
    this.did = parts.did;
    this.audio = audioLimits(parts.config);
    this.image = imageLimits(parts.config);
    const left = keptJson<KeptAlbum>(parts.kept, KEPT_AS);
    if (left?.did === parts.did) this.#take(left);
  }

  get isClear(): boolean {
    return this.tracks.length === 0 && !this.title.trim() && !this.description.trim() && !this.cover;
  }

  /** Begins to send files, at the end of the record and by name; one that was lost in a reload finds its place again. */
  add(files: readonly File[]): void {
    for (const file of [...files].sort((one, other) => byName.compare(one.name, other.name))) {
      const lost = this.tracks.find(
        (track) => track.isOf(file) && (track.state === 'lost' || track.state === 'failed'),
      );
      if (!lost && this.tracks.some((track) => track.isOf(file))) continue;
      const track = lost ?? AlbumTrack.of(file);
      if (lost?.upload) this.#parts.uploads.remove(lost.upload);
      track.refusal = audioRefusal(file, this.audio);
      if (!track.refusal) track.upload = this.#parts.uploads.begin(file, { quiet: true });
      if (!lost) this.tracks = [...this.tracks, track];
    }
    this.trouble = null;
  }

  remove(track: AlbumTrack): void {
    if (track.upload) this.#parts.uploads.remove(track.upload);
    this.tracks = this.tracks.filter((other) => other !== track);
  }

  /** Puts a track in front of another, or (null) at the end. */
  move(id: string, before: string | null): void {
    this.tracks = moved(this.tracks, id, before, (track) => track.id);
  }

  /** Puts the album out, or goes on with what is missing of it. */
  async publish(): Promise<void> {
    if (this.publishing || !this.#check()) return;
    this.publishing = true;
    this.trouble = null;
    try {
      this.#album ??= await this.#release.begin(this.title.trim(), this.description.trim());
      this.keep();
      await this.#dress(this.#album.id);
      const shared = { albumId: this.#album.id, tags: this.tags, visibility: this.visibility };
      if (await this.#release.publish(this.tracks, shared)) await this.#finish(this.#album);
      else this.trouble = 'not all tracks are up. what is said beside them helps; then publish again.';
    } catch (problem) {
      this.#say(problem);
    } finally {
      this.publishing = false;
      this.keep();
    }
  }

  /** Clears the desk. What the server has accepted stays there. */
  clear(): void {
    for (const { upload } of this.tracks) if (upload) this.#parts.uploads.remove(upload);
    [this.tracks, this.tags, this.title, this.description, this.visibility] = [[], [], '', '', 'public'];
    [this.cover, this.#album, this.#dressed, this.trouble, this.errors] = [null, null, null, null, {}];
    this.keep();
  }

  /** Keeps the words between visits, until the album is out. */
  keep(): void {
    const { did, title, tags, description, visibility } = this;
    const tracks = this.tracks.filter(({ refusal }) => !refusal).map((track) => track.keep());
    const kept: KeptAlbum = { did, title, tags, description, visibility, tracks, album: this.#album };
    if (this.isClear) this.#parts.kept.remove(KEPT_AS);
    else this.#parts.kept.set(KEPT_AS, JSON.stringify(kept));
  }

  #take({ title, tags, description, visibility, tracks, album }: KeptAlbum): void {
    [this.title, this.tags, this.description, this.visibility] = [title, tags, description, visibility];
    this.#album = album;
    this.tracks = tracks.map((kept) => {
      const track = AlbumTrack.kept(kept);
      if (kept.uploadId) track.upload = this.#parts.uploads.take({ uploadId: kept.uploadId, title: kept.title });
      return track;
    });
    // the server has everything: only the order is missing
    if (album && tracks.every(({ uploadId }) => uploadId)) void this.publish();
  }

  /** Says what is missing; true when nothing is. */
  #check(): boolean {
    this.errors = this.title.trim() ? {} : { title: 'an album needs a title' };
    this.trouble =
      this.tracks.length === 0
        ? 'choose the files first.'
        : this.tracks.some(({ state }) => state === 'lost' || state === 'refused')
          ? 'some files cannot be sent. choose them again, or take them off.'
          : this.tracks.some((track) => !track.accepted && !track.title.trim())
            ? 'every track needs a title.'
            : null;
    return this.trouble === null && Object.keys(this.errors).length === 0;
  }

  async #dress(albumId: string): Promise<void> {
    if (!this.cover || this.cover === this.#dressed) return;
    await this.#release.dress(albumId, this.cover);
    this.#dressed = this.cover;
  }

  async #finish(album: AlbumMetadata): Promise<void> {
    const trackIds = this.tracks.flatMap(({ upload }) => upload?.trackId ?? []);
    this.published = await this.#release.order(album, trackIds);
    this.clear();
    const link = { label: 'view album', href: paths.album(this.published) };
    this.#parts.toasts.success(`${this.published.title} is out`, { link, durationMs: 8000 });
    this.#parts.onpublished?.();
  }

  #say(problem: unknown): void {
    if (!(problem instanceof ApiProblem)) throw problem;
    const placed = refusedField(problem.code, problem.detail);
    if (placed?.field === 'image') this.errors = { image: placed.text };
    else this.trouble = problem.detail;
  }
}
