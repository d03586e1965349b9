import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';

const MAGIC = '258EAFA5-E914-47DA-95CA-C5AB0DC85B11';
const TEXT = 0x81;
const BINARY = 0x82;
const CLOSE = 0x88;
const PONG = 0x8a;

/**
 * A host of events that does what a story tells it to, to each connection that it gets: a WebSocket server of the few
 * lines that are needed to send, because real hosts do not misbehave when asked to.
 */
export class StreamHost {
  /** The addresses that were called, with their cursors. */
  readonly calls: URL[] = [];
  private readonly connections = new Set<Duplex>();

  /** @param greet what to send to each connection when it is there */
  private constructor(
    private readonly server: Server,
    private readonly greet: (call: URL, host: StreamHost) => void,
  ) {}

  static async open(greet: (call: URL, host: StreamHost) => void = () => undefined): Promise<StreamHost> {
    const server = createServer();
    const host = new StreamHost(server, greet);
    server.on('upgrade', (request, socket) => host.accept(request, socket));
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return host;
  }

  get url(): string {
    return `ws://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  get isCalled(): boolean {
    return this.connections.size > 0;
  }

  /** Sends a frame of text, or of bytes, to everyone. */
  send(message: object | Uint8Array | string): void {
    const isBytes = message instanceof Uint8Array;
    const payload = isBytes ? message : Buffer.from(typeof message === 'string' ? message : JSON.stringify(message));
    for (const socket of this.connections) socket.write(frame(isBytes ? BINARY : TEXT, payload));
  }

  /** Cuts every connection, as a crash does. */
  drop(): void {
    for (const socket of this.connections) socket.destroy();
    this.connections.clear();
  }

  async close(): Promise<void> {
    this.drop();
    this.server.close();
    await once(this.server, 'close');
  }

  private accept(request: IncomingMessage, socket: Duplex): void {
    const key = request.headers['sec-websocket-key'] ?? '';
    const accept = createHash('sha1')
      .update(key + MAGIC)
      .digest('base64');
    const head = ['HTTP/1.1 101 Switching Protocols', 'Upgrade: websocket', 'Connection: Upgrade'];
    socket.write([...head, `Sec-WebSocket-Accept: ${accept}`, '', ''].join('\r\n'));
    socket.on('error', () => undefined);
    socket.on('close', () => this.connections.delete(socket));
    // All that clients send are pings and their goodbye; both are short, and come one by one.
    socket.on('data', ([opcode = 0]: Uint8Array) => {
      if (opcode === 0x89) socket.write(frame(PONG, Buffer.alloc(0)));
      if (opcode === CLOSE) socket.end(frame(CLOSE, Buffer.from([0x03, 0xe8])));
    });
    this.connections.add(socket);
    const call = new URL(request.url ?? '/', this.url);
    this.calls.push(call);
    this.greet(call, this);
  }
}

function frame(opcode: number, payload: Uint8Array): Buffer {
  if (payload.length < 126) return Buffer.concat([Buffer.from([opcode, payload.length]), payload]);
  const head = Buffer.alloc(10);
  head[0] = opcode;
  head[1] = 127;
  head.writeBigUInt64BE(BigInt(payload.length), 2);
  return Buffer.concat([head, payload]);
}
