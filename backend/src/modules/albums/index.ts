export { type Album } from './album.entity.js';
export { type AlbumSummary, Albums } from './albums.service.js';
export { AlbumMissing } from './albums.errors.js';
export { AlbumsModule } from './albums.module.js';
