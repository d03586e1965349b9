/**
 * The wire types of the API: the one place that names them. Written after the API's contract until the generated
 * description is in the tree; then this file re-exports from it, and nothing else changes.
 */

export type Visibility = 'public' | 'unlisted' | 'private';
export type PublishState = 'pending' | 'published' | 'failed';
export type SyncState = 'synced' | 'pending' | 'failed';

export interface Person {
  did: string;
  handle: string;
  display_name: string | null;
  avatar_url: string | null;
}

export interface Rendition {
  file_id: string;
  role: 'original' | 'stream' | 'lossy';
  file_type: string;
  codec: string;
  bitrate: number | null;
  bytes: number;
}

export interface AlbumSummary {
  id: string;
  slug: string;
  title: string;
  image_url: string | null;
  thumbnail_url: string | null;
}

export interface Track {
  id: number;
  title: string;
  artist: string;
  artist_handle: string;
  artist_did: string;
  artist_avatar_url: string | null;
  file_id: string;
  file_type: string;
  r2_url: string | null;
  original_file_id: string | null;
  original_file_type: string | null;
  renditions: Rendition[];
  is_optimizing: boolean;
  duration: number | null;
  duration_ms: number | null;
  loudness_lufs: number | null;
  features: Person[];
  atproto_record_uri: string | null;
  atproto_record_cid: string | null;
  atproto_record_url: string | null;
  play_count: number;
  like_count: number;
  /** Detail only. */
  network_like_count?: number | null;
  comment_count: number;
  is_liked: boolean;
  created_at: string;
  image_url: string | null;
  thumbnail_url: string | null;
  description: string | null;
  album: AlbumSummary | null;
  tags: string[];
  visibility: Visibility;
  unlisted: boolean;
  source: 'local' | 'network';
  copyright_flagged: boolean | null;
  copyright_match: string | null;
  /** The three below: owner only. */
  publish_state?: PublishState;
  sync_state?: SyncState;
  broken_reason?: 'record_missing' | 'publish_failed' | 'audio_missing' | null;
}

export interface AlbumListItem {
  id: string;
  title: string;
  slug: string;
  artist: string;
  artist_handle: string;
  track_count: number;
  total_plays: number;
  image_url: string | null;
  thumbnail_url: string | null;
}

export type ArtistAlbumListItem = Omit<AlbumListItem, 'artist' | 'artist_handle'>;

export interface AlbumMetadata extends AlbumListItem {
  description: string | null;
  artist_did: string;
  list_uri: string | null;
  publish_state: PublishState;
  created_at: string;
}

export interface Album {
  metadata: AlbumMetadata;
  tracks: Track[];
}

export interface Artist {
  did: string;
  handle: string;
  display_name: string;
  bio: string | null;
  avatar_url: string | null;
  created_at: string;
  updated_at: string;
  show_liked_on_profile: boolean;
}

/** What an artist profile could begin with. */
export type ProfileSuggestion = Record<'display_name' | 'bio' | 'avatar_url', string | null>;

/** What to change of a track; what is left out stays. */
export interface TrackChanges {
  title?: string;
  /** By title; empty takes the track off its album. */
  album?: string;
  /** Handles; replaces all. */
  features?: string[];
  tags?: string[];
  description?: string;
  visibility?: Visibility;
  remove_image?: boolean;
}

export interface TagUse {
  name: string;
  track_count: number;
}

export interface CountedTrack {
  id: number;
  title: string;
  play_count: number;
}

export interface Analytics {
  total_plays: number;
  total_items: number;
  top_item: CountedTrack | null;
  /** Its `play_count` is the number of likes. */
  top_liked: CountedTrack | null;
  total_duration_seconds: number;
}

export interface Comment {
  id: number;
  user_did: string;
  user_handle: string;
  user_display_name: string | null;
  user_avatar_url: string | null;
  text: string;
  timestamp_ms: number;
  created_at: string;
  updated_at: string | null;
  atproto_uri: string | null;
}

export interface CommentList {
  comments: Comment[];
  count: number;
  comments_enabled: boolean;
}

