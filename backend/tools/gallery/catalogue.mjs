import fs from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { PEOPLE } from '../demo/catalogue/people.mjs';

const PATIENCE_MS = 20 * 60_000;
const LOOK_AGAIN_MS = 3_000;

/**
 * Waits until the demo catalogue is whole, and chooses whom the pictures show: the track that is talked about most, its
 * album and its artist.
 * @returns {Promise<{track: object, handle: string, albumSlug: string, artistName: string}>} `artistName` is their key
 *   in the demo
 */
export async function filledCatalogue({ url, dataDir, say }) {
  await untilFilled({ url, dataDir, say });
  const { tracks } = await read(`${url}/tracks?limit=100`);
  const onAlbums = tracks.filter(({ album }) => album);
  const [track] = onAlbums.toSorted((a, b) => b.comment_count - a.comment_count || b.like_count - a.like_count);
  const [artistName] = Object.entries(PEOPLE).find(([, { handle }]) => handle === track.artist_handle);
  return { track, handle: track.artist_handle, albumSlug: track.album.slug, artistName };
}

/** The launcher notes in the data folder that the filling came to its end. */
async function untilFilled({ url, dataDir, say }) {
  const notes = path.join(dataDir, 'box.json');
  let told;
  for (const deadline = Date.now() + PATIENCE_MS; Date.now() < deadline; await sleep(LOOK_AGAIN_MS)) {
    if (JSON.parse(fs.readFileSync(notes, 'utf8')).demo === 'done') return;
    const { demo } = await read(`${url}/config`);
    if (demo && demo.done !== told) say(`filling the catalogue: ${demo.done} of ${demo.total}`);
    told = demo?.done;
  }
  throw new Error(`the demo catalogue is not whole after ${PATIENCE_MS / 60_000} minutes`);
}

async function read(address) {
  const response = await fetch(address);
  if (!response.ok) throw new Error(`${address}: ${response.status}`);
  return response.json();
}
