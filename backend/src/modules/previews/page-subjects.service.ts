import { Injectable } from '@nestjs/common';
import { isUuid } from '../../common/ids.js';
import { normalizeTag } from '../../common/text.js';
import { Settings } from '../../platform/config/index.js';
import { Images } from '../media/index.js';
import { GoneTracks } from '../tracks/index.js';
import type { Subject } from './head.rules.js';
import { CollectionPreviewsQueries } from './collection-previews.queries.js';
import { pathOfPage } from './page-address.rules.js';
import { PreviewsQueries } from './previews.queries.js';

/** What a page is about, and its path; or where it moved, or that it is not there, or not any more. */
export type Found = (Omit<Subject, 'url'> & { path: string }) | { movedTo: string } | 'missing' | 'gone';

/** What the pages of the client are about, as everybody may know it. */
@Injectable()
export class PageSubjects {
  constructor(
    private readonly things: PreviewsQueries,
    private readonly collections: CollectionPreviewsQueries,
    private readonly goneTracks: GoneTracks,
    private readonly images: Images,
    private readonly settings: Settings,
  ) {}

  /** TRK-15: a number that was given out and names nothing any more is gone. */
  async track(id: string): Promise<Found> {
    if (!/^[1-9]\d{0,8}$/.test(id)) return 'missing';
    const line = await this.things.track(Number(id));
    if (!line) return (await this.goneTracks.byId(Number(id))) ? 'gone' : 'missing';
    return {
      type: 'music.song',
      path: `/track/${line.id}`,
      title: `${line.title} - ${line.artist}`,
      description: line.description ?? `listen to ${line.title} by ${line.artist} on plyr.fm`,
      imageUrl: await this.image(line.image_id),
      audioUrl: line.file_id ? `${this.settings.publicUrl}/audio/${line.file_id}` : null,
    };
  }

  async artist(handle: string): Promise<Found> {
    const line = await this.things.artist(handle);
    if (!line) return 'missing';
    if (!isSame(line.handle, handle)) return { movedTo: `/u/${line.handle}` };
    return {
      type: 'profile',
      path: `/u/${line.handle}`,
      title: `${line.display_name} (@${line.handle})`,
      description: line.bio ?? `music by ${line.display_name} on plyr.fm`,
      imageUrl: line.avatar_url,
    };
  }

  async album(handle: string, slug: string): Promise<Found> {
    const artist = await this.things.artist(handle);
    const line = artist && (await this.collections.album(artist.did, slug.normalize('NFC').toLowerCase()));
    if (!line) return 'missing';
    const path = pathOfPage({ type: 'album', ...line });
    if (line.slug !== slug || !isSame(line.handle, handle)) return { movedTo: path };
    return {
      type: 'music.album',
      path,
      title: `${line.title} - ${line.artist}`,
      description: line.description ?? `${line.title}, an album by ${line.artist}`,
      imageUrl: await this.image(line.image_id),
    };
  }

  /** LST-17. */
  async playlist(id: string): Promise<Found> {
    const line = isUuid(id) ? await this.collections.playlist(id) : undefined;
    if (!line) return 'missing';
    const count = `${line.track_count} ${line.track_count === 1 ? 'track' : 'tracks'}`;
    return {
      type: 'music.playlist',
      path: `/playlist/${line.id}`,
      title: `${line.name} - ${line.owner}`,
      description: `a playlist by ${line.owner}, ${count}`,
      imageUrl: await this.image(line.image_id),
    };
  }

  async liked(handle: string): Promise<Found> {
    const line = await this.things.person(handle);
    if (!line) return 'missing';
    const path = `/liked/${line.handle}`;
    if (!isSame(line.handle, handle)) return { movedTo: path };
    const name = line.display_name ?? `@${line.handle}`;
    const description = `what ${name} likes on plyr.fm`;
    return { type: 'music.playlist', path, title: `liked by ${name}`, description, imageUrl: line.avatar_url };
  }

  async tag(name: string): Promise<Found> {
    const line = await this.collections.tag(normalizeTag(name));
    if (!line) return 'missing';
    return {
      type: 'website',
      path: `/tag/${encodeURIComponent(line.name)}`,
      title: `#${line.name} • plyr.fm`,
      description: `${line.track_count} ${line.track_count === 1 ? 'track' : 'tracks'} tagged ${line.name}`,
    };
  }

  private async image(imageId: string | null): Promise<string | null> {
    return imageId ? ((await this.images.urls([imageId])).get(imageId)?.image_url ?? null) : null;
  }
}

function isSame(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}
