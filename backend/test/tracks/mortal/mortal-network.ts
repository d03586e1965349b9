import { mkdtemp } from 'node:fs/promises';
import path from 'node:path';
import { OwnNetwork } from '../../harness/own-network.js';
import type { Network } from '../../harness/services.js';
import { testServices } from '../../harness/services.js';

const SCRIPT = path.join(import.meta.dirname, 'devnet.mjs');

/** A network of its own whose PDS can be killed in the middle of a write, and comes back on the same data. */
export class MortalNetwork {
  private constructor(
    private readonly folder: string,
    private own: OwnNetwork,
  ) {}

  static async start(): Promise<MortalNetwork> {
    const folder = await mkdtemp(path.join(testServices().folder, 'mortal-'));
    return new MortalNetwork(folder, await OwnNetwork.start(SCRIPT, [folder]));
  }

  /** The addresses stay the same, those of the control port do not. */
  get network(): Network {
    return this.own.network;
  }

  /** The next write of a record is its last. */
  dieWhile(moment: 'writing' | 'answering'): Promise<void> {
    return this.own.tell({ dieWhile: moment });
  }

  /** The signal it died of. */
  death(): Promise<NodeJS.Signals | null> {
    return this.own.ended();
  }

  async restart(): Promise<void> {
    this.own = await OwnNetwork.start(SCRIPT, [this.folder]);
  }

  stop(): Promise<void> {
    return this.own.stop();
  }
}
