export { NowPlayingModule } from './now-playing.module.js';
