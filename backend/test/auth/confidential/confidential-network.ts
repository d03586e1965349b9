import { mkdtemp } from 'node:fs/promises';
import path from 'node:path';
import { OwnNetwork } from '../../harness/own-network.js';
import type { Network } from '../../harness/services.js';
import { testServices } from '../../harness/services.js';

/** A network of its own, in whose eyes the product has an https address. */
export class ConfidentialNetwork {
  private constructor(private readonly own: OwnNetwork) {}

  static async start(origin: string): Promise<ConfidentialNetwork> {
    const folder = await mkdtemp(path.join(testServices().folder, 'confidential-'));
    const script = path.join(import.meta.dirname, 'devnet.mjs');
    return new ConfidentialNetwork(await OwnNetwork.start(script, [folder, origin]));
  }

  get network(): Network {
    return this.own.network;
  }

  /** Where the made-up address really leads. */
  leadTo(product: string): Promise<void> {
    return this.own.tell({ product });
  }

  stop(): Promise<void> {
    return this.own.stop();
  }
}
