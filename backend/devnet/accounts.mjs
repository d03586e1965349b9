/** What goes over the wire when an account is made or used with its password. */

/**
 * Makes an account. Handles end in `.test` and have 3 to 18 characters before it.
 * @returns {Promise<{did: string, handle: string}>}
 */
export async function createAccount(pdsUrl, { handle, password }) {
  const email = `${handle.replace(/\.test$/, '')}@example.com`;
  const { did } = await call(pdsUrl, 'com.atproto.server.createAccount', { handle, password, email });
  return { did, handle };
}

/** The account of this handle, made if it is not there yet; refuses when its password is another. */
export async function ensureAccount(pdsUrl, { handle, password }) {
  try {
    return await createAccount(pdsUrl, { handle, password });
  } catch (notMade) {
    const session = call(pdsUrl, 'com.atproto.server.createSession', { identifier: handle, password });
    const { did } = await session.catch(() => Promise.reject(notMade));
    return { did, handle };
  }
}

async function call(pdsUrl, method, body) {
  const response = await fetch(`${pdsUrl}/xrpc/${method}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  const answer = await response.json();
  if (response.ok) return answer;
  throw new Error(`${method}: ${answer.message ?? response.status}`);
}
