/** The wire types of the API, under the names the client uses. What they are is generated from its description. */
import type { components } from './schema.d.ts';

export type { paths } from './schema.d.ts';

type Schemas = components['schemas'];

export type Track = Schemas['TrackView'];
export type Visibility = Track['visibility'];
export type TrackPage = Schemas['TrackPage'];
/** A changed track: only the fields that change. The picture goes as a form, the rest as JSON or form. */
export type TrackChanges = Omit<Schemas['TrackChangesForm'], 'image'>;

export type AlbumListItem = Schemas['AlbumItem'];
export type ArtistAlbumListItem = Schemas['ArtistAlbumItem'];
export type AlbumMetadata = Schemas['AlbumMetadata'];
export type Album = Schemas['AlbumView'];

export type Playlist = Schemas['PlaylistView'];
export type PlaylistWithTracks = Schemas['PlaylistWithTracks'];
export type PlaylistChange = Schemas['PlaylistChange'];
export type OrderedItem = Schemas['OrderedItem'];

export type Artist = Schemas['ArtistView'];
export type ProfileSuggestion = Schemas['ProfileSuggestion'];
export type Analytics = Schemas['AnalyticsView'];

export type TagPage = Schemas['TagPage'];

export type Comment = Schemas['CommentView'];
export type CommentList = Schemas['CommentList'];
/** Whether a record is as whoever it belongs to has it here. */
export type SyncState = NonNullable<Comment['sync_state']>;
export type Liker = Schemas['LikerView'];
export type LikersPage = Schemas['LikersPage'];
export type OwnLikesPage = Schemas['OwnLikesPage'];
export type LikesOfUser = Schemas['LikesOfUser'];

/** One thing that a search found; its `type` says what it is. */
export type Found = Schemas['SearchAnswer']['results'][number];

export type Me = Schemas['MeView'];
export type Preferences = Schemas['PreferencesView'];
export type PreferencesChange = Schemas['PreferencesChange'];
export type ThemeChoice = Preferences['theme'];

export type QueueView = Schemas['QueueView'];
export type QueueChange = Schemas['QueueChange'];
export type PlayingReport = Schemas['PlayingReport'];

export type MigrationFailure = Schemas['MigrationFailure'];
export type UnfinishedWrite = Schemas['UnfinishedWriteView'];

export type Stats = Schemas['StatsView'];
export type Config = Schemas['InstanceView'];

export type UploadAccepted = Schemas['UploadAccepted'];
export type UploadProgress = Schemas['UploadProgress'];
export type UploadPhase = NonNullable<UploadProgress['phase']>;

/** What a refusal says, as `application/problem+json` (GEN-02); no route describes it. */
export interface Problem {
  type: string;
  title: string;
  status: number;
  detail: string;
  code: string;
  request_id?: string;
  errors?: { path: string; message: string; code: string }[];
}
