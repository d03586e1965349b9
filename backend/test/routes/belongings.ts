import { randomUUID } from 'node:crypto';
import type { Answer } from '../harness/answer.js';
import type { Person } from '../harness/person.js';
import type { Visitor } from '../harness/visitor.js';
import type { World } from '../harness/world.js';
import { cover, send, song } from '../tracks/uploading.js';
import { nameOf, type Route } from './route-table.js';

/** One thing of every kind that an address can name, all of one owner. */
export interface Belongings {
  owner: Person;
  track: number;
  fileId: string;
  comment: number;
  album: string;
  albumSlug: string;
  playlist: string;
  listRkey: string;
  upload: string;
  /** A resumable upload that has begun. */
  tus: string;
  job: string;
  tag: string;
  image: string;
}

/** What the parameters of an address name, by how the address begins; the first that fits counts. */
const NAMES: [string, (own: Belongings) => (string | number)[]][] = [
  ['/tracks/comments/{id}', ({ comment }) => [comment]],
  ['/tracks/uploads/{uploadId}', ({ upload }) => [upload]],
  ['/tracks/tags/{path}', ({ tag }) => [tag]],
  ['/tracks/{id}', ({ track }) => [track]],
  ['/audio/{fileId}', ({ fileId }) => [fileId]],
  ['/albums/{id}', ({ album, track }) => [album, track]],
  ['/albums/{handle}', ({ owner, albumSlug }) => [owner.handle, albumSlug]],
  ['/lists/playlists/by-artist/{did}', ({ owner }) => [owner.did]],
  ['/lists/playlists/{id}', ({ playlist, track }) => [playlist, track]],
  ['/lists/{rkey}', ({ listRkey }) => [listRkey]],
  ['/uploads/tus/{id}', ({ tus }) => [tus]],
  ['/jobs/{id}', ({ job }) => [job]],
  ['/artists/by-handle/{handle}', ({ owner }) => [owner.handle]],
  ['/artists/{did}', ({ owner }) => [owner.did]],
  ['/users/{handle}', ({ owner }) => [owner.handle]],
  ['/now-playing/by-handle/{handle}', ({ owner }) => [owner.handle]],
  ['/now-playing', ({ owner }) => [owner.did]],
  ['/media/images/{name}', ({ image }) => [image]],
  ['/media/signed/{path}', ({ image }) => [image]],
];

/** What the owner would send there; checks of form may come before those of ownership. */
const BODIES: Record<string, (own: Belongings) => unknown> = {
  'PATCH /tracks/{id}': () => ({ title: 'taken over' }),
  'POST /tracks/{id}/comments': () => ({ text: 'hello', timestamp_ms: 0 }),
  'PATCH /tracks/comments/{id}': () => ({ text: 'taken over' }),
  'PATCH /albums/{id}': () => ({ title: 'taken over' }),
  'POST /albums/{id}/finalize': ({ track }) => ({ track_ids: [track] }),
  'POST /albums/{id}/cover': picture,
  'PUT /lists/playlists/{id}': () => ({ name: 'taken over' }),
  'PATCH /lists/playlists/{id}': () => ({ name: 'taken over' }),
  'POST /lists/playlists/{id}/tracks': ({ track }) => ({ track_id: track }),
  'PUT /lists/playlists/{id}/tracks/reorder': () => ({ items: [] }),
  'PUT /lists/playlists/{id}/reorder': () => ({ items: [] }),
  'POST /lists/playlists/{id}/cover': picture,
  'PUT /lists/{rkey}/reorder': () => ({ items: [] }),
};

const TUS = { 'tus-resumable': '1.0.0' };
const HEADERS: Record<string, Record<string, string>> = {
  'PATCH /uploads/tus/{id}': { ...TUS, 'upload-offset': '0', 'content-type': 'application/offset+octet-stream' },
  'DELETE /uploads/tus/{id}': TUS,
};

/** The address of a route, about what somebody has. */
export function addressOf(route: Route, own: Belongings): string {
  if (!route.path.includes('{')) return route.path;
  const values = NAMES.find(([start]) => route.path.startsWith(start))?.[1](own);
  let next = 0;
  return route.path.replaceAll(/\{\w+\}/g, () => {
    const value = values?.[next++];
    if (value === undefined) throw new Error(`what does ${nameOf(route)} name? say it in belongings.ts`);
    return encodeURIComponent(value);
  });
}

/** Sends what its owner would send there. */
export async function callAs<T>(
  who: Visitor,
  route: Route,
  own: Belongings,
  headers: Record<string, string> = {},
): Promise<Answer<T>> {
  const body = await BODIES[nameOf(route)]?.(own);
  return who.call<T>(route.method, addressOf(route, own), body, { ...HEADERS[nameOf(route)], ...headers });
}

/** Gives the owner one of everything. */
export async function belongingsOf(world: World, owner: Person): Promise<Belongings> {
  await owner.put('/preferences', { allow_comments: true });
  const { upload_id, reserved_track_id: track } = await send(owner, {
    title: 'mine',
    tags: ['calm'],
    album: 'mine',
    file: await song(),
  });
  await world.settled();
  const { body: seen } = await owner.get<{ file_id: string }>(`/tracks/${track}`);
  const comment = await made<{ id: number }>(
    owner.post(`/tracks/${track}/comments`, { text: 'mine', timestamp_ms: 0 }),
  );
  const album = await made<{ id: string; slug: string }>(owner.post('/albums', { title: 'mine' }));
  const playlist = await made<{ id: string; atproto_record_uri: string }>(
    owner.post('/lists/playlists', { name: 'mine' }),
  );
  const tus = await owner.fetch('/uploads/tus', {
    method: 'POST',
    headers: { ...TUS, 'upload-length': '9', 'upload-metadata': 'filename c29uZy5tcDM=' },
  });
  return {
    owner,
    track,
    fileId: seen.file_id,
    comment: comment.id,
    album: album.id,
    albumSlug: album.slug,
    playlist: playlist.id,
    listRkey: last(playlist.atproto_record_uri),
    upload: upload_id,
    tus: last(tus.headers.get('location')),
    job: upload_id,
    tag: 'calm',
    image: `${randomUUID()}.webp`,
  };
}

async function made<T>(answer: Promise<{ status: number; body: unknown }>): Promise<T> {
  const { status, body } = await answer;
  if (status !== 200) throw new Error(`not made: ${status} ${JSON.stringify(body)}`);
  return body as T;
}

function last(address: string | null): string {
  return address?.split('/').at(-1) ?? '';
}

async function picture(): Promise<FormData> {
  const { bytes, name, type = '' } = await cover();
  const form = new FormData();
  form.append('image', new Blob([Buffer.from(bytes)], { type }), name);
  return form;
}
