export type { Artist } from './artist.entity.js';
export { ArtistOnly } from './artist-only.guard.js';
export { ArtistView } from './artists.dto.js';
export { ArtistMissing, ProfileRequired } from './artists.errors.js';
export { ArtistsModule } from './artists.module.js';
export { ArtistsIntake } from './artists-intake.service.js';
export { Artists } from './artists.service.js';
