import { once } from 'node:events';
import net from 'node:net';

/** Stands in front of the database, so that a story can take it away and give it back. */
export class DatabaseGate {
  /** Connections that were sent away. */
  refused = 0;
  private isOpen = false;
  private readonly sockets = new Set<net.Socket>();
  private readonly server = net.createServer((socket) => this.pass(socket));

  private constructor(private readonly target: URL) {}

  /** A gate that is closed. */
  static async before(databaseUrl: string): Promise<DatabaseGate> {
    const gate = new DatabaseGate(new URL(databaseUrl));
    gate.server.listen(0, '127.0.0.1');
    await once(gate.server, 'listening');
    return gate;
  }

  /** The database as it is seen through the gate. */
  get url(): string {
    const url = new URL(this.target);
    url.host = `127.0.0.1:${(this.server.address() as net.AddressInfo).port}`;
    return url.href;
  }

  open(): void {
    this.isOpen = true;
  }

  /** Also cuts what has come through. */
  shut(): void {
    this.isOpen = false;
    for (const socket of this.sockets) socket.destroy();
  }

  async end(): Promise<void> {
    this.shut();
    this.server.close();
    await once(this.server, 'close');
  }

  private pass(socket: net.Socket): void {
    socket.on('error', () => undefined);
    if (!this.isOpen) {
      this.refused += 1;
      return void socket.destroy();
    }
    const onward = net.connect(Number(this.target.port), this.target.hostname);
    onward.on('error', () => socket.destroy());
    onward.on('close', () => socket.destroy());
    socket.on('close', () => {
      this.sockets.delete(socket);
      onward.destroy();
    });
    this.sockets.add(socket);
    socket.pipe(onward).pipe(socket);
  }
}
