/**
 * A local network whose PDS dies, as `kill -9` does it, at the moment of a write that it is told by message. Ports and
 * secrets are kept in its folder, so that the next process is the same network to everybody.
 */
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { newSecrets, startDevnet } from '../../../devnet/devnet.mjs';
import { anyFree } from '../../../tools/bootstrap/ports.mjs';

const [folder] = process.argv.slice(2);
const kept = path.join(folder, 'kept.json');

async function chooseOnce() {
  const [pdsPort, plcPort, innerPort] = await anyFree(3);
  const chosen = { pdsPort, plcPort, control: { innerPort }, secrets: newSecrets() };
  await writeFile(kept, JSON.stringify(chosen));
  return chosen;
}

const options = await readFile(kept, 'utf8').then(JSON.parse, chooseOnce);
const devnet = await startDevnet({ folder, ...options });
const { sequencer, accountManager } = devnet.pds.ctx;
const die = () => process.kill(process.pid, 'SIGKILL');
const moments = {
  // The record is in the repository, in a transaction that is still open.
  writing: () => (sequencer.sequenceCommit = die),
  // The transaction is closed and the event is out; the answer is not.
  answering: () => (accountManager.updateRepoRoot = die),
};
process.on('message', ({ dieWhile }) => {
  moments[dieWhile]();
  process.send('heard');
});
process.on('disconnect', () => devnet.close().finally(() => process.exit(0)));
process.send({ pdsUrl: devnet.pdsUrl, plcUrl: devnet.plcUrl, control: devnet.control });
