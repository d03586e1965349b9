import { allOrNone } from './all-or-none.mjs';
import { openDatabase } from './database.mjs';
import { startDevnetProcess } from './devnet-process.mjs';

/** What the product stands on: the database and the local AT network. */
export async function startServices(context, running) {
  const { steps, environment } = context;
  const [database, devnet] = await allOrNone(context.stopping, [
    steps.run('starting the database', async (note) => {
      if (environment.DATABASE_URL) note('that of DATABASE_URL');
      return (running.database = await openDatabase(context, running.box));
    }),
    steps.run('starting the local AT network', () => startDevnetProcess(context, running.box)),
  ]);
  return { database, devnet };
}
