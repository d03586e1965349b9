import type { SyncState } from '../../atproto/index.js';
import type { PublishState, RenditionRole, Visibility } from '../tracks.dto.js';

/** A track with all that belongs to its view, as the one statement of `track-rows.queries.ts` answers it. */
export interface TrackRow {
  id: number;
  title: string;
  description: string | null;
  artist_did: string;
  artist: string;
  artist_handle: string;
  artist_avatar_url: string | null;
  avatar_image_id: string | null;
  avatar_image_key: string | null;
  artist_pds_url: string | null;
  visibility: Visibility;
  publish_state: PublishState;
  sync_state: SyncState;
  was_published: boolean;
  source: 'local' | 'network';
  uri: string;
  rkey: string;
  cid: string | null;
  duration_ms: number | null;
  play_count: number;
  like_count: number;
  comment_count: number;
  copyright_flagged: boolean | null;
  copyright_match: string | null;
  /** Whether the record of the viewer's like could not be written; null when they do not like it. */
  like_failed: boolean | null;
  /** ISO 8601, to the microsecond: also the track's place in lists. */
  created_at: string;
  image_id: string | null;
  image_key: string | null;
  /** The current ones whose bytes are there. */
  files: FileRow[] | null;
  features: FeatureRow[] | null;
  tags: string[] | null;
  album: AlbumRow | null;
  is_optimizing: boolean;
}

/** What of a track differs from viewer to viewer, or from one second to the next. */
export type TrackMoment = Pick<TrackRow, 'id' | 'play_count' | 'like_count' | 'comment_count' | 'like_failed'>;

export interface FileRow {
  id: string;
  role: RenditionRole;
  extension: string;
  codec: string;
  bitrate: number | null;
  bytes: number;
  loudness_lufs: number | null;
  storage_key: string;
  bucket: 'public' | 'private';
}

export interface FeatureRow {
  did: string;
  handle: string | null;
  display_name: string | null;
  avatar_url: string | null;
  /** From this viewer (ING-08); null where nobody knows the account. The record goes on naming them. */
  is_hidden: boolean | null;
}

export interface AlbumRow {
  id: string;
  slug: string;
  title: string;
  image_id: string | null;
  image_key: string | null;
}
