import type { RecordOf } from '../../atproto/index.js';

/** What a record says about a track, in our words. The same for rows going out and for records coming in. */
export interface TrackFacts {
  title: string;
  /** Display name of the artist when the record was written. */
  artist: string;
  audioUrl: string | null;
  fileType: string;
  /** ISO 8601, UTC. */
  createdAt: string;
  album: string | null;
  durationMs: number | null;
  features: { did: string; handle: string | null }[];
  imageUrl: string | null;
  description: string | null;
  tags: string[];
  isUnlisted: boolean;
  loudnessLufs: number | null;
}

const MS_PER_SECOND = 1_000;
/** Records know no floats. */
const LOUDNESS_STEPS = 1_000;

/** The record of a track (spec: `{ns}.track`), in production form. What is absent is left out, never null. */
export function trackRecord(facts: TrackFacts): Record<string, unknown> {
  return {
    $type: 'fm.plyr.track',
    title: facts.title,
    artist: facts.artist,
    ...(facts.audioUrl ? { audioUrl: facts.audioUrl } : {}),
    fileType: facts.fileType,
    createdAt: facts.createdAt,
    ...(facts.album ? { album: facts.album } : {}),
    ...(facts.durationMs === null ? {} : { duration: Math.round(facts.durationMs / MS_PER_SECOND) }),
    ...(facts.features.length > 0 ? { features: facts.features.map(featureRecord) } : {}),
    ...(facts.imageUrl ? { imageUrl: facts.imageUrl } : {}),
    ...(facts.description ? { description: facts.description } : {}),
    ...(facts.tags.length > 0 ? { tags: facts.tags } : {}),
    ...(facts.isUnlisted ? { unlisted: true } : {}),
    ...(facts.loudnessLufs === null ? {} : { loudness: Math.round(facts.loudnessLufs * LOUDNESS_STEPS) }),
  };
}

/** What a validated record says. Of featured artists only the DID counts; names are resolved when read (P-DUAL-08). */
export function trackFacts(record: RecordOf['track']): TrackFacts {
  return {
    title: record.title,
    artist: record.artist,
    audioUrl: record.audioUrl ?? null,
    fileType: record.fileType,
    createdAt: record.createdAt,
    album: record.album ?? null,
    durationMs: record.duration === undefined ? null : record.duration * MS_PER_SECOND,
    features: (record.features ?? []).map(({ did, handle }) => ({ did, handle: handle ?? null })),
    imageUrl: record.imageUrl ?? null,
    description: record.description ?? null,
    tags: [...(record.tags ?? [])],
    isUnlisted: record.unlisted ?? false,
    loudnessLufs: record.loudness === undefined ? null : record.loudness / LOUDNESS_STEPS,
  };
}

function featureRecord({ did, handle }: TrackFacts['features'][number]): object {
  return handle ? { did, handle } : { did };
}
