export type { Album } from './album.entity.js';
export { AlbumLists, type SeenAlbumList } from './album-lists.service.js';
export type { AlbumStamp } from './album-records.service.js';
export { LONGEST_ALBUM } from './album-tracks.service.js';
export { AlbumsIntake, type Placement } from './albums-intake.service.js';
export { type AlbumDraft, Albums } from './albums.service.js';
export { AlbumFull, AlbumMissing, AlbumTracksDiffer, NotAlbumOwner } from './albums.errors.js';
export { AlbumsModule } from './albums.module.js';
