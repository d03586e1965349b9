import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Children, endLeftOvers } from './children.mjs';
import { chooseDataFolder, emptyDataFolder, prepareDataFolder } from './data-folder.mjs';
import { Busy, takeLock } from './lock.mjs';
import { stopLeftOverServer } from './postgres/cluster.mjs';
import { anyFree, isFree, nextFree } from './ports.mjs';
import { ensureSecrets } from './secrets.mjs';
import { readStamp, writeStamp } from './stamps.mjs';

const FIRST_PORT = 8001;
const NOTICE_MS = 1_000;

/**
 * One data folder in use by this process alone: its lock, its secrets, its ports.
 * @param {{root: string, options: ReturnType<import('./options.mjs').readOptions>, onLine?: (name: string, line: string) => void}} context
 */
export async function openBox({ root, options, onLine }) {
  const folder = chooseDataFolder(root, options);
  prepareDataFolder(folder);
  const lock = await lockFolder(folder);
  try {
    await endLeftOvers(folder);
    await stopLeftOverServer(folder);
    if (options.fresh) emptyDataFolder(folder);
    const secrets = ensureSecrets(folder);
    const memory = new BoxMemory(path.join(folder, 'box.json'));
    const ports = await choosePorts(memory, options.port ?? (process.env.PORT ? Number(process.env.PORT) : undefined));
    return { folder, lock, secrets, memory, ports, children: new Children(folder, onLine) };
  } catch (error) {
    lock.release();
    throw error;
  }
}

/** One that is stopping is waited for; its note may come a moment after its launcher was killed. */
async function lockFolder(folder) {
  const file = path.join(folder, '.lock');
  for (const startedAt = Date.now(); ; await sleep(100)) {
    try {
      return takeLock(file);
    } catch (error) {
      if (!(error instanceof Busy)) throw error;
      const { pid, url, stopping } = error.holder;
      if (stopping || Date.now() - startedAt < NOTICE_MS) continue;
      const where = url ? ` at ${url}` : '';
      throw new Error(`plyr.fm runs already on ${folder}${where} (process ${pid}); another --data-dir runs beside it`, {
        cause: error,
      });
    }
  }
}

/** What a data folder remembers from start to start. */
class BoxMemory {
  #file;
  #values;

  constructor(file) {
    this.#file = file;
    this.#values = readStamp(file) ?? {};
  }

  get(name) {
    return this.#values[name];
  }

  set(values) {
    this.#values = { ...this.#values, ...values };
    writeStamp(this.#file, this.#values);
  }
}

async function choosePorts(memory, wanted) {
  const known = memory.get('ports') ?? {};
  const [pds, plc, postgres] = await anyFree(3);
  const ports = {
    app: await appPort(known.app, wanted),
    pds: await pdsPort(known.pds, pds),
    plc: (await stillFree(known.plc)) ?? plc,
    postgres: (await stillFree(known.postgres)) ?? postgres,
  };
  memory.set({ ports });
  return ports;
}

export async function appPort(known, wanted) {
  if (wanted === undefined) return (await stillFree(known)) ?? nextFree(FIRST_PORT);
  if (await isFree(wanted)) return wanted;
  throw new Error(`port ${wanted} is in use by another program`);
}

/** It stands in the DID document of every account here, so it cannot move. */
async function pdsPort(known, fresh) {
  if (known === undefined) return fresh;
  if (await isFree(known)) return known;
  throw new Error(
    `port ${known}, where the local PDS of this data lives, is in use by another program; stop that, or begin anew with --fresh`,
  );
}

async function stillFree(port) {
  return port !== undefined && (await isFree(port)) ? port : undefined;
}
