import { AlbumListsQueries } from './album-lists.queries.js';
import { AlbumPagesService } from './album-pages.service.js';
import { AlbumsController } from './albums.controller.js';

/** The pages of albums; part of the tracks module. */
export const albumControllers = [AlbumsController];
export const albumProviders = [AlbumListsQueries, AlbumPagesService];
