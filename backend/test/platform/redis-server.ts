import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import net from 'node:net';
import path from 'node:path';

const PROGRAMS = ['valkey-server', 'redis-server'];
const PATIENCE_MS = 10_000;

/** Valkey or Redis, as far as one is installed. */
export function redisProgram(): string | undefined {
  const folders = (process.env.PATH ?? '').split(path.delimiter);
  return PROGRAMS.flatMap((name) => folders.map((folder) => path.join(folder, name))).find((file) => existsSync(file));
}

/** A server of its own that keeps nothing. */
export class RedisServer {
  private constructor(
    private readonly child: ChildProcess,
    readonly url: string,
  ) {}

  /** On the port of a former one, as that one after a restart without a memory. */
  static async start(program: string, former?: RedisServer): Promise<RedisServer> {
    const port = former ? Number(new URL(former.url).port) : await freePort();
    const options = { port: String(port), bind: '127.0.0.1', save: '', appendonly: 'no' };
    const args = Object.entries(options).flatMap(([name, value]) => [`--${name}`, value]);
    const child = spawn(program, args, { stdio: 'ignore' });
    const server = new RedisServer(child, `redis://127.0.0.1:${port}`);
    const deadline = Date.now() + PATIENCE_MS;
    while (!(await answers(port))) {
      if (Date.now() > deadline || child.exitCode !== null) throw new Error(`${program} did not start`);
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    return server;
  }

  async stop(): Promise<void> {
    if (this.child.exitCode !== null || this.child.signalCode !== null) return;
    const gone = once(this.child, 'exit');
    this.child.kill('SIGKILL');
    await gone;
  }
}

async function answers(port: number): Promise<boolean> {
  const socket = net.connect(port, '127.0.0.1');
  try {
    await once(socket, 'connect');
    return true;
  } catch {
    return false;
  } finally {
    socket.destroy();
  }
}

async function freePort(): Promise<number> {
  const probe = net.createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address() as net.AddressInfo;
  probe.close();
  return port;
}
