/**
 * A local network whose PDS reaches the product at a made-up https address: a confidential client must have one, and
 * without a certificate the mapping can only be made inside the process of the PDS. Says where it is by message, and is
 * told by message where the product listens.
 */
import { startDevnet, newSecrets } from '../../../devnet/devnet.mjs';
import { anyFree } from '../../../tools/bootstrap/ports.mjs';

const [folder, origin] = process.argv.slice(2);
let product = 'http://127.0.0.1:9';

// Before the PDS is loaded: it takes the global function at the time of each call.
const realFetch = globalThis.fetch;
globalThis.fetch = (input, init) => {
  const url = input instanceof Request ? input.url : String(input);
  if (!url.startsWith(`${origin}/`)) return realFetch(input, init);
  return realFetch(product + url.slice(origin.length), { headers: { accept: 'application/json' } });
};

const [pdsPort, innerPort] = await anyFree(2);
const devnet = await startDevnet({ folder, pdsPort, plcPort: 0, secrets: newSecrets(), control: { innerPort } });
process.on('message', (message) => {
  product = message.product;
  process.send('heard');
});
process.on('disconnect', () => devnet.close().finally(() => process.exit(0)));
process.send({ pdsUrl: devnet.pdsUrl, plcUrl: devnet.plcUrl, control: devnet.control });