export interface Liker extends Person {
  liked_at: string;
}

export interface Waveform {
  bins: number;
  /** 0 to 255 each. */
  peaks: number[];
  loudness_lufs: number | null;
}

export interface Me {
  did: string;
  handle: string;
  display_name: string | null;
  avatar_url: string | null;
  has_artist_profile: boolean;
  linked_accounts: { did: string; handle: string; avatar_url: string | null }[];
  scopes_ok: boolean;
  session: { kind: string; expires_at: string };
}

export type ThemeChoice = 'dark' | 'light' | 'system';

export interface Preferences {
  accent_color: string;
  theme: ThemeChoice;
  auto_advance: boolean;
  allow_comments: boolean;
  hidden_tags: string[];
  enable_teal_scrobbling: boolean;
  teal_needs_reauth: boolean;
  show_sensitive_artwork: boolean;
  show_liked_on_profile: boolean;
  ui_settings: Record<string, unknown>;
}

export type PreferencesChange = Partial<Omit<Preferences, 'teal_needs_reauth'>>;

export interface Stats {
  total_plays: number;
  total_tracks: number;
  total_artists: number;
  total_duration_seconds: number;
}

export interface Config {
  max_upload_size_mb: number;
  max_image_size_mb: number;
  supported_audio: string[];
  supported_images: string[];
  default_hidden_tags: string[];
  bufo_exclude_patterns: string[];
  bufo_include_patterns: string[];
  play_threshold: { seconds: number; ratio: number };
  teal_enabled: boolean;
  semantic_search_enabled: boolean;
  namespace: string;
  version: string;
  contact_email: string | null;
  dmca_email: string | null;
}

export type JobStatus = 'pending' | 'processing' | 'completed' | 'failed';
export type UploadPhase =
  'upload' | 'analyze' | 'transcode' | 'metadata' | 'image' | 'database' | 'atproto' | 'completed';

export interface UploadAccepted {
  upload_id: string;
  status: 'pending';
  message: string;
  reserved_track_id: number;
}

export interface UploadProgress {
  upload_id: string;
  status: JobStatus;
  message: string | null;
  error: string | null;
  phase: UploadPhase | null;
  server_progress_pct: number | null;
  created_at: string;
  completed_at: string | null;
  track_id?: number;
  warnings: string[];
  atproto_uri?: string | null;
  atproto_cid?: string | null;
}

export interface Job {
  id: string;
  type: string;
  status: JobStatus;
  phase: string | null;
  message: string | null;
  progress_pct: number | null;
  error: string | null;
  result: Record<string, unknown> | null;
  created_at: string;
  updated_at: string;
  completed_at: string | null;
}

/** A page of a list: the list under its own key, and where the next one begins. */
export type Page<Key extends string, Item> = Record<Key, Item[]> & { next_cursor: string | null; has_more: boolean };
export type TrackPage = Page<'tracks', Track>;
export type OwnTrackPage = TrackPage & { total: number };
export type AlbumPage = Page<'albums', AlbumListItem>;
export type ArtistAlbumPage = Page<'albums', ArtistAlbumListItem>;
export type JobPage = Page<'jobs', Job>;
export type LikersPage = Page<'users', Liker> & { count: number };

/** What a refusal says, as `application/problem+json`. */
export interface Problem {
  type: string;
  title: string;
  status: number;
  detail: string;
  code: string;
  request_id?: string;
  errors?: { path: string; message: string; code: string }[];
}

interface Paging {
  cursor?: string;
  limit?: number;
}

type Given<Key extends string, Value> = [Value] extends [never] ? { [K in Key]?: never } : { [K in Key]: Value };

type Answer<Result, Query = never, Path = never, Body = never> = {
  parameters: { query?: Query; header?: never; cookie?: never } & Given<'path', Path>;
  responses: {
    200: { headers: Record<string, unknown>; content: { 'application/json': Result } };
    default: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } };
  };
} & Given<'requestBody', [Body] extends [never] ? never : { content: { 'application/json': Body } }>;

