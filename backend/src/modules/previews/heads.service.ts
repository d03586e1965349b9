import { Injectable } from '@nestjs/common';
import { Settings } from '../../platform/config/index.js';
import { type PageHead, PageHeads } from '../../platform/http/index.js';
import { Images } from '../media/index.js';
import { headHtml, headOf, type Subject } from './head.rules.js';
import { PreviewsQueries } from './previews.queries.js';

const SITE = {
  type: 'website',
  title: 'plyr.fm',
  description: 'music on the open social web: artists publish, listeners own.',
};
const DESCRIPTION_LENGTH = 200;
/** What a page about somebody's own things, or a form, says: the site's default. */
const SITE_PAGES = /^\/(login|profile\/setup|portal|settings|upload|library|liked|embed\/.*|at\/.*|kit)?$/;

/** One function decides which pages have a head of their own (EMB-05, P-UI-02). */
@Injectable()
export class HeadsService extends PageHeads {
  constructor(
    private readonly queries: PreviewsQueries,
    private readonly images: Images,
    private readonly settings: Settings,
  ) {
    super();
  }

  async of(pathAndQuery: string): Promise<PageHead> {
    const path = new URL(pathAndQuery, this.settings.frontendUrl).pathname.replace(/(?<=.)\/+$/, '');
    const [, first, second, third, fourth] = path.split('/').map(decoded);
    if (first === 'track' && second) return this.track(second);
    if (first === 'u' && second && third === 'album' && fourth) return this.album(second, fourth);
    if (first === 'u' && second) return this.artist(second, path);
    return this.site(path, SITE_PAGES.test(path) || ['tag', 'playlist', 'liked'].includes(first ?? '') ? 200 : 404);
  }

  private async track(id: string): Promise<PageHead> {
    const line = /^\d{1,9}$/.test(id) ? await this.queries.track(Number(id)) : undefined;
    if (!line) return this.site(`/track/${id}`, 404);
    return this.found({
      type: 'music.song',
      title: `${line.title} - ${line.artist}`,
      description: line.description ?? `listen to ${line.title} by ${line.artist} on plyr.fm`,
      url: this.url(`/track/${line.id}`),
      imageUrl: await this.image(line.image_id),
      audioUrl: line.file_id ? `${this.settings.publicUrl}/audio/${line.file_id}` : null,
    });
  }

  private async artist(handle: string, path: string): Promise<PageHead> {
    const line = await this.queries.artist(handle);
    if (!line) return this.site(path, 404);
    if (line.handle.toLowerCase() !== handle.toLowerCase()) return this.moved(`/u/${line.handle}`);
    return this.found({
      type: 'profile',
      title: `${line.display_name} (@${line.handle})`,
      description: line.bio ?? `music by ${line.display_name} on plyr.fm`,
      url: this.url(`/u/${line.handle}`),
      imageUrl: line.avatar_url,
    });
  }

  private async album(handle: string, slug: string): Promise<PageHead> {
    const artist = await this.queries.artist(handle);
    const line = artist && (await this.queries.album(artist.did, slug));
    if (!line) return this.site(`/u/${handle}/album/${slug}`, 404);
    if (line.slug !== slug || line.handle !== handle)
      return this.moved(`/u/${line.handle}/album/${encodeURIComponent(line.slug)}`);
    return this.found({
      type: 'music.album',
      title: `${line.title} - ${line.artist}`,
      description: line.description ?? `${line.title}, an album by ${line.artist}`,
      url: this.url(`/u/${line.handle}/album/${encodeURIComponent(line.slug)}`),
      imageUrl: await this.image(line.image_id),
    });
  }

  private async image(imageId: string | null): Promise<string | null> {
    return imageId ? ((await this.images.urls([imageId])).get(imageId)?.image_url ?? null) : null;
  }

  private found(subject: Subject): PageHead {
    return { status: 200, html: headHtml(headOf({ ...subject, description: shortened(subject.description) })) };
  }

  private moved(path: string): PageHead {
    return { status: 301, location: this.url(path), html: '' };
  }

  private site(path: string, status: 200 | 404): PageHead {
    return { status, html: headHtml(headOf({ ...SITE, url: this.url(path) })) };
  }

  private url(path: string): string {
    return `${this.settings.frontendUrl}${path}`;
  }
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

function shortened(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  return line.length > DESCRIPTION_LENGTH ? `${line.slice(0, DESCRIPTION_LENGTH - 1).trimEnd()}…` : line;
}
