import { cleanLine, cleanText } from '../../../common/text.js';
import { believedTime, type RecordOf, type SeenRecord } from '../../atproto/index.js';
import { trackFacts } from '../records/track.record.js';

/** A track as its record tells of it, in the words and limits of our row. */
export interface IncomingTrack {
  uri: string;
  did: string;
  rkey: string;
  cid: string;
  rev: string;
  title: string;
  /** What the artist is called. */
  artist: string;
  description: string | null;
  durationMs: number | null;
  visibility: 'public' | 'unlisted';
  /** ISO 8601. */
  createdAt: string;
  album: string | null;
  /** Who takes part, each once, without the artist. */
  featuredDids: string[];
  /** Null leaves the known ones as they are. */
  tags: string[] | null;
  loudnessLufs: number | null;
  /** The cid of the audio in the artist's own repository; canonical where there is one. */
  audioBlob: string | null;
  audioUrl: string | null;
  fileType: string;
  imageUrl: string | null;
}

const LONGEST = { title: 256, artist: 256, album: 256, description: 5000 } as const;
const LARGEST_INTEGER = 2_147_483_647;

/** Null when nothing remains of the title; no row could be made of that. */
export function incomingTrack({ value, ...record }: SeenRecord, now: Date): IncomingTrack | null {
  const facts = trackFacts(value as unknown as RecordOf['track']);
  const title = line(facts.title, LONGEST.title);
  if (title === '') return null;
  const { uri, did, rkey, cid, rev } = record;
  return {
    ...{ uri, did, rkey, cid, rev, title },
    artist: line(facts.artist, LONGEST.artist),
    description:
      (facts.description && shortened(cleanText(facts.description.toWellFormed()), LONGEST.description)) || null,
    durationMs: facts.durationMs && Math.min(facts.durationMs, LARGEST_INTEGER),
    visibility: facts.isUnlisted ? 'unlisted' : 'public',
    createdAt: believedTime(facts.createdAt, record, now),
    album: (facts.album && line(facts.album, LONGEST.album)) || null,
    featuredDids: [...new Set(facts.features.map((feature) => feature.did))].filter((guest) => guest !== did),
    tags: 'tags' in value ? facts.tags.map((tag) => tag.toWellFormed()) : null,
    loudnessLufs: facts.loudnessLufs,
    audioBlob: blobCid(value.audioBlob),
    audioUrl: facts.audioUrl,
    fileType: facts.fileType.toLowerCase(),
    imageUrl: facts.imageUrl,
  };
}

/** From a blob in JSON; the lexicon has seen that it is one. */
function blobCid(blob: unknown): string | null {
  const link = (blob as { ref?: { $link?: unknown } } | undefined)?.ref?.$link;
  return typeof link === 'string' ? link : null;
}

function line(text: string, longest: number): string {
  return shortened(cleanLine(text.toWellFormed()), longest);
}

/** A lexicon counts what people see as characters, PostgreSQL what they are made of, which may be more. */
function shortened(text: string, longest: number): string {
  if (text.length <= longest) return text;
  return [...text].slice(0, longest).join('').trim();
}
