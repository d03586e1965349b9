export { ModerationModule } from './moderation.module.js';
export { type BacklogTrack, ScanBacklog } from './scan/scan-backlog.service.js';
