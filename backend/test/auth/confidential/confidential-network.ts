import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp } from 'node:fs/promises';
import path from 'node:path';
import type { Network } from '../../harness/services.js';
import { testServices } from '../../harness/services.js';

/** A network of its own, in whose eyes the product has an https address. */
export class ConfidentialNetwork {
  private constructor(
    private readonly child: ChildProcess,
    readonly network: Network,
  ) {}

  static async start(origin: string): Promise<ConfidentialNetwork> {
    const folder = await mkdtemp(path.join(testServices().folder, 'confidential-'));
    const child = fork(path.join(import.meta.dirname, 'devnet.mjs'), [folder, origin], {
      env: { ...process.env, APP_ENV: 'test', NODE_OPTIONS: '' },
      execArgv: [],
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    });
    const [network] = (await once(child, 'message')) as [Network];
    return new ConfidentialNetwork(child, network);
  }

  /** Where the made-up address really leads. */
  leadTo(product: string): void {
    this.child.send({ product });
  }

  async stop(): Promise<void> {
    const gone = once(this.child, 'exit');
    this.child.disconnect();
    await gone;
  }
}
