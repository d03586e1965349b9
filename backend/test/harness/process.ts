import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import path from 'node:path';

const ROOT = path.resolve(import.meta.dirname, '../../..');
const ENTRY = path.join(ROOT, 'dist/backend/src/main.js');
const PATIENCE_MS = 20_000;

/** The built product as a process of its own, so that a story can kill it. `npm test` builds before it runs stories. */
export class ProductProcess {
  private said = '';

  private constructor(
    private readonly child: ChildProcess,
    readonly url: string,
  ) {
    const hear = (chunk: Buffer) => (this.said = (this.said + chunk.toString()).slice(-10_000));
    child.stdout?.on('data', hear);
    child.stderr?.on('data', hear);
  }

  /** Starts it with these settings on top of the worker's, and waits until it is ready. */
  static async start(url: string, settings: Record<string, string>): Promise<ProductProcess> {
    if (!existsSync(ENTRY)) throw new Error(`${ENTRY} is missing: build the backend first (nest build)`);
    const child = spawn(process.execPath, ['--enable-source-maps', ENTRY], {
      cwd: ROOT,
      env: { ...process.env, ...settings, NODE_OPTIONS: '' },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const product = new ProductProcess(child, url);
    await product.ready();
    return product;
  }

  /** What it wrote last, for messages. */
  get log(): string {
    return this.said;
  }

  get pid(): number {
    return this.child.pid ?? -1;
  }

  /** As a power cut does it. */
  kill(): Promise<void> {
    return this.end('SIGKILL');
  }

  /** As a deploy does it. */
  stop(): Promise<void> {
    return this.end('SIGTERM');
  }

  private async end(signal: NodeJS.Signals): Promise<void> {
    if (this.child.exitCode !== null || this.child.signalCode !== null) return;
    const gone = once(this.child, 'exit');
    this.child.kill(signal);
    await gone;
  }

  private async ready(): Promise<void> {
    const deadline = Date.now() + PATIENCE_MS;
    while (this.child.exitCode === null && Date.now() < deadline) {
      const answer = await fetch(new URL('/ready', this.url)).catch(() => undefined);
      if (answer?.ok) return;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    await this.kill();
    throw new Error(`the product did not become ready:\n${this.said}`);
  }
}