type Id<Name extends string, Kind = string> = Record<Name, Kind>;

/** The routes the client calls, in the form of a generated description. */
export interface paths {
  '/config': { get: Answer<Config> };
  '/stats': { get: Answer<Stats> };

  '/auth/me': { get: Answer<Me> };
  '/auth/exchange': { post: Answer<{ session_id: string | null }, never, never, { exchange_token: string }> };
  '/auth/logout': { post: Answer<{ message: string }> };
  '/search/handles': { get: Answer<{ results: Person[] }, { q: string; limit?: number }> };

  '/preferences': { get: Answer<Preferences>; patch: Answer<Preferences, never, never, PreferencesChange> };

  '/artists': {
    post: Answer<Artist, never, never, { display_name: string; bio?: string | null; avatar_url?: string | null }>;
  };
  '/artists/me': {
    get: Answer<Artist>;
    put: Answer<Artist, never, never, { display_name?: string; bio?: string | null; avatar_url?: string | null }>;
  };
  '/artists/me/suggestion': { get: Answer<ProfileSuggestion> };
  '/artists/{did}': { get: Answer<Artist, never, Id<'did'>> };
  '/artists/by-handle/{handle}': { get: Answer<Artist, never, Id<'handle'>> };
  '/artists/{did}/analytics': { get: Answer<Analytics, never, Id<'did'>> };

  '/tracks': {
    get: Answer<TrackPage, Paging & { artist_did?: string; filter_hidden_tags?: boolean; tags?: string[] }>;
  };
  '/tracks/me': { get: Answer<OwnTrackPage, Paging & { q?: string; sort?: 'recent' | 'title' | 'plays' }> };
  '/tracks/me/broken': { get: Answer<{ tracks: Track[]; count: number }> };
  '/tracks/me/broken/restore-all': { post: Answer<{ queued: number }> };
  '/tracks/{id}': {
    get: Answer<Track, never, Id<'id', number>>;
    patch: Answer<Track, never, Id<'id', number>, TrackChanges>;
    delete: Answer<{ message: string }, never, Id<'id', number>>;
  };
  '/tracks/liked': { get: Answer<TrackPage, Paging> };
  '/tracks/tags': { get: Answer<TagUse[], { q?: string; limit?: number }> };
  '/tracks/{id}/waveform': { get: Answer<Waveform, never, Id<'id', number>> };
  '/tracks/{id}/play': {
    post: Answer<
      { play_count: number; counted: boolean },
      never,
      Id<'id', number>,
      { play_session_id?: string; listened_ms?: number; ref?: string }
    >;
  };
  '/tracks/{id}/restore-record': {
    post: Answer<{ success: boolean; track: Track; restored_uri: string }, never, Id<'id', number>>;
  };
  '/tracks/{id}/like': {
    post: Answer<{ liked: true; atproto_uri: string }, never, Id<'id', number>>;
    delete: Answer<{ liked: false }, never, Id<'id', number>>;
  };
  '/tracks/{id}/likes': { get: Answer<LikersPage, Paging, Id<'id', number>> };
  '/tracks/{id}/comments': {
    get: Answer<CommentList, never, Id<'id', number>>;
    post: Answer<Comment, never, Id<'id', number>, { text: string; timestamp_ms: number }>;
  };
  '/tracks/comments/{id}': {
    patch: Answer<Comment, never, Id<'id', number>, { text: string }>;
    delete: Answer<{ deleted: true }, never, Id<'id', number>>;
  };
  '/tracks/uploads/{upload_id}': { get: Answer<UploadProgress, never, Id<'upload_id'>> };

  '/albums': { get: Answer<AlbumPage, Paging> };
  '/albums/{handle}': { get: Answer<ArtistAlbumPage, Paging, Id<'handle'>> };
  '/albums/{handle}/{slug}': { get: Answer<Album, never, Id<'handle'> & Id<'slug'>> };

  '/jobs': { get: Answer<JobPage, Paging & { state?: 'active' | 'all'; type?: string }> };
}
