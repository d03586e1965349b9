import type { PlaylistView, PlaylistWithTracks } from '../../src/modules/playlists/playlists.dto.js';
import type { TrackView } from '../../src/modules/tracks/tracks.dto.js';
import type { Person } from '../harness/person.js';
import type { Visitor } from '../harness/visitor.js';
import type { World } from '../harness/world.js';
import { shelve, type Shelved } from '../tracks/catalogue.js';

/** A well-formed cid, for records that no story looks up. */
export const CID = 'bafyreibmxsinqoxk6zg6xaav4lvpwgqgqjxhjsgu5khj4mfgzz5icdxq3a';

export interface ListRecord {
  name: string;
  listType: string;
  items: { subject: { uri: string; cid: string } }[];
  createdAt: string;
  updatedAt: string;
}

export interface Song {
  id: number;
  uri: string;
  cid: string;
}

/** A track put straight into the tables, with a record that lists can name. */
export async function songOf(world: World, artist: Person, track: Shelved = {}): Promise<Song> {
  const id = await shelve(world, artist, { cid: CID, ...track });
  const row = await world.database.one<Song>('select id, uri, cid from tracks where id = $1', [id]);
  if (!row) throw new Error(`track ${id} is not there`);
  return row;
}

export async function songsOf(world: World, artist: Person, titles: readonly string[]): Promise<Song[]> {
  const songs: Song[] = [];
  for (const title of titles) songs.push(await songOf(world, artist, { title }));
  return songs;
}

/** Makes a playlist that holds these, in this order. */
export async function playlistOf(owner: Person, name: string, songs: readonly Song[] = []): Promise<PlaylistView> {
  const { status, body } = await owner.post<PlaylistView>('/lists/playlists', { name });
  if (status !== 200) throw new Error(`no playlist: ${status} ${JSON.stringify(body)}`);
  for (const { id } of songs) {
    const added = await owner.post(`/lists/playlists/${body.id}/tracks`, { track_id: id });
    if (added.status !== 200) throw new Error(`not added: ${added.status} ${JSON.stringify(added.body)}`);
  }
  return body;
}

export async function shown(playlist: { id: string }, viewer: Visitor): Promise<PlaylistWithTracks> {
  return (await viewer.get<PlaylistWithTracks>(`/lists/playlists/${playlist.id}`)).body;
}

export const titles = ({ tracks }: { tracks: TrackView[] }) => tracks.map(({ title }) => title);
export const references = (songs: readonly Song[]) => songs.map(({ uri, cid }) => ({ uri, cid }));

/** The list records of somebody with their addresses, as the network sees them. */
export async function listOf(world: World, uri: string): Promise<ListRecord | undefined> {
  const records = await world.pds.list<ListRecord>(uri.split('/')[2] ?? '', 'list');
  return records.find((record) => record.uri === uri)?.value;
}

export const itemsOf = (record: ListRecord | undefined) => record?.items.map(({ subject }) => subject.uri);
