import { createHash, randomBytes, randomUUID } from 'node:crypto';

/** What a sign-in grants on a local instance. */
const SCOPES = ['track', 'like', 'comment', 'list', 'actor.profile'].map((name) => `repo:fm.plyr.dev.${name}`);

/** An artist with a session, straight into the tables: what is measured here is not the sign-in. */
export async function plantMember(database, name = 'bencher') {
  const did = `did:plc:${name}`;
  const bearer = randomBytes(32).toString('base64url');
  const grant = randomUUID();
  await database.query(`insert into accounts (did, handle) values ($1, $2)`, [did, `${name}.test`]);
  await database.query(`insert into artists (did, display_name, publish_state) values ($1, $2, 'published')`, [
    did,
    name,
  ]);
  await database.query(
    `insert into oauth_grants (id, did, holder, ciphertext, key_id, scopes) values ($1, $2, 'browser', '\\x00', 'box', $3)`,
    [grant, did, `atproto ${SCOPES.join(' ')}`],
  );
  await database.query(
    `insert into sessions (id_hash, prefix, did, kind, group_id, grant_id, expires_at)
     values ($1, $2, $3, 'browser', $4, $5, now() + interval '1 hour')`,
    [createHash('sha256').update(bearer).digest(), bearer.slice(0, 16), did, randomUUID(), grant],
  );
  return { did, bearer };
}
