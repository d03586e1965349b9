/**
 * Who sees which track, as SQL over a row `t` of `tracks`; the only place that says so. `search`, `stats`, `feeds` and
 * every list here use these words, so that a track can never be hidden in one place and shown in another.
 */

const ARTIST_IS_ACTIVE = `exists (select from accounts where accounts.did = t.artist_did and accounts.status = 'active')`;

/** Its streaming rendition is there to be read. */
export const HAS_AUDIO = `exists (
  select from track_audio join audio_files on audio_files.id = track_audio.audio_file_id
   where track_audio.track_id = t.id and track_audio.role = 'stream' and track_audio.is_current
     and audio_files.state = 'live')`;

/** In discovery, search, tags and statistics: what everybody may find (data-model, invariant 1). */
export const LISTED = `(t.visibility = 'public' and t.publish_state = 'published' and t.moderation is null
  and t.deleted_at is null and ${ARTIST_IS_ACTIVE} and ${HAS_AUDIO})`;

/** Seen by whoever has the link; `viewer` is the placeholder of a DID or null, such as `$2`. Artists see all that is theirs. */
export function shownTo(viewer: string): string {
  return `(t.deleted_at is null and (t.artist_did = ${viewer}::text
    or (t.visibility <> 'private' and t.publish_state = 'published' and t.moderation is distinct from 'takedown'
        and ${ARTIST_IS_ACTIVE})))`;
}

/** On the artist's list, for the artist: whatever is published. Everybody else sees there what is {@link LISTED}. */
export const ON_OWN_LIST = `(t.publish_state = 'published' and t.deleted_at is null)`;

/** On a list of one artist, whoever asks. */
export function onArtistList(viewer: string): string {
  return `(case when t.artist_did = ${viewer}::text then ${ON_OWN_LIST} else ${LISTED} end)`;
}

/** TRK-02: failed to publish, lost its record, or misses its audio. */
export const BROKEN = `(t.deleted_at is null and (t.publish_state = 'failed'
  or (t.publish_state = 'published' and t.visibility <> 'private' and t.cid is null)
  or (t.publish_state <> 'pending' and not ${HAS_AUDIO})))`;
