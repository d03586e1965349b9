import { Albums } from '../../src/modules/albums/index.js';
import type { AlbumMetadata, AlbumView } from '../../src/modules/tracks/albums/albums.dto.js';
import { Transactions } from '../../src/platform/database/index.js';
import type { Answer } from '../harness/answer.js';
import type { Person } from '../harness/person.js';
import type { Visitor } from '../harness/visitor.js';
import type { World } from '../harness/world.js';
import { shelve } from '../tracks/catalogue.js';

/** What other modules do with albums, through the front door. */
export function through<T>(world: World, work: (albums: Albums, tx: Parameters<Albums['append']>[0]) => Promise<T>) {
  return world.get(Transactions).run((tx) => work(world.get(Albums), tx));
}

/** An album with tracks of these titles, straight in the tables. */
export async function album(world: World, artist: Person, title: string, tracks: string[] = []) {
  const id = await through(world, (albums, tx) => albums.ensure(tx, artist.did, title));
  const trackIds: number[] = [];
  for (const name of tracks) {
    const trackId = await shelve(world, artist, { title: name });
    await through(world, (albums, tx) => albums.append(tx, id, trackId));
    trackIds.push(trackId);
  }
  return { id, trackIds };
}

export async function shown(artist: Person, slug: string, who: Visitor): Promise<AlbumView> {
  return (await who.get<AlbumView>(`/albums/${artist.handle}/${encodeURIComponent(slug)}`)).body;
}

export const titles = ({ tracks }: AlbumView): string[] => tracks.map(({ title }) => title);

export const draft = (artist: Person, fields: object): Promise<Answer<AlbumMetadata>> =>
  artist.post<AlbumMetadata>('/albums/', fields);
