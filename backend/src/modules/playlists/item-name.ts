import { Param, type PipeTransform } from '@nestjs/common';
import { ItemMissing } from './playlists.errors.js';

/** How an address names an item: by the number of its track, or by the address of its record. */
export type ItemName = { trackId: number } | { uri: string };

const LARGEST = 2_147_483_647;

export class ItemNamePipe implements PipeTransform<string, ItemName> {
  transform(text: string): ItemName {
    if (/^[0-9]{1,10}$/.test(text) && Number(text) <= LARGEST) return { trackId: Number(text) };
    const uri = decoded(text);
    // Proxies like to merge slashes that follow one another.
    if (/^at:\/{1,2}[^/]/.test(uri)) return { uri: uri.replace(/^at:\/{1,2}/, 'at://') };
    throw new ItemMissing();
  }
}

/** The rest of the path. */
export const NamedItem = () => Param('*', ItemNamePipe);

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
