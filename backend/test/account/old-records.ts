import { AtpAgent } from '@atproto/api';
import type { MigrationCheck, MigrationResult } from '../../src/modules/account/migration.dto.js';
import { nextTid } from '../../src/common/ids.js';
import type { Person } from '../harness/person.js';
import type { World } from '../harness/world.js';

export const OLD = 'fm.plyr.before';
export const NEW = 'fm.plyr.dev';
/** An instance that was moved from one namespace to another. */
export const MOVED = { ATPROTO_APP_NAMESPACE: NEW, ATPROTO_OLD_APP_NAMESPACE: OLD };
export const KINDS = ['actor.profile', 'track', 'like', 'comment', 'list'];

export interface Planted {
  uri: string;
  cid: string;
}

/** Writes records of the old namespace, as the instance of before or another program did. */
export class OldRecords {
  private constructor(
    private readonly agent: AtpAgent,
    private readonly did: string,
  ) {}

  static async of(world: World, { did, handle, password }: Person): Promise<OldRecords> {
    const agent = new AtpAgent({ service: world.pds.url });
    await agent.login({ identifier: handle, password });
    return new OldRecords(agent, did);
  }

  async plant(kind: string, record: object, { rkey = nextTid(), namespace = OLD } = {}): Promise<Planted> {
    const collection = `${namespace}.${kind}`;
    const value = { $type: collection, createdAt: '2024-02-03T04:05:06.789Z', ...record };
    const place = { repo: this.did, collection, rkey };
    const { data } = await this.agent.com.atproto.repo.putRecord({ ...place, record: value, validate: false });
    return { uri: data.uri, cid: data.cid };
  }

  async delete({ uri }: Planted): Promise<void> {
    const [, , repo = '', collection = '', rkey = ''] = uri.split('/');
    await this.agent.com.atproto.repo.deleteRecord({ repo, collection, rkey });
  }
}

export const track = (title: string, more: object = {}): object => ({
  title,
  artist: 'Ilse',
  fileType: 'mp3',
  audioUrl: 'https://audio.example.com/one.mp3',
  ...more,
});

/** The same address in the present namespace. */
export const moved = (uri: string): string => uri.replace(`/${OLD}.`, `/${NEW}.`);

export async function check(who: Person): Promise<MigrationCheck> {
  return (await who.get<MigrationCheck>('/migration/check')).body;
}

export async function migrate(who: Person): Promise<MigrationResult> {
  const answer = await who.post<MigrationResult>('/migration/migrate');
  if (answer.status !== 200) throw new Error(`not migrated: ${answer.status} ${JSON.stringify(answer.body)}`);
  return answer.body;
}

/** How many records somebody has in a namespace, and the addresses that all of them refer to. */
export async function held(world: World, did: string, namespace: string): Promise<{ count: number; text: string }> {
  const lists = await Promise.all(KINDS.map((kind) => world.pds.list(did, `${namespace}.${kind}`)));
  return { count: lists.flat().length, text: JSON.stringify(lists.flat()) };
}
