import { AlbumEditsController } from './album-edits.controller.js';
import { AlbumEditsService } from './album-edits.service.js';
import { AlbumListsQueries } from './album-lists.queries.js';
import { AlbumPagesService } from './album-pages.service.js';
import { AlbumRemovalsService } from './album-removals.service.js';
import { AlbumTitlesService } from './album-titles.service.js';
import { AlbumsController } from './albums.controller.js';

/** The pages of albums and their changes; part of the tracks module. */
export const albumControllers = [AlbumsController, AlbumEditsController];
export const albumProviders = [
  AlbumListsQueries,
  AlbumPagesService,
  AlbumTitlesService,
  AlbumEditsService,
  AlbumRemovalsService,
];
