import { nextTid } from '../../src/common/ids.js';
import { Outbox } from '../../src/modules/atproto/outbox/outbox.js';
import { Transactions } from '../../src/platform/database/index.js';
import { Events } from '../../src/platform/events/index.js';
import type { Person } from '../harness/person.js';
import { World } from '../harness/world.js';
import { PasswordAccess } from './foundation.js';
import { publishingApplication } from './publishing-application.js';
import { SongLikes, type Song, Songs } from './songs.js';

export interface EntryRow {
  id: number;
  op: string;
  rkey: string;
  state: string;
  waiting: string | null;
  attempts: number;
  last_error: string | null;
  secs: number;
}

/** A world in which songs are put on a shelf and published through the outbox. */
export class Studio {
  private constructor(readonly world: World) {}

  /** Waits of seconds would make slow stories: the PDS has one second to answer. */
  static async open(settings: Record<string, string> = {}): Promise<Studio> {
    return new Studio(await World.open({ PDS_TIMEOUT_SECONDS: '1', ...settings }, publishingApplication));
  }

  get songs(): Songs {
    return this.world.get(Songs);
  }

  get likes(): SongLikes {
    return this.world.get(SongLikes);
  }

  get outbox(): Outbox {
    return this.world.get(Outbox);
  }

  get access(): PasswordAccess {
    return this.world.get(PasswordAccess);
  }

  /** Someone with an account here and on the PDS, whose repository may be written. */
  async person(name: string): Promise<Person> {
    const person = await this.world.stranger(name);
    await this.world.database.rows('insert into accounts (did, handle) values ($1, $2)', [person.did, person.handle]);
    this.access.give(person.did, person.password);
    // Signed in now, because the weather may be bad later.
    await this.access.agentFor(person.did);
    return person;
  }

  /** Puts a song on the shelf, or changes it, in one transaction with its outbox entry. Answers its record key. */
  async save(did: string, song: Song, rkey = nextTid()): Promise<string> {
    await this.world.get(Transactions).run(async (tx) => {
      this.songs.set(rkey, song);
      await this.outbox.put(tx, { did, collection: 'track', rkey, subject: { table: 'songs', key: rkey } });
    });
    return rkey;
  }

  async drop(did: string, rkey: string): Promise<void> {
    await this.world.get(Transactions).run(async (tx) => {
      this.songs.rows.delete(rkey);
      await this.outbox.remove(tx, { did, collection: 'track', rkey, subject: { table: 'songs', key: rkey } });
    });
  }

  async like(did: string, subject: { uri: string; cid: string }, rkey = nextTid()): Promise<string> {
    const record = { subject, createdAt: new Date().toISOString() };
    const about = { did, collection: 'like', rkey, subject: { table: 'likes', key: rkey } } as const;
    await this.world.get(Transactions).run((tx) => this.outbox.put(tx, { ...about, record }));
    return rkey;
  }

  async unlike(did: string, rkey: string): Promise<void> {
    const about = { did, collection: 'like', rkey, subject: { table: 'likes', key: rkey } } as const;
    await this.world.get(Transactions).run((tx) => this.outbox.remove(tx, about));
  }

  /** Takes the grant of someone away, does something, and waits until it is stuck for want of a grant. */
  async withoutGrant(person: Person, work: () => Promise<unknown>): Promise<void> {
    this.access.take(person.did);
    await work();
    await this.until(person.did, (entries) => entries.some(({ waiting }) => waiting === 'no_grant'));
  }

  /** Gives it back, as a sign-in does, and waits until everything is written. */
  async signIn(person: Person): Promise<void> {
    this.access.give(person.did, person.password);
    this.world.get(Events).emit('session.started', { did: person.did });
    await this.until(person.did, (entries) => entries.every(({ waiting }) => waiting === null));
    await this.world.settled();
  }

  /** Everything that was ever to be written for someone, in order; `secs` until the next try. */
  entries(did: string): Promise<EntryRow[]> {
    return this.world.database.rows<EntryRow>(
      `select id, op, rkey, state, waiting, attempts, last_error, extract(epoch from next_attempt_at - now())::float as secs
       from pds_outbox where did = $1 order by id`,
      [did],
    );
  }

  async states(did: string): Promise<string[]> {
    return (await this.entries(did)).map(({ op, state }) => `${op} ${state}`);
  }

  /** Makes every wait of someone end now. */
  async hurry(did: string): Promise<void> {
    await this.world.database.rows('update pds_outbox set next_attempt_at = now() where did = $1', [did]);
    await this.outbox.resume({ did });
  }

  /** Waits until the entries of someone are as described. */
  async until(did: string, isThere: (entries: EntryRow[]) => boolean): Promise<EntryRow[]> {
    const deadline = Date.now() + 15_000;
    for (;;) {
      const entries = await this.entries(did);
      if (isThere(entries)) return entries;
      if (Date.now() > deadline) throw new Error(`it did not come to it: ${JSON.stringify(entries)}`);
      await new Promise((resolve) => setTimeout(resolve, 30));
    }
  }
}

/** Writes into a repository past the product, as another client does. */
export async function asAnotherClient(
  studio: Studio,
  person: Person,
  method: 'putRecord' | 'deleteRecord',
  input: { collection: string; rkey: string; record?: object },
): Promise<void> {
  const agent = await studio.access.agentFor(person.did);
  const collection = studio.world.pds.nsid(input.collection);
  const answer = await agent?.fetchHandler(`/xrpc/com.atproto.repo.${method}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ repo: person.did, ...input, collection }),
  });
  if (!answer?.ok) throw new Error(`${method}: ${await answer?.text()}`);
}
