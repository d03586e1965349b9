import { randomBytes } from 'node:crypto';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { Visitor } from '../harness/visitor.js';
import { World } from '../harness/world.js';
import { mediaApplication } from './media-app.js';

/** Everything that could be left behind. */
export interface Traces {
  rows: Record<string, number>;
  objects: string[];
  scratch: string[];
}

/** A running product of platform and media, and somebody who uploads. */
export class MediaWorld {
  private constructor(readonly world: World) {}

  static async open(settings: Record<string, string> = {}): Promise<MediaWorld> {
    return new MediaWorld(await World.open(settings, mediaApplication));
  }

  /** A person we know, without a PDS. */
  async person(): Promise<Visitor & { did: string }> {
    const did = `did:plc:${randomBytes(12).toString('hex')}`;
    await this.world.database.rows(`insert into accounts (did, handle) values ($1, 'somebody.test')`, [did]);
    const visitor = Object.assign(new Visitor(this.world.url), { did });
    visitor.bearer = did;
    return visitor;
  }

  async traces(): Promise<Traces> {
    const tables = ['audio_files', 'staged_uploads', 'images'];
    const counts = await Promise.all(
      tables.map(async (table) => [table, await this.world.database.count(table)] as const),
    );
    return {
      rows: Object.fromEntries(counts),
      objects: await filesBelow(join(this.world.folder, 'storage')),
      scratch: await filesBelow(join(this.world.folder, 'scratch')),
    };
  }

  close(): Promise<void> {
    return this.world.close();
  }
}

async function filesBelow(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
    .sort();
}
