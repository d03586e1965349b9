import { randomBytes } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { startControl } from './control.mjs';
import { startPds } from './pds.mjs';
import { startPlc } from './plc.mjs';
import { throwAway } from './throw-away.mjs';
import { WeatherProxy } from './weather.mjs';

/**
 * A local AT network: one PLC directory and one PDS in this process, on loopback, kept below `folder`.
 * With `control` (tests only) a proxy stands on the PDS's port, a control port is opened, and nothing waits for the disk.
 * @param {{folder: string, pdsPort: number, plcPort: number, secrets: import('./pds.mjs').PdsSecrets,
 *   control?: {innerPort: number}}} options
 */
export async function startDevnet({ folder, pdsPort, plcPort, secrets, control }) {
  if (control) throwAway();
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const plc = await startPlc({ port: plcPort, file: path.join(folder, 'plc.sqlite') });
  const listenPort = control ? control.innerPort : pdsPort;
  const pds = await startPds({ folder, port: pdsPort, listenPort, plcUrl: plc.url, secrets });
  const guarded = control ? await guard(pds, pdsPort, listenPort) : undefined;
  return {
    pdsUrl: pds.url,
    plcUrl: plc.url,
    pds: pds.server,
    control: guarded && { url: guarded.control.url, token: guarded.control.token },
    async close() {
      guarded?.control.close();
      await guarded?.weather.close();
      await pds.close();
      await plc.close();
    },
  };
}

async function guard(pds, port, innerPort) {
  const weather = new WeatherProxy(innerPort);
  await weather.listen(port);
  const control = await startControl({ pds: pds.server, directUrl: `http://127.0.0.1:${innerPort}`, weather });
  return { weather, control };
}

/** Fresh secrets of a PDS. Any 32 random bytes are a secp256k1 key but for odds of 2^-128. */
export function newSecrets() {
  const hex = () => randomBytes(32).toString('hex');
  return { jwtSecret: hex(), adminPassword: hex(), dpopSecret: hex(), plcRotationKeyK256PrivateKeyHex: hex() };
}
