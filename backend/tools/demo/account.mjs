import { readFile } from 'node:fs/promises';

const PROFILE = 'app.bsky.actor.profile';

/**
 * An account on the local PDS with the profile a person of the network has: name, words and picture. Made when it is
 * not there, found again when it is.
 */
export async function ensureAccount(pdsUrl, { handle, password, name, bio, avatarFile }) {
  const session = await openSession(pdsUrl, handle, password);
  const query = new URLSearchParams({ repo: session.did, collection: PROFILE, rkey: 'self' });
  const known = await fetch(`${pdsUrl}/xrpc/com.atproto.repo.getRecord?${query}`);
  if (!known.ok) {
    const authorization = `Bearer ${session.accessJwt}`;
    const picture = await call(pdsUrl, 'com.atproto.repo.uploadBlob', await readFile(avatarFile), {
      authorization,
      'content-type': 'image/jpeg',
    });
    const record = { $type: PROFILE, displayName: name, avatar: picture.blob, ...(bio ? { description: bio } : {}) };
    await post(
      pdsUrl,
      'com.atproto.repo.putRecord',
      { repo: session.did, collection: PROFILE, rkey: 'self', record },
      { authorization },
    );
  }
  return session.did;
}

async function openSession(pdsUrl, handle, password) {
  try {
    return await post(pdsUrl, 'com.atproto.server.createSession', { identifier: handle, password });
  } catch {
    const email = `${handle.replace(/\.test$/, '')}@example.com`;
    return post(pdsUrl, 'com.atproto.server.createAccount', { handle, password, email });
  }
}

function post(pdsUrl, method, body, headers = {}) {
  return call(pdsUrl, method, JSON.stringify(body), { 'content-type': 'application/json', ...headers });
}

async function call(pdsUrl, method, body, headers) {
  const response = await fetch(`${pdsUrl}/xrpc/${method}`, { method: 'POST', body, headers });
  const answer = await response.json();
  if (!response.ok) throw new Error(`${method}: ${answer.message ?? response.status}`);
  return answer;
}
