export { NowPlayingModule } from './now-playing.module.js';
export { NowPlaying } from './now-playing.service.js';
