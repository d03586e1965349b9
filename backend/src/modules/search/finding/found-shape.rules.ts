import type { FoundItem } from '../search.dto.js';
import type { Kind } from '../kinds.js';
import type { FoundRow } from './found-items.queries.js';

export type ImageUrl = (imageId: string, storageKey: string) => string;

/** A row as the contract shows it. */
export function foundItem(kind: Kind, row: FoundRow, relevance: number, thumbnail: ImageUrl): FoundItem {
  const image_url = row.image_id && row.image_key ? thumbnail(row.image_id, row.image_key) : null;
  const { handle = '', display_name = '', title = '', name = '', slug = '', track_count = 0 } = row;
  const [number, uuid] = [Number(row.id), String(row.id)];
  const of = { artist_handle: handle, artist_display_name: display_name };
  switch (kind) {
    case 'track':
      return { type: kind, relevance, id: number, title, ...of, image_url };
    case 'artist':
      return {
        type: kind,
        relevance,
        did: row.ref,
        handle,
        display_name,
        avatar_url: image_url ?? row.avatar_url ?? null,
      };
    case 'album':
      return { type: kind, relevance, id: uuid, title, slug, ...of, image_url };
    case 'tag':
      return { type: kind, relevance, id: number, name, track_count };
    case 'playlist': {
      const owner = { owner_handle: handle, owner_display_name: display_name };
      return { type: kind, relevance, id: uuid, name, ...owner, image_url, track_count };
    }
  }
}
