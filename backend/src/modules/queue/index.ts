export { PlaybackQueueModule } from './queue.module.js';
