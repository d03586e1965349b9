/** What global-setup.js started, as this worker sees it. */
export interface TestServices {
  /** Throw-away folder of the whole run. */
  folder: string;
  /** Database to copy from. */
  template: string;
  /** Address of the maintenance database. */
  postgresUrl: string;
  /** This worker's own PLC and PDS. */
  network: Network;
  /** 1, 2, …: part of the names that are this worker's own. */
  worker: number;
}

export interface Network {
  pdsUrl: string;
  plcUrl: string;
  control: { url: string; token: string };
}

export function testServices(): TestServices {
  const text = process.env.TEST_SERVICES;
  if (!text)
    throw new Error('stories need the services of the harness: run them by Jest, as *.test.ts in backend/test');
  const { networks, ...shared } = JSON.parse(text) as Omit<TestServices, 'network' | 'worker'> & {
    networks: Network[];
  };
  const worker = Number(process.env.JEST_WORKER_ID);
  const network = networks[worker - 1];
  if (!network) throw new Error(`worker ${worker} has no network of its own`);
  return { ...shared, network, worker };
}
