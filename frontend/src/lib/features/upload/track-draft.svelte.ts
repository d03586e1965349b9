import type { Track, TrackChanges, Visibility } from '#lib/api/contract.ts';
import type { TrackForm } from '#lib/state/uploads/transport.ts';

export const MAX_TITLE = 256;
export const MAX_DESCRIPTION = 5000;
export const MAX_TAGS = 10;
export const MAX_FEATURES = 5;

export type TrackField = 'title' | 'album' | 'features' | 'tags' | 'description' | 'image';

/** The words of a draft, as they are kept between visits. */
export type DraftWords = Pick<TrackDraft, 'title' | 'album' | 'features' | 'tags' | 'description' | 'visibility'>;

/** What is said about a track besides its sound: filled in for an upload, or changed later. */
export class TrackDraft {
  title = $state('');
  album = $state('');
  /** Handles, without the sign in front. */
  features = $state.raw<readonly string[]>([]);
  tags = $state.raw<readonly string[]>([]);
  description = $state('');
  visibility = $state<Visibility>('public');
  /** A picture that was chosen here. */
  image = $state.raw<File | null>(null);
  removeImage = $state(false);
  errors = $state.raw<Readonly<Partial<Record<TrackField, string>>>>({});

  static of(track: Track): TrackDraft {
    const draft = new TrackDraft();
    draft.take({
      title: track.title,
      album: track.album?.title ?? '',
      features: track.features.map(({ handle }) => handle),
      tags: track.tags,
      description: track.description ?? '',
      visibility: track.visibility,
    });
    return draft;
  }

  words(): DraftWords {
    const { title, album, features, tags, description, visibility } = this;
    return { title, album, features, tags, description, visibility };
  }

  take(words: Partial<DraftWords>): void {
    Object.assign(this, words);
  }

  /** Says at the fields what is missing or too much; true when nothing is. */
  check(): boolean {
    const errors: Partial<Record<TrackField, string>> = {};
    const title = this.title.trim();
    if (!title) errors.title = 'a track needs a title';
    else if (title.length > MAX_TITLE) errors.title = `at most ${MAX_TITLE} characters`;
    if (this.description.trim().length > MAX_DESCRIPTION) errors.description = `at most ${MAX_DESCRIPTION} characters`;
    this.errors = errors;
    return Object.keys(errors).length === 0;
  }

  /** UP-01: the form of a new track. */
  form(): TrackForm {
    const { title, album, features, tags, description, visibility, image } = this;
    return {
      title: title.trim(),
      album: album.trim(),
      features,
      tags,
      description: description.trim(),
      visibility,
      image,
    };
  }

  /** TRK-04: only what differs from the track as it is. */
  changes(track: Track): TrackChanges {
    const before = TrackDraft.of(track);
    const changes: TrackChanges = {};
    if (this.title.trim() !== before.title) changes.title = this.title.trim();
    if (this.album.trim() !== before.album) changes.album = this.album.trim();
    if (this.description.trim() !== before.description) changes.description = this.description.trim();
    if (this.visibility !== before.visibility) changes.visibility = this.visibility;
    if (differs(this.features, before.features)) changes.features = [...this.features];
    if (differs(this.tags, before.tags)) changes.tags = [...this.tags];
    if (this.removeImage && !this.image) changes.remove_image = true;
    return changes;
  }
}

const differs = (one: readonly string[], other: readonly string[]): boolean => one.join('\n') !== other.join('\n');
