import type { RecordOf } from '../atproto/index.js';
import type { Artist } from './artist.entity.js';

type ProfileRecord = Omit<RecordOf['actor.profile'], '$type'>;
type Described = Pick<Artist, 'bio' | 'avatarUrl' | 'createdAt' | 'updatedAt'>;

/** The profile record of an artist, in production form. The display name is Bluesky's business and not in it. */
export function profileRecord({ bio, avatarUrl, createdAt, updatedAt }: Described): ProfileRecord {
  const record = {
    createdAt: createdAt.toISOString(),
    updatedAt: updatedAt.toISOString(),
    ...(bio ? { bio } : {}),
    ...(avatarUrl ? { avatar: avatarUrl } : {}),
  };
  return record as ProfileRecord;
}

/** Whether a change of the row changes the record too (ART-02: skipped when unchanged). */
export function isRecordChanged(before: Described | null, after: Pick<Artist, 'bio' | 'avatarUrl'>): boolean {
  return !before || before.bio !== after.bio || before.avatarUrl !== after.avatarUrl;
}
