import { randomBytes } from 'node:crypto';

const USER_AGENT = 'devnet control';
const devices = new WeakMap();

/**
 * Approves a real authorization request as if its user had signed in and agreed: only the pages are left out,
 * the pushed request, the code and the token exchange are the real ones.
 * @param {object} pds the PDS in this process
 * @param {{authorizeUrl: string, did: string, scope?: string}} request `scope`: what the user grants, when less than asked
 * @returns {Promise<URLSearchParams>} the query of the redirect to the client
 */
export async function approve(pds, { authorizeUrl, did, scope }) {
  const provider = pds.ctx.oauthProvider;
  const query = new URL(authorizeUrl).searchParams;
  const requestUri = query.get('request_uri');
  const clientId = query.get('client_id');
  const deviceId = await deviceOf(provider);
  const { parameters } = await provider.requestManager.get(requestUri, deviceId, clientId);
  const client = await provider.clientManager.getClient(clientId);
  const { account } = await provider.accountManager.getAccount(did);
  const from = { userAgent: USER_AGENT, ipAddress: '127.0.0.1', port: 1 };
  const code = await provider.requestManager.setAuthorized(requestUri, client, account, deviceId, from, scope);
  return new URLSearchParams({ iss: provider.issuer, state: parameters.state, code });
}

/** Refuses the request as a user would who presses "deny". */
export async function deny(pds, { authorizeUrl }) {
  const provider = pds.ctx.oauthProvider;
  const query = new URL(authorizeUrl).searchParams;
  const requestUri = query.get('request_uri');
  const deviceId = await deviceOf(provider);
  const { parameters } = await provider.requestManager.get(requestUri, deviceId, query.get('client_id'));
  await provider.requestManager.delete(requestUri);
  return new URLSearchParams({ iss: provider.issuer, state: parameters.state, error: 'access_denied' });
}

/** One device per provider: the request manager ties every request to the browser that opened it. */
async function deviceOf(provider) {
  let deviceId = devices.get(provider);
  if (!deviceId) {
    deviceId = `dev-${randomBytes(16).toString('hex')}`;
    await provider.deviceManager.store.createDevice(deviceId, {
      sessionId: `ses-${randomBytes(16).toString('hex')}`,
      lastSeenAt: new Date(),
      userAgent: USER_AGENT,
      ipAddress: '127.0.0.1',
    });
    devices.set(provider, deviceId);
  }
  return deviceId;
}
