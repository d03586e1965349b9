import { Param, type PipeTransform } from '@nestjs/common';
import { isUuid } from '../../common/ids.js';
import { PlaylistMissing } from './playlists.errors.js';

class PlaylistIdPipe implements PipeTransform<string, string> {
  transform(text: string): string {
    if (!isUuid(text)) throw new PlaylistMissing();
    return text;
  }
}

/** The parameter `id` of a route below `/lists/playlists`; whatever is not an id names no playlist. */
export const PlaylistId = () => Param('id', PlaylistIdPipe);
