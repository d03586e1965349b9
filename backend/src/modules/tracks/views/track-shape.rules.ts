import type { BrokenReason, FeaturedArtist, RenditionView, TrackView } from '../tracks.dto.js';
import type { FeatureRow, FileRow, TrackMoment, TrackRow } from './track-row.js';

/** Where bytes are found; both are computed, never stored (P-STORE-02). */
export interface Addresses {
  publicUrl: (storageKey: string) => string;
  imageUrls: (imageId: string, storageKey: string) => { image_url: string; thumbnail_url: string };
}

/** Who looks: their DID, or null for guests. */
export type Viewer = string | null;

/** A row as the viewer may see it. Whether they may see it at all was decided by the query. */
export function trackView(row: TrackRow, viewer: Viewer, addresses: Addresses): TrackView {
  const files = row.files ?? [];
  const stream = files.find((file) => file.role === 'stream');
  const original = files.find((file) => file.role === 'original');
  const isOwner = viewer === row.artist_did;
  return {
    id: row.id,
    title: row.title,
    artist: row.artist,
    artist_handle: row.artist_handle,
    artist_did: row.artist_did,
    artist_avatar_url:
      imageOf(row.avatar_image_id, row.avatar_image_key, addresses).thumbnail_url ?? row.artist_avatar_url,
    file_id: stream?.id ?? '',
    file_type: stream?.extension ?? '',
    r2_url: stream?.bucket === 'public' ? addresses.publicUrl(stream.storage_key) : null,
    original_file_id: original?.id ?? null,
    original_file_type: original?.extension ?? null,
    renditions: files.map(renditionView),
    is_optimizing: row.is_optimizing,
    duration: row.duration_ms === null ? null : Math.round(row.duration_ms / 1000),
    duration_ms: row.duration_ms,
    loudness_lufs: stream?.loudness_lufs ?? null,
    features: (row.features ?? []).filter((feature) => !feature.is_hidden).map(featureView),
    ...recordOf(row),
    ...momentView(row),
    created_at: row.created_at,
    ...imageOf(row.image_id, row.image_key, addresses),
    description: row.description,
    album: albumOf(row, addresses),
    tags: row.tags ?? [],
    visibility: row.visibility,
    unlisted: row.visibility === 'unlisted',
    source: row.source,
    copyright_flagged: isOwner ? row.copyright_flagged : null,
    copyright_match: isOwner ? row.copyright_match : null,
    ...(isOwner
      ? { publish_state: row.publish_state, sync_state: row.sync_state, broken_reason: brokenReason(row, stream) }
      : {}),
  };
}

/** The part of a view that differs from viewer to viewer, or from one second to the next. */
export function momentView({ play_count, like_count, comment_count, like_failed }: Omit<TrackMoment, 'id'>) {
  return {
    play_count,
    like_count,
    comment_count,
    is_liked: like_failed !== null,
    ...(like_failed ? { like_failed: true } : {}),
  };
}

/** Why the owner has to look after it (TRK-02); null when all is well or still on its way. */
function brokenReason(row: TrackRow, stream: FileRow | undefined): BrokenReason | null {
  if (row.publish_state === 'pending') return null;
  if (!stream) return 'audio_missing';
  if (row.publish_state === 'failed') return row.was_published ? 'record_missing' : 'publish_failed';
  return row.cid === null && row.visibility !== 'private' ? 'record_missing' : null;
}

/** A private track has no record, so nothing that names one. */
function recordOf({ visibility, uri, cid, artist_did, artist_pds_url, rkey }: TrackRow) {
  if (visibility === 'private') return { atproto_record_uri: null, atproto_record_cid: null, atproto_record_url: null };
  const collection = uri.split('/').at(-2) ?? '';
  const query = new URLSearchParams({ repo: artist_did, collection, rkey });
  return {
    atproto_record_uri: uri,
    atproto_record_cid: cid,
    atproto_record_url: artist_pds_url && `${artist_pds_url}/xrpc/com.atproto.repo.getRecord?${query.toString()}`,
  };
}

function renditionView({ id, role, extension, codec, bitrate, bytes }: FileRow): RenditionView {
  return { file_id: id, role, file_type: extension, codec, bitrate, bytes };
}

function featureView({ did, handle, display_name, avatar_url }: FeatureRow): FeaturedArtist {
  return { did, handle: handle ?? 'handle.invalid', display_name, avatar_url };
}

function albumOf({ album }: TrackRow, addresses: Addresses): TrackView['album'] {
  if (!album) return null;
  const { id, slug, title, image_id, image_key } = album;
  return { id, slug, title, ...imageOf(image_id, image_key, addresses) };
}

function imageOf(id: string | null, key: string | null, addresses: Addresses) {
  if (!id || !key) return { image_url: null, thumbnail_url: null };
  const { image_url, thumbnail_url } = addresses.imageUrls(id, key);
  return { image_url, thumbnail_url };
}
