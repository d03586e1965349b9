export { PLAY_THRESHOLD } from './play.rules.js';
export { TracksModule } from './tracks.module.js';
