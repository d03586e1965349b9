export { PlaylistsModule } from './playlists.module.js';
