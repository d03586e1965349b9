import { Injectable } from '@nestjs/common';
import { Clock } from '../../common/clock.js';
import { Settings } from '../../platform/config/index.js';
import { Ephemeral } from '../../platform/ephemeral/index.js';
import { Accounts, isShown } from '../atproto/index.js';
import { AnnounceableQueries } from './announceable.queries.js';
import type { PlayingReport, PlayingView } from './now-playing.dto.js';
import { ListenerMissing } from './now-playing.errors.js';

const LIFE_MS = 300_000;
const MOST_LISTENERS = 10_000;
const GROUP = 'now';

/** What people are hearing, for as long as their clients say so (NP-03). */
@Injectable()
export class NowPlaying {
  constructor(
    private readonly ephemeral: Ephemeral,
    private readonly announceable: AnnounceableQueries,
    private readonly accounts: Accounts,
    private readonly settings: Settings,
    private readonly clock: Clock,
  ) {}

  async report(did: string, report: PlayingReport): Promise<void> {
    if (!report.is_playing) return this.clear(did);
    await this.ephemeral.setInGroup(GROUP, did, this.viewOf(report), LIFE_MS, MOST_LISTENERS);
  }

  clear(did: string): Promise<void> {
    return this.ephemeral.delete(`${GROUP}:${did}`);
  }

  /** `null` when nothing is playing, or nothing that others may find, or the listener is hidden (ING-08). */
  async of(did: string): Promise<PlayingView | null> {
    const playing = await this.ephemeral.get<PlayingView>(`${GROUP}:${did}`);
    if (!playing || !isShown(await this.accounts.find(did))) return null;
    return (await this.announceable.isAnnounceable(playing.track_id)) ? playing : null;
  }

  /** The same by a present or former handle; throws {@link ListenerMissing}. */
  async byHandle(handle: string): Promise<PlayingView | null> {
    const account = await this.accounts.byHandle(handle);
    if (!isShown(account)) throw new ListenerMissing();
    return this.of(account.did);
  }

  private viewOf(report: PlayingReport): PlayingView {
    const { frontendUrl } = this.settings;
    return {
      track_name: report.track_name,
      artist_name: report.artist_name,
      album_name: report.album_name ?? null,
      duration_ms: report.duration_ms,
      progress_ms: report.progress_ms,
      is_playing: true,
      track_id: report.track_id,
      file_id: report.file_id,
      track_url: `${frontendUrl}/track/${report.track_id}`,
      image_url: report.image_url ?? null,
      service_base_url: new URL(frontendUrl).host,
      updated_at: this.clock.now().toISOString(),
    };
  }
}
