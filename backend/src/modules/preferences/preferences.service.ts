import { Injectable } from '@nestjs/common';
import { normalizeTag } from '../../common/text.js';
import { Settings } from '../../platform/config/index.js';
import { covers, Grants, Scopes } from '../atproto/index.js';
import type { PreferencesChange, PreferencesView } from './preferences.dto.js';
import type { PreferenceSet } from './preferences.entity.js';
import { PreferencesRepository } from './preferences.repository.js';

/** What accounts prefer (PREF-01). */
@Injectable()
export class Preferences {
  constructor(
    private readonly rows: PreferencesRepository,
    private readonly grants: Grants,
    private readonly scopes: Scopes,
    private readonly settings: Settings,
  ) {}

  /** The preferences of a known account; the defaults are written down at the first time. */
  async of(did: string): Promise<PreferenceSet> {
    const found = await this.rows.find(did);
    if (found) return found;
    await this.rows.create(did, [...this.settings.defaultHiddenTags]);
    const made = await this.rows.find(did);
    if (!made) throw new Error(`the preferences of ${did} vanished`);
    return made;
  }

  /** The tags that an account keeps out of its lists. */
  async hiddenTagsOf(did: string): Promise<readonly string[]> {
    return (await this.rows.hiddenTags(did)) ?? [...this.settings.defaultHiddenTags];
  }

  /** The same for many, without writing anything: who never asked for theirs is missing and has the defaults. */
  async ofMany(dids: Iterable<string>): Promise<Map<string, PreferenceSet>> {
    const rows = await this.rows.findAll([...new Set(dids)]);
    return new Map(rows.map((row) => [row.did, row]));
  }

  async view(did: string): Promise<PreferencesView> {
    return this.shown(await this.of(did));
  }

  /** Changes what is given and leaves the rest. */
  async change(did: string, change: PreferencesChange): Promise<PreferencesView> {
    await this.of(did);
    const columns = columnsOf(change);
    if (Object.keys(columns).length > 0) await this.rows.change(did, columns);
    return this.view(did);
  }

  /** Forgets them with their account. */
  purge(did: string): Promise<void> {
    return this.rows.remove(did);
  }

  private async shown(set: PreferenceSet): Promise<PreferencesView> {
    return {
      accent_color: set.accentColor,
      theme: set.theme,
      auto_advance: set.autoAdvance,
      allow_comments: set.allowComments,
      hidden_tags: set.hiddenTags,
      enable_teal_scrobbling: set.enableTealScrobbling,
      teal_needs_reauth: set.enableTealScrobbling && !(await this.mayScrobble(set.did)),
      show_sensitive_artwork: set.showSensitiveArtwork,
      show_liked_on_profile: set.showLikedOnProfile,
      ui_settings: set.uiSettings,
    };
  }

  private async mayScrobble(did: string): Promise<boolean> {
    const grants = await this.grants.living(did);
    return grants.some(({ scopes }) => covers(scopes, this.scopes.teal));
  }
}

function columnsOf(change: PreferencesChange): Partial<PreferenceSet> {
  const columns: { [K in keyof PreferenceSet]?: PreferenceSet[K] | undefined } = {
    accentColor: change.accent_color,
    theme: change.theme,
    autoAdvance: change.auto_advance,
    allowComments: change.allow_comments,
    hiddenTags: change.hidden_tags && [...new Set(change.hidden_tags.map(normalizeTag))].filter(Boolean),
    enableTealScrobbling: change.enable_teal_scrobbling,
    showSensitiveArtwork: change.show_sensitive_artwork,
    showLikedOnProfile: change.show_liked_on_profile,
    uiSettings: change.ui_settings,
  };
  return Object.fromEntries(Object.entries(columns).filter(([, value]) => value !== undefined));
}
