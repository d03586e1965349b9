import { mkdir } from 'node:fs/promises';
import path from 'node:path';

const LOOPBACK = '127.0.0.1';
const BLOB_LIMIT_BYTES = 200 * 1024 * 1024;

/**
 * The reference PDS on loopback, with everything it keeps below one folder.
 * `port` stands in every DID document and must stay the same for a folder; `listenPort` is where the server really
 * listens, when something stands in front of it.
 * @param {{folder: string, port: number, listenPort?: number, plcUrl: string, secrets: PdsSecrets}} options
 * @typedef {{jwtSecret: string, adminPassword: string, dpopSecret: string, plcRotationKeyK256PrivateKeyHex: string}} PdsSecrets
 */
export async function startPds({ folder, port, listenPort = port, plcUrl, secrets }) {
  // The PDS reads this once, when it is imported; its log is thousands of lines nobody asked for.
  process.env.LOG_ENABLED ??= 'false';
  const { PDS } = await import('@atproto/pds');
  const places = {
    dataDirectory: path.join(folder, 'pds'),
    blobstoreDiskLocation: path.join(folder, 'blobs'),
    blobstoreDiskTmpLocation: path.join(folder, 'blobs-unfinished'),
  };
  for (const place of Object.values(places)) await mkdir(place, { recursive: true });
  const pds = await PDS.fromEnv({
    ...places,
    ...secrets,
    devMode: true,
    hostname: 'localhost',
    port,
    serviceName: 'Local PDS',
    didPlcUrl: plcUrl,
    serviceHandleDomains: ['.test'],
    blobUploadLimit: BLOB_LIMIT_BYTES,
    inviteRequired: false,
    disableSsrfProtection: true,
    rateLimitsEnabled: false,
    crawlers: [],
    maxSubscriptionBuffer: 20_000,
  });
  listenOnLoopback(pds.app, listenPort);
  await pds.start();
  return { server: pds, url: `http://localhost:${port}`, close: () => pds.destroy() };
}

/** The server itself listens on every interface and on the port of its public address. */
function listenOnLoopback(app, port) {
  const listen = app.listen.bind(app);
  app.listen = () => listen(port, LOOPBACK);
}
