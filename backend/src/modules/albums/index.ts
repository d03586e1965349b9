export { AlbumsModule } from './albums.module.js';
export { AlbumSummary } from './albums.dto.js';
