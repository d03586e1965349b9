import { AlbumListsIntake } from './album-lists-intake.service.js';
import { LikedListsIntake } from './liked-lists-intake.service.js';
import { ListRecordHandler } from './list-record.handler.js';
import { PlaylistsIntakeRepository } from './playlists-intake.repository.js';
import { PlaylistsIntake } from './playlists-intake.service.js';

/** How list records of repositories become rows; part of the playlists module. */
export const ingestProviders = [
  ListRecordHandler,
  PlaylistsIntakeRepository,
  PlaylistsIntake,
  AlbumListsIntake,
  LikedListsIntake,
];
