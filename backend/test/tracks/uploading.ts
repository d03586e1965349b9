import { randomInt } from 'node:crypto';
import sharp from 'sharp';
import type { Answer } from '../harness/answer.js';
import type { Person } from '../harness/person.js';
import type { FormFields, FormFile } from '../harness/visitor.js';
import { sound, type SoundFormat } from '../media/sounds/sounds.js';

export interface Accepted {
  upload_id: string;
  status: string;
  message: string;
  reserved_track_id: number;
}

export interface Progress {
  upload_id: string;
  status: 'pending' | 'processing' | 'completed' | 'failed';
  message: string;
  error: string | null;
  phase: string;
  server_progress_pct: number | null;
  track_id?: number;
  atproto_uri?: string;
  atproto_cid?: string;
}

const PATIENCE_MS = 25_000;

/** A sound that no other test made: its pitch is drawn. */
export async function song(format: SoundFormat = 'mp3', seconds = 2): Promise<FormFile> {
  const pitch = 200 + randomInt(4_000_000) / 1_000;
  const source = `aevalsrc=0.4*sin(${2 * Math.PI * pitch}*t)|0.3*sin(${3 * Math.PI * pitch}*t):s=44100:d=${seconds}`;
  return { bytes: await sound(format, { source }), name: `take one.${format.split('.').at(-1) ?? format}` };
}

export async function cover(): Promise<FormFile> {
  const background = { r: randomInt(256), g: randomInt(256), b: randomInt(256) };
  const bytes = await sharp({ create: { width: 400, height: 400, channels: 3, background } })
    .jpeg()
    .toBuffer();
  return { bytes, name: 'cover.jpg', type: 'image/jpeg' };
}

/** Sends an upload; throws when it is not accepted. */
export async function send(artist: Person, fields: FormFields): Promise<Accepted> {
  const answer: Answer<Accepted> = await artist.upload<Accepted>('/tracks/', fields);
  if (answer.status !== 200) throw new Error(`not accepted: ${answer.status} ${JSON.stringify(answer.body)}`);
  return answer.body;
}

/** Asks until the upload has ended, or `until` is content. */
export async function ended(
  artist: Person,
  uploadId: string,
  until: (progress: Progress) => boolean = ({ status }) => status === 'completed' || status === 'failed',
  patienceMs = PATIENCE_MS,
): Promise<Progress> {
  const deadline = Date.now() + patienceMs;
  for (;;) {
    const { body } = await artist.get<Progress>(`/tracks/uploads/${uploadId}`);
    if (until(body)) return body;
    if (Date.now() > deadline) throw new Error(`the upload did not get there: ${JSON.stringify(body)}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** Uploads and waits for the end; answers the number of the track. */
export async function published(artist: Person, fields: FormFields = {}): Promise<number> {
  const { upload_id } = await send(artist, { title: 'a song', file: await song(), ...fields });
  const end = await ended(artist, upload_id);
  if (end.track_id === undefined) throw new Error(`the upload failed: ${JSON.stringify(end)}`);
  return end.track_id;
}
