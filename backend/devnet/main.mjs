/**
 * The local AT network as a process of its own. Settings come by environment:
 * DEVNET_DIR, DEVNET_PDS_PORT, DEVNET_PLC_PORT, and the PDS's secrets DEVNET_JWT_SECRET, DEVNET_ADMIN_PASSWORD,
 * DEVNET_DPOP_SECRET, DEVNET_ROTATION_KEY. With APP_ENV=test and DEVNET_INNER_PORT the control port is opened too.
 * Says where it is to its parent by message, or, started by hand, in one line of JSON on standard output.
 */
import { startDevnet } from './devnet.mjs';

const devnet = await startDevnet({
  folder: required('DEVNET_DIR'),
  pdsPort: Number(required('DEVNET_PDS_PORT')),
  plcPort: Number(required('DEVNET_PLC_PORT')),
  secrets: {
    jwtSecret: required('DEVNET_JWT_SECRET'),
    adminPassword: required('DEVNET_ADMIN_PASSWORD'),
    dpopSecret: required('DEVNET_DPOP_SECRET'),
    plcRotationKeyK256PrivateKeyHex: required('DEVNET_ROTATION_KEY'),
  },
  control: process.env.DEVNET_INNER_PORT ? { innerPort: Number(process.env.DEVNET_INNER_PORT) } : undefined,
});

const ready = { ready: true, pds: devnet.pdsUrl, plc: devnet.plcUrl, control: devnet.control };
if (process.send) process.send(ready);
else process.stdout.write(`${JSON.stringify(ready)}\n`);

let stopping;
function stop() {
  stopping ??= devnet.close().finally(() => process.exit(0));
}
process.on('SIGTERM', stop);
process.on('SIGINT', stop);

function required(name) {
  const value = process.env[name];
  if (value) return value;
  process.stderr.write(`${name} is not set\n`);
  process.exit(1);
}
