import { Injectable } from '@nestjs/common';
import { Transactions, type Tx } from '../../platform/database/index.js';
import { Accounts, Avatars, BlueskyProfiles, Outbox, type Person, type SyncState } from '../atproto/index.js';
import { Preferences } from '../preferences/index.js';
import type { Artist } from './artist.entity.js';
import type { ArtistChange, ArtistView, NewArtist, ProfileSuggestion } from './artists.dto.js';
import { ArtistMissing, AvatarElsewhere, ProfileMissing } from './artists.errors.js';
import { ArtistsRepository, type ProfileFields } from './artists.repository.js';
import { shownArtist } from './artists.view.js';
import { isRecordChanged } from './profile.record.js';

/** Where the record of a profile lies. */
const PROFILE = { collection: 'actor.profile', rkey: 'self' } as const;

/** Artist profiles (ART-01, ART-02). */
@Injectable()
export class Artists {
  constructor(
    private readonly artists: ArtistsRepository,
    private readonly accounts: Accounts,
    private readonly preferences: Preferences,
    private readonly profiles: BlueskyProfiles,
    private readonly avatars: Avatars,
    private readonly outbox: Outbox,
    private readonly tx: Transactions,
  ) {}

  find(did: string, tx?: Tx): Promise<Artist | null> {
    return this.artists.find(did, tx);
  }

  /** The artist who has this handle, else the one who had it last (AUTH-21). */
  async byHandle(handle: string): Promise<Artist | null> {
    const account = await this.accounts.byHandle(handle);
    return account && this.artists.find(account.did);
  }

  /** Profiles by DID as everybody sees them; who is no artist, or hidden (ING-08), is missing. */
  async views(dids: Iterable<string>): Promise<Map<string, ArtistView>> {
    return this.viewsOf(await this.accounts.people(dids));
  }

  /** As everybody sees it. @throws {ArtistMissing} */
  async view(did: string): Promise<ArtistView> {
    const view = (await this.views([did])).get(did);
    if (!view) throw new ArtistMissing();
    return view;
  }

  /** @throws {ArtistMissing} */
  async viewByHandle(handle: string): Promise<ArtistView> {
    const artist = await this.byHandle(handle);
    if (!artist) throw new ArtistMissing();
    return this.view(artist.did);
  }

  /** @throws {ProfileMissing} */
  async own(did: string): Promise<ArtistView> {
    const [views, sync_state] = await Promise.all([
      this.viewsOf(await this.accounts.everyone([did])),
      this.standing(did),
    ]);
    const view = views.get(did);
    if (!view) throw new ProfileMissing();
    return { ...view, sync_state };
  }

  /** What a new profile could begin with (AUTH-17). */
  async suggest(did: string): Promise<ProfileSuggestion> {
    const profile = await this.profiles.find(did);
    return {
      display_name: profile?.displayName ?? null,
      bio: profile?.description ?? null,
      avatar_url: profile?.avatarUrl ?? null,
    };
  }

  /** Creates the profile, or changes the one that is there. @throws {AvatarElsewhere} */
  async save(did: string, given: NewArtist): Promise<ArtistView> {
    const input = this.withKnownAvatar(given);
    // Asked before the transaction: nobody waits for a network while holding one.
    const isUnsaid = input.avatar_url === undefined && !(await this.artists.find(did));
    const avatar = isUnsaid ? (await this.profiles.find(did))?.avatarUrl : input.avatar_url;
    await this.tx.run(async (tx) => {
      await this.write(tx, did, await this.artists.lock(tx, did), { ...input, avatar_url: avatar });
    });
    return this.own(did);
  }

  /** Changes what is given. @throws {ProfileMissing} {@link AvatarElsewhere} */
  async change(did: string, given: ArtistChange): Promise<ArtistView> {
    const input = this.withKnownAvatar(given);
    await this.tx.run(async (tx) => {
      const before = await this.artists.lock(tx, did);
      if (!before) throw new ProfileMissing();
      await this.write(tx, did, before, input);
    });
    return this.own(did);
  }

  /** Has the profile record written unless the repository already holds it. */
  async publish(did: string): Promise<void> {
    await this.tx.run((tx) => this.queueRecord(tx, did));
  }

  private async standing(did: string): Promise<SyncState> {
    return (await this.outbox.standing(did, PROFILE.collection, [PROFILE.rkey])).get(PROFILE.rkey) ?? 'synced';
  }

  private async viewsOf(people: ReadonlyMap<string, Person>): Promise<Map<string, ArtistView>> {
    const dids = [...people.keys()];
    const [artists, preferences] = await Promise.all([this.artists.findAll(dids), this.preferences.ofMany(dids)]);
    return new Map(
      artists.map((artist) => [artist.did, shownArtist(artist, people.get(artist.did), preferences.get(artist.did))]),
    );
  }

  private withKnownAvatar<T extends ArtistChange>(input: T): T {
    if (!input.avatar_url) return input;
    const avatar = this.avatars.accepted(input.avatar_url);
    if (!avatar) throw new AvatarElsewhere();
    return { ...input, avatar_url: avatar };
  }

  private async write(tx: Tx, did: string, before: Artist | null, input: ArtistChange): Promise<void> {
    const after = changed(before, input);
    await this.artists.save(tx, did, after);
    // Likers and commenters are shown by their account, so it carries the name that the artist chose.
    await this.accounts.ensure(did, { displayName: after.displayName, avatarUrl: after.avatarUrl }, tx);
    if (!isRecordChanged(before, after)) return;
    await this.artists.markPending(tx, did);
    await this.queueRecord(tx, did);
  }

  private queueRecord(tx: Tx, did: string): Promise<void> {
    return this.outbox.put(tx, {
      did,
      ...PROFILE,
      subject: { table: 'artists', key: did },
    });
  }
}

/** The profile after the change; `undefined` leaves a field, `null` or nothing but spaces empties it. */
function changed(before: Artist | null, { display_name: name, bio, avatar_url: avatar }: ArtistChange): ProfileFields {
  return {
    displayName: name ?? before?.displayName ?? '',
    bio: bio === undefined ? (before?.bio ?? null) : bio || null,
    avatarUrl: avatar === undefined ? (before?.avatarUrl ?? null) : avatar,
  };
}
