import { Secp256k1Keypair } from '@atproto/crypto';
import { blocksToCarFile, MemoryBlockstore, Repo, WriteOpAction } from '@atproto/repo';
import { randomUUID } from 'node:crypto';
import { dice } from '../titles.mjs';

export const NAMESPACE = 'fm.plyr.dev';
const TID_LETTERS = '234567abcdefghijklmnopqrstuvwxyz';
const FIRST_MICROS = 1_700_000_000_000_000;
/** Of no record; strong references need one. */
const SOME_CID = 'bafyreidfayvfuwqa7qlnopdjiqrxzs6blmoeu4rujcjtnci5beludirz2a';

/** Of every thousand records of one person: what they publish here, and what they write elsewhere. */
const MIX = { track: 180, like: 560, comment: 150, list: 9, 'actor.profile': 1, post: 100 };

/**
 * Repositories as people have them: tracks, likes and comments across each other, lists, and records of other programs.
 * @returns {Promise<{did: string, key: string, car: Uint8Array, records: {collection: string, uri: string, value: object}[]}[]>}
 */
export async function makeRepositories({ people, recordsEach, audioUrl }) {
  const dids = Array.from({ length: people }, (_, n) => `did:plc:${tid(FIRST_MICROS + n * 7919)}${'a'.repeat(11)}`);
  const counts = Object.fromEntries(
    Object.entries(MIX).map(([name, share]) => [name, Math.max(1, Math.round((share * recordsEach) / 1000))]),
  );
  counts['actor.profile'] = 1;
  const uriOf = (person, collection, n) =>
    `at://${dids[person]}/${NAMESPACE}.${collection}/${tid(FIRST_MICROS + n * 1000)}`;
  const roll = dice(1);
  // Few tracks have most of what is said.
  const someTrack = () => uriOf(Math.floor(roll() * people), 'track', Math.floor(roll() ** 3 * counts.track));
  const made = [];
  for (const [person, did] of dids.entries()) {
    const about = { person, audioUrl, someTrack, likedTrack: distinct(someTrack) };
    const records = Object.entries(counts).flatMap(([name, count]) =>
      Array.from({ length: count }, (_, n) => record(name, n, about)),
    );
    const owner = await Secp256k1Keypair.create();
    made.push({
      did,
      key: owner.did().slice('did:key:'.length),
      car: await carOf(did, owner, records),
      records: withUris(did, records),
    });
  }
  return made;
}

/** What `pick` gives, but nothing twice. */
function distinct(pick) {
  const given = new Set();
  return () => {
    for (;;) {
      const one = pick();
      if (given.has(one)) continue;
      given.add(one);
      return one;
    }
  };
}

function record(name, n, { person, audioUrl, someTrack, likedTrack }) {
  const createdAt = new Date(FIRST_MICROS / 1000 + n).toISOString();
  const collection = name === 'post' ? 'app.bsky.feed.post' : `${NAMESPACE}.${name}`;
  const rkey = name === 'actor.profile' ? 'self' : tid(FIRST_MICROS + n * 1000);
  const reference = (uri) => ({ uri, cid: SOME_CID });
  const values = {
    track: () => ({
      ...{
        title: `Song ${n} of person ${person}`,
        artist: `Person ${person}`,
        audioUrl: `${audioUrl}/${randomUUID()}`,
        fileType: 'mp3',
      },
      ...{
        duration: 200,
        tags: [`tag ${n % 50}`, `mood ${n % 20}`],
        loudness: -14_000,
        ...(n % 3 === 0 && { album: `Album ${n % 9}` }),
      },
    }),
    like: () => ({ subject: reference(likedTrack()) }),
    comment: () => ({ subject: reference(someTrack()), text: `what a line, number ${n}`, timestampMs: n * 100 }),
    list: () => {
      const listed = distinct(someTrack);
      const items = Array.from({ length: 15 }, () => ({ subject: reference(listed()) }));
      return { name: `List ${n}`, listType: 'playlist', items };
    },
    'actor.profile': () => ({ bio: `plays, and is number ${person}` }),
    post: () => ({ text: `something else, number ${n}` }),
  };
  return { collection, rkey, value: { $type: collection, createdAt, ...values[name]() } };
}

async function carOf(did, owner, records) {
  const storage = new MemoryBlockstore();
  const writes = records.map(({ collection, rkey, value }) => ({
    action: WriteOpAction.Create,
    collection,
    rkey,
    record: value,
  }));
  const commit = await Repo.formatInitCommit(storage, did, owner, writes);
  return blocksToCarFile(commit.cid, commit.newBlocks);
}

function withUris(did, records) {
  return records
    .filter(({ collection }) => collection.startsWith(NAMESPACE))
    .map(({ collection, rkey, value }) => ({ collection, uri: `at://${did}/${collection}/${rkey}`, value }));
}

export function tid(micros, clockId = 0) {
  let bits = (BigInt(micros) << 10n) | BigInt(clockId);
  let text = '';
  for (let n = 0; n < 13; n++, bits >>= 5n) text = TID_LETTERS[Number(bits & 31n)] + text;
  return text;
}
