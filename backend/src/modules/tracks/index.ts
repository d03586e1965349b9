export { PLAY_THRESHOLD } from './play.rules.js';
export type { Track } from './track.entity.js';
export { TrackView } from './tracks.dto.js';
export { AudioMissing, NotTrackOwner, RecordMissing, TrackMissing } from './tracks.errors.js';
export { TracksModule } from './tracks.module.js';
export { TracksService } from './tracks.service.js';
export type { Viewer } from './views/track-shape.rules.js';
export { TrackViews } from './views/track-views.service.js';
export { LISTED, onArtistList, shownTo } from './views/visibility.queries.js';
