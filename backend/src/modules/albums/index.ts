export { type Album } from './album.entity.js';
export { Albums } from './albums.service.js';
export { AlbumMissing } from './albums.errors.js';
export { AlbumsModule } from './albums.module.js';
