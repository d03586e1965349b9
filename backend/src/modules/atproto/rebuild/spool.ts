import { appendFile, open } from 'node:fs/promises';
import path from 'node:path';
import type { PutEvent } from '../ingest/repo-event.js';

const LINES_AT_ONCE = 1_000;

/** Records that wait on disk until everything they may be about has been read: likes of tracks in other repositories. */
export class Spool {
  private readonly lines = new Map<string, string[]>();
  private readonly written = new Set<string>();

  constructor(
    private readonly folder: string,
    /** The collections in the order in which they are given back. */
    private readonly order: readonly string[],
  ) {}

  keeps(collection: string): boolean {
    return this.order.includes(collection);
  }

  async keep(event: PutEvent): Promise<void> {
    const lines = this.lines.get(event.collection) ?? [];
    this.lines.set(event.collection, lines);
    lines.push(JSON.stringify(event));
    if (lines.length >= LINES_AT_ONCE) await this.write(event.collection);
  }

  /** Everything that was kept. */
  async *events(): AsyncGenerator<PutEvent> {
    for (const collection of this.order) {
      await this.write(collection);
      if (!this.written.has(collection)) continue;
      const file = await open(this.place(collection));
      for await (const line of file.readLines()) yield JSON.parse(line) as PutEvent;
    }
  }

  private async write(collection: string): Promise<void> {
    const lines = this.lines.get(collection) ?? [];
    if (lines.length === 0) return;
    this.lines.delete(collection);
    this.written.add(collection);
    await appendFile(this.place(collection), `${lines.join('\n')}\n`);
  }

  private place(collection: string): string {
    return path.join(this.folder, collection);
  }
}
