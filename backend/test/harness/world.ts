import { getQueueToken } from '@nestjs/bullmq';
import type { DynamicModule, Type } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { Queue } from 'bullmq';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import net from 'node:net';
import path from 'node:path';
import { readSettings, type Settings } from '../../src/platform/config/index.js';
import { createServer } from '../../src/platform/http/index.js';
import { Control } from './control.js';
import { freshDatabase, WorldDatabase } from './database.js';
import { later } from './later.js';
import { Person } from './person.js';
import { ProductProcess } from './process.js';
import { testServices } from './services.js';
import { settled } from './settled.js';
import { Visitor } from './visitor.js';
import { WorldPds } from './world-pds.js';

/** What is booted: the whole product, unless a story brings a smaller application of its own. */
export type Application = (settings: Settings) => DynamicModule | Promise<DynamicModule>;

const wholeProduct: Application = async (settings) => (await import('../../src/app.module.js')).AppModule.for(settings);

const NAMESPACE = 'fm.plyr.dev';
const SETTLE_PATIENCE_MS = 20_000;
const LONGEST_NAME = 12;

/** The whole product in this process, on a database and a folder of its own, and a PDS that no other test uses at the same time. */
export class World {
  private app: NestFastifyApplication | undefined;

  private constructor(
    /** Address of the product. */
    readonly url: string,
    /** Where its bytes and its scratch files lie: `storage/` and `scratch/`. */
    readonly folder: string,
    readonly database: WorldDatabase,
    readonly control: Control,
    readonly pds: WorldPds,
    private readonly settings: Record<string, string>,
    private readonly application: Application,
  ) {}

  /** Opens a world with an empty database. `settings` are names of the environment: `{ MAX_UPLOAD_SIZE_MB: '5' }`. */
  static async open(settings: Record<string, string> = {}, application = wholeProduct): Promise<World> {
    const services = testServices();
    const folder = await mkdtemp(path.join(services.folder, 'world-'));
    const database = new WorldDatabase(await freshDatabase(services));
    const port = await freePort();
    const url = `http://127.0.0.1:${port}`;
    const control = new Control(services.network);
    await control.weather({ kind: 'fair' });
    const pds = new WorldPds(services.network, control, settings.ATPROTO_APP_NAMESPACE ?? NAMESPACE);
    const own = {
      DATABASE_URL: database.url,
      PORT: String(port),
      PUBLIC_URL: url,
      FRONTEND_URL: url,
      STORAGE_DIR: path.join(folder, 'storage'),
      SCRATCH_DIR: path.join(folder, 'scratch'),
      ...settings,
    };
    const world = new World(url, folder, database, control, pds, own, application);
    try {
      await world.start();
    } catch (error) {
      // What a half-started product holds open would break the next world of this worker.
      await world.close();
      throw error;
    }
    return world;
  }

  /** Boots the product; after `stop` on the same data, as a second start of the process. */
  async start(settings: Record<string, string> = {}): Promise<void> {
    const read = readSettings({ ...process.env, ...this.settings, ...settings });
    this.app = await createServer(await this.application(read), read);
    await this.app.listen(read.port, read.host);
  }

  async stop(): Promise<void> {
    await this.app?.close();
    this.app = undefined;
  }

  /** The built product as a process of its own on the data of this world: to be killed in the middle of its work. */
  async process(settings: Record<string, string> = {}): Promise<ProductProcess> {
    const port = await freePort();
    const url = `http://127.0.0.1:${port}`;
    return ProductProcess.start(url, { ...this.settings, PORT: String(port), LOG_LEVEL: 'info', ...settings });
  }

  /** A part of the running product, by its class. */
  get<T>(part: Type<T> | (abstract new (...args: never[]) => T)): T {
    return this.running.get<T>(part, { strict: false });
  }

  /** Someone who is not signed in. */
  visitor(): Visitor {
    return new Visitor(this.url);
  }

  /** A new account on the PDS, not yet known to us. Its handle begins with the name. */
  async stranger(name: string): Promise<Person> {
    const handle = `${name.slice(0, LONGEST_NAME)}-${randomBytes(2).toString('hex')}.test`;
    const password = randomBytes(12).toString('base64url');
    const { did } = await this.control.createAccount(handle, password);
    return new Person(this.url, did, handle, password, this.control);
  }

  /** A new account, signed in here. */
  async person(name: string): Promise<Person> {
    const person = await this.stranger(name);
    await person.signIn();
    return person;
  }

  /** A signed-in person with an artist profile, so that uploads are allowed. */
  async artist(name: string): Promise<Person> {
    const person = await this.person(name);
    const answer = await person.post('/artists/', { display_name: name });
    if (answer.status >= 300) throw new Error(`profile of ${name}: ${answer.status} ${JSON.stringify(answer.body)}`);
    return person;
  }

  /** Waits until the outbox and the queues are empty; says what is still open when that takes too long. */
  settled(patienceMs = SETTLE_PATIENCE_MS): Promise<void> {
    return settled(this.database, this.queues, patienceMs);
  }

  /**
   * As if so many seconds had gone by, so that a story about a process that was killed need not wait for its leases to
   * run out. What is at work meanwhile loses its own when they are shorter: fifteen seconds.
   */
  later(seconds: number): Promise<void> {
    return later(this.database, this.queues, seconds);
  }

  async close(): Promise<void> {
    await this.pds.resume();
    await this.stop();
    await this.database.drop();
    await rm(this.folder, { recursive: true, force: true });
  }

  private get queues(): Queue[] {
    return ['light', 'media'].map((lane) => this.running.get<Queue>(getQueueToken(lane), { strict: false }));
  }

  private get running(): NestFastifyApplication {
    if (!this.app) throw new Error('this world is stopped');
    return this.app;
  }
}

async function freePort(): Promise<number> {
  const probe = net.createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address() as net.AddressInfo;
  probe.close();
  return port;
}
