export { PlaybackQueueModule } from './queue.module.js';
export { PlaybackQueue } from './queue.service.js';
