import { openAsBlob } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { PEOPLE } from './catalogue/people.mjs';

const PATIENCE_MS = 5 * 60_000;

/** Sends a track by the form that everybody uses; answers the ids of the upload and of the reserved track. */
export async function send(artist, track, file) {
  const form = new FormData();
  form.append('title', track.title);
  form.append('tags', JSON.stringify(track.tags));
  if (track.description) form.append('description', track.description);
  if (track.album) form.append('album', track.album);
  if (track.features) form.append('features', JSON.stringify(track.features.map((name) => PEOPLE[name].handle)));
  if (track.cover) form.append('image', await openAsBlob(coverOf(track)), `${track.cover}.jpg`);
  form.append('file', await openAsBlob(file), `${track.title}.${track.format}`);
  const { upload_id: uploadId, reserved_track_id: trackId } = await artist.call('POST', '/tracks/', form);
  return { uploadId, trackId };
}

/** Follows an upload to its end, by the events that the page follows; throws when it failed. */
export async function published(artist, uploadId) {
  const signal = AbortSignal.timeout(PATIENCE_MS);
  const stream = await artist.fetch(`/tracks/uploads/${uploadId}/progress`, { signal });
  const decoder = new TextDecoder();
  let text = '';
  for await (const chunk of stream.body) {
    text += decoder.decode(chunk, { stream: true });
    if (text.includes('event: done')) break;
  }
  const last = text
    .split('\n')
    .filter((line) => line.startsWith('data: '))
    .at(-1);
  const { status, error } = JSON.parse(last?.slice('data: '.length) ?? '{}');
  if (status !== 'completed') throw new Error(`an upload ended as ${status}: ${error}`);
}

function coverOf({ cover }) {
  return fileURLToPath(new URL(`./covers/${cover}.jpg`, import.meta.url));
}
