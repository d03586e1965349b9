import { allOrNone } from './all-or-none.mjs';
import { openDatabase } from './database.mjs';
import { startDevnetProcess } from './devnet-process.mjs';

/** What the product stands on: the database and the local AT network. */
export async function startServices(context, running) {
  const { steps } = context;
  const [database, devnet] = await allOrNone(context.stopping, [
    steps.run('starting the database', async () => (running.database = await openDatabase(context, running.box))),
    steps.run('starting the local AT network', () => startDevnetProcess(context, running.box)),
  ]);
  return { database, devnet };
}
