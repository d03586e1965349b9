import { ApiSchema } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { ArrayMaxSize, IsArray, IsIn, IsOptional, IsString, Length, MaxLength } from 'class-validator';
import { normalizeTag } from '../../common/text.js';
import { Flag, OptionalWhole, PageOf, PageQuery, Trimmed } from '../../platform/http/index.js';
import type { SyncState } from '../atproto/index.js';

export const VISIBILITIES = ['public', 'unlisted', 'private'] as const;
export type Visibility = (typeof VISIBILITIES)[number];
export type PublishState = 'pending' | 'published' | 'failed';
export type RenditionRole = 'original' | 'stream' | 'lossy';
export type BrokenReason = 'record_missing' | 'publish_failed' | 'audio_missing';

@ApiSchema({ description: 'One file of a track.' })
export class RenditionView {
  /** @format uuid */
  file_id!: string;
  role!: RenditionRole;
  file_type!: string;
  codec!: string;
  /** Bits per second. */
  bitrate!: number | null;
  bytes!: number;
}

@ApiSchema({ description: 'Someone who takes part in a track.' })
export class FeaturedArtist {
  did!: string;
  handle!: string;
  display_name!: string | null;
  avatar_url!: string | null;
}

@ApiSchema({ description: 'The album a track belongs to.' })
export class AlbumOfTrack {
  /** @format uuid */
  id!: string;
  slug!: string;
  title!: string;
  image_url!: string | null;
  thumbnail_url!: string | null;
}

@ApiSchema({ description: 'A track as whoever asks may see it.' })
export class TrackView {
  id!: number;
  title!: string;
  /** Display name of the artist. */
  artist!: string;
  artist_handle!: string;
  artist_did!: string;
  artist_avatar_url!: string | null;
  /** The current streaming rendition; empty while there is none yet. */
  file_id!: string;
  file_type!: string;
  /** Public address of the streaming rendition; null when the audio is private. */
  r2_url!: string | null;
  /** The untouched upload, where the streaming rendition is not it. */
  original_file_id!: string | null;
  original_file_type!: string | null;
  renditions!: RenditionView[];
  /** A smaller rendition is being made. */
  is_optimizing!: boolean;
  /** Whole seconds. */
  duration!: number | null;
  duration_ms!: number | null;
  /** EBU R128, integrated. */
  loudness_lufs!: number | null;
  features!: FeaturedArtist[];
  atproto_record_uri!: string | null;
  /** Null until the record is confirmed; a strong reference needs it. */
  atproto_record_cid!: string | null;
  /** The record as its PDS shows it. */
  atproto_record_url!: string | null;
  play_count!: number;
  like_count!: number;
  comment_count!: number;
  is_liked!: boolean;
  /** For who likes it, when that could not be written to their repository; else absent. */
  like_failed?: boolean;
  created_at!: string;
  image_url!: string | null;
  thumbnail_url!: string | null;
  description!: string | null;
  album!: AlbumOfTrack | null;
  tags!: string[];
  visibility!: Visibility;
  /** The same as `visibility: unlisted`. */
  unlisted!: boolean;
  source!: 'local' | 'network';
  /** Null until scanned, and for everyone but the owner. */
  copyright_flagged!: boolean | null;
  /** The song it was taken for; for the owner only. */
  copyright_match!: string | null;
  /** Network-wide likes, where they are known to be more than ours; in the detail only. */
  network_like_count?: number | null;
  /** For the owner only. */
  publish_state?: PublishState;
  /** For the owner only: whether the record is as the row. */
  sync_state?: SyncState;
  /** For the owner only. */
  broken_reason?: BrokenReason | null;
}

export class TrackPage extends PageOf('tracks', TrackView) {}

/** One name or several, normalised; what nothing remains of is left out. */
const tagNames = ({ value }: { value: unknown }): unknown =>
  (Array.isArray(value) ? value : [value]).map((name: unknown) =>
    typeof name === 'string' ? normalizeTag(name) : name,
  );

export class TracksQuery extends PageQuery(100, 50) {
  /** Only this artist's tracks. */
  @IsString()
  @MaxLength(2048)
  @IsOptional()
  artist_did?: string;

  /** Leave out tracks with tags that the listener hides; by default on discovery only. */
  @Flag()
  @IsOptional()
  filter_hidden_tags?: boolean;

  /** Any of these; may be repeated. */
  @Transform(tagNames)
  @IsArray()
  @ArrayMaxSize(20)
  @IsString({ each: true })
  @Length(1, 50, { each: true })
  @IsOptional()
  tags?: string[];
}

export const OWN_TRACK_ORDERS = ['recent', 'title', 'plays'] as const;
export type OwnTrackOrder = (typeof OWN_TRACK_ORDERS)[number];

export class OwnTracksQuery extends PageQuery(100, 50) {
  /** Skips so many tracks; for pages by number. */
  @OptionalWhole(0, 1_000_000)
  offset?: number;

  /** Part of the title. */
  @Trimmed()
  @IsString()
  @MaxLength(256)
  @IsOptional()
  q?: string;

  @IsIn(OWN_TRACK_ORDERS)
  @IsOptional()
  sort: OwnTrackOrder = 'recent';
}

export class OwnTrackPage extends PageOf('tracks', TrackView) {
  total!: number;
}

export class BrokenTracks {
  tracks!: TrackView[];
  count!: number;
}

export class RestoredAll {
  /** How many tracks will be written again. */
  queued!: number;
}

export class RestoredRecord {
  success!: boolean;
  track!: TrackView;
  restored_uri!: string;
}

export class TrackUriQuery {
  @IsString()
  @MaxLength(2048)
  uri!: string;
}

@ApiSchema({ description: 'What is drawn behind the playhead.' })
export class WaveformView {
  bins!: number;
  /** One value for each bin, 0 to 255. */
  peaks!: number[];
  loudness_lufs!: number | null;
}
