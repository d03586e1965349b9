import { Injectable } from '@nestjs/common';
import { Settings } from '../../platform/config/index.js';
import { type PageHead, PageHeads } from '../../platform/http/index.js';
import { TrackGone } from '../tracks/index.js';
import { headHtml, headOf } from './head.rules.js';
import { type PageAddress, pageAddress } from './page-address.rules.js';
import { type Found, PageSubjects } from './page-subjects.service.js';
import { RecordUnknown } from './previews.errors.js';
import { RecordPages } from './record-pages.service.js';

const SITE = {
  type: 'website',
  title: 'plyr.fm',
  description: 'music on the open social web: artists publish, listeners own.',
};
const DESCRIPTION_LENGTH = 200;

/** The head of every page of the client. */
@Injectable()
export class HeadsService extends PageHeads {
  constructor(
    private readonly subjects: PageSubjects,
    private readonly records: RecordPages,
    private readonly settings: Settings,
  ) {
    super();
  }

  async of(pathAndQuery: string): Promise<PageHead> {
    const path = new URL(pathAndQuery, this.settings.frontendUrl).pathname.replace(/(?<=.)\/+$/, '');
    const address = pageAddress(path);
    if (address.kind === 'site') return this.site(path, 200);
    const found = await this.find(address);
    if (found === 'missing') return this.site(path, 404);
    if (found === 'gone') return this.site(path, 410);
    if ('movedTo' in found) return { status: 301, location: this.url(found.movedTo), html: '' };
    const subject = { ...found, url: this.url(found.path), description: shortened(found.description) };
    return { status: 200, html: headHtml(headOf(subject)) };
  }

  private async find(address: PageAddress): Promise<Found> {
    switch (address.kind) {
      case 'track':
        return this.subjects.track(address.id);
      case 'artist':
        return this.subjects.artist(address.handle);
      case 'album':
        return this.subjects.album(address.handle, address.slug);
      case 'playlist':
        return this.subjects.playlist(address.id);
      case 'liked':
        return this.subjects.liked(address.handle);
      case 'tag':
        return this.subjects.tag(address.name);
      case 'record':
        return this.record(address.uri);
      default:
        return 'missing';
    }
  }

  /** TRK-14: the page of any record that everybody may open. */
  private async record(uri: string): Promise<Found> {
    try {
      return { movedTo: (await this.records.get(uri, null)).path };
    } catch (error) {
      if (error instanceof RecordUnknown) return 'missing';
      if (error instanceof TrackGone) return 'gone';
      throw error;
    }
  }

  private site(path: string, status: 200 | 404 | 410): PageHead {
    return { status, html: headHtml(headOf({ ...SITE, url: this.url(path) })) };
  }

  private url(path: string): string {
    return `${this.settings.frontendUrl}${path}`;
  }
}

function shortened(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  return line.length > DESCRIPTION_LENGTH ? `${line.slice(0, DESCRIPTION_LENGTH - 1).trimEnd()}…` : line;
}
