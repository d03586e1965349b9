import { Param, type PipeTransform } from '@nestjs/common';
import { isUuid } from '../../../common/ids.js';
import { AlbumMissing } from '../../albums/index.js';

/** The id of an album from an address. Whatever is no id names no album. */
export class AlbumIdPipe implements PipeTransform<string, string> {
  transform(text: string): string {
    if (!isUuid(text)) throw new AlbumMissing();
    return text.toLowerCase();
  }
}

/** The parameter `id` of a route below `/albums`. */
export const AlbumId = () => Param('id', AlbumIdPipe);
