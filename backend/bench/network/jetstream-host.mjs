import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';

const MAGIC = '258EAFA5-E914-47DA-95CA-C5AB0DC85B11';
const TEXT = 0x81;
const PING = 0x89;
const PONG = 0x8a;

/** A Jetstream that tells what it is told to tell: the few lines of a WebSocket server that only sends. */
export async function startJetstreamHost() {
  const sockets = new Set();
  const server = createServer();
  server.on('upgrade', (request, socket) => {
    const accept = createHash('sha1')
      .update(request.headers['sec-websocket-key'] + MAGIC)
      .digest('base64');
    const head = ['HTTP/1.1 101 Switching Protocols', 'Upgrade: websocket', 'Connection: Upgrade'];
    socket.write([...head, `Sec-WebSocket-Accept: ${accept}`, '', ''].join('\r\n'));
    socket.on('error', () => {});
    socket.on('close', () => sockets.delete(socket));
    socket.on('data', ([opcode]) => opcode === PING && socket.write(frame(PONG, Buffer.alloc(0))));
    sockets.add(socket);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `ws://127.0.0.1:${server.address().port}`,
    isHeard: () => sockets.size > 0,
    send(event) {
      const bytes = frame(TEXT, Buffer.from(JSON.stringify(event)));
      for (const socket of sockets) socket.write(bytes);
    },
    async stop() {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}

function frame(opcode, payload) {
  const head = payload.length < 126 ? Buffer.from([opcode, payload.length]) : Buffer.alloc(4);
  if (payload.length >= 126) {
    head[0] = opcode;
    head[1] = 126;
    head.writeUInt16BE(payload.length, 2);
  }
  return Buffer.concat([head, payload]);
}
