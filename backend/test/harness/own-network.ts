import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import type { Network } from './services.js';

/** A network in a process of its own, apart from that of the worker. `script` starts it and says where it is by message. */
export class OwnNetwork {
  private constructor(
    private readonly child: ChildProcess,
    readonly network: Network,
  ) {}

  static async start(script: string, args: string[]): Promise<OwnNetwork> {
    const child = fork(script, args, {
      env: { ...process.env, APP_ENV: 'test', NODE_OPTIONS: '' },
      execArgv: [],
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    });
    const [said] = (await Promise.race([once(child, 'message'), once(child, 'exit')])) as [Network | number | null];
    if (said === null || typeof said === 'number') throw new Error(`${script} did not start`);
    return new OwnNetwork(child, said);
  }

  /** Answers when it has been heard: the script sends a message back. */
  async tell(message: object): Promise<void> {
    const heard = once(this.child, 'message');
    this.child.send(message);
    await heard;
  }

  /** The signal that ended it. */
  async ended(): Promise<NodeJS.Signals | null> {
    const { child } = this;
    if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
    return child.signalCode;
  }

  async stop(): Promise<void> {
    if (this.child.connected) this.child.disconnect();
    await this.ended();
  }
}
