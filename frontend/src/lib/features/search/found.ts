import type { Found } from '#lib/api/contract.ts';
import { paths } from '#lib/paths.ts';
import { counted } from '#lib/util/count.ts';

/** The kinds of things that are found, in the order they stand in when none is nearer than another. */
export const KINDS = ['track', 'artist', 'album', 'tag', 'playlist'] as const satisfies Found['type'][];
type Kind = (typeof KINDS)[number];

const HEADS: Readonly<Record<Kind, string>> = {
  track: 'tracks',
  artist: 'artists',
  album: 'albums',
  tag: 'tags',
  playlist: 'playlists',
};

/** One thing that was found, as a line shows it. */
export interface FoundLine {
  key: string;
  kind: Kind;
  title: string;
  note: string;
  /** Small words at the right. */
  end: string;
  image: string | null;
  href: string;
}

export interface FoundGroup {
  kind: Kind;
  head: string;
  lines: readonly FoundLine[];
}

/** SRCH-03: by type, and the type with the nearest thing first. */
export function grouped(results: readonly Found[]): FoundGroup[] {
  const nearest = (kind: Kind): number => Math.max(...results.map((one) => (one.type === kind ? one.relevance : 0)));
  return KINDS.filter((kind) => results.some(({ type }) => type === kind))
    .sort((one, other) => nearest(other) - nearest(one))
    .map((kind) => ({ kind, head: HEADS[kind], lines: results.filter(({ type }) => type === kind).map(lineOf) }));
}

/** SRCH-04: what a line says and where it leads. */
export function lineOf(found: Found): FoundLine {
  switch (found.type) {
    case 'track':
      return line(found, found.id, found.title, found.artist_display_name, paths.track(found), found.image_url);
    case 'artist':
      return line(
        found,
        found.did,
        found.display_name || found.handle,
        `@${found.handle}`,
        paths.artist(found.handle),
        found.avatar_url,
      );
    case 'album':
      return line(found, found.id, found.title, found.artist_display_name, paths.album(found), found.image_url);
    case 'tag':
      return line(found, found.id, found.name, 'tag', paths.tag(found.name), null);
    case 'playlist':
      return line(found, found.id, found.name, found.owner_display_name, paths.playlist(found), found.image_url);
  }
}

function line(
  found: Found,
  id: string | number,
  title: string,
  note: string,
  href: string,
  image: string | null,
): FoundLine {
  const end = 'track_count' in found ? counted(found.track_count, 'track') : '';
  return { key: `${found.type}-${id}`, kind: found.type, title, note, end, image, href };
}
