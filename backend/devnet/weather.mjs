import { once } from 'node:events';
import http from 'node:http';
import net from 'node:net';

const LOOPBACK = '127.0.0.1';

/**
 * What happens to requests on their way to the PDS.
 * - `fair`: they arrive
 * - `away`: the connection is cut at once, as when nothing listens
 * - `hung`: they are taken and never answered
 * - `failing`: they are answered with `status` (and `headers`, `body`) and never arrive
 * - `deaf`: they arrive, but the answer is lost on the way back
 * - `slow`: they arrive `delayMs` late
 * @typedef {{kind: 'fair'|'away'|'hung'|'failing'|'deaf'|'slow', status?: number, headers?: Record<string, string>,
 *   body?: unknown, delayMs?: number, path?: string, of?: string, times?: number}} Weather
 * `path` narrows it to requests whose path contains this text, `of` to those made in the name of this DID; after `times`
 * requests it is fair again.
 */

/** Stands in front of the PDS so that tests can take it away, slow it down or lose its answers. */
export class WeatherProxy {
  #weather = { kind: 'fair' };
  #held = new Set();
  #server;
  #target;

  constructor(targetPort) {
    this.#target = { host: LOOPBACK, port: targetPort };
    this.#server = http.createServer((request, response) => this.#pass(request, response));
    this.#server.on('upgrade', (request, socket, head) => this.#upgrade(request, socket, head));
    this.#server.requestTimeout = 0;
    this.#server.keepAliveTimeout = 90_000;
  }

  async listen(port) {
    this.#server.listen(port, LOOPBACK);
    await once(this.#server, 'listening');
  }

  /** @param {Weather} weather from now on; what was held until now is let go by cutting it. */
  set(weather) {
    for (const socket of this.#held) socket.destroy();
    this.#held.clear();
    this.#weather = { ...weather };
  }

  async close() {
    this.set({ kind: 'fair' });
    this.#server.closeAllConnections();
    this.#server.close();
  }

  #pass(request, response) {
    const weather = this.#weatherFor(request);
    request.on('error', () => {});
    response.on('error', () => {});
    if (weather.kind === 'away') return request.socket.destroy();
    if (weather.kind === 'hung') return this.#hold(request);
    if (weather.kind === 'failing') return refuse(request, response, weather);
    if (weather.kind === 'slow') return setTimeout(() => this.#forward(request, response), weather.delayMs ?? 1000);
    return this.#forward(request, response, weather.kind === 'deaf');
  }

  #hold(request) {
    this.#held.add(request.socket);
    request.resume();
  }

  #forward(request, response, loseAnswer = false) {
    const onward = http.request({
      ...this.#target,
      method: request.method,
      path: request.url,
      headers: rawHeaders(request),
      setHost: false,
      agent: false,
    });
    onward.on('error', () => request.socket.destroy());
    onward.on('response', (answer) => {
      if (loseAnswer) {
        answer.resume();
        answer.on('end', () => request.socket.destroy());
        return;
      }
      response.writeHead(answer.statusCode, answer.statusMessage, answer.rawHeaders);
      answer.pipe(response);
    });
    response.on('close', () => onward.destroy());
    request.pipe(onward);
  }

  /** The firehose is a WebSocket: the two sockets are joined and left alone. */
  #upgrade(request, socket, head) {
    const weather = this.#weatherFor(request);
    if (weather.kind === 'away' || weather.kind === 'failing') return socket.destroy();
    if (weather.kind === 'hung') return void this.#held.add(socket);
    const onward = net.connect(this.#target, () => {
      const lines = [`${request.method} ${request.url} HTTP/1.1`];
      const { rawHeaders: raw } = request;
      for (let i = 0; i < raw.length; i += 2) lines.push(`${raw[i]}: ${raw[i + 1]}`);
      onward.write(`${lines.join('\r\n')}\r\n\r\n`);
      onward.write(head);
      onward.pipe(socket).pipe(onward);
    });
    onward.on('error', () => socket.destroy());
    socket.on('error', () => onward.destroy());
    socket.on('close', () => onward.destroy());
  }

  #weatherFor(request) {
    const weather = this.#weather;
    if (weather.path && !request.url.includes(weather.path)) return { kind: 'fair' };
    if (weather.of && weather.of !== inWhoseName(request)) return { kind: 'fair' };
    if (weather.times !== undefined) {
      if (weather.times <= 0) return { kind: 'fair' };
      weather.times -= 1;
    }
    return weather;
  }
}

/** The body is read to its end first: a client that still writes would see a reset instead of the answer. */
function refuse(request, response, { status = 500, headers = {}, body = { error: 'InternalServerError' } }) {
  request.resume();
  request.on('end', () => {
    response.writeHead(status, { 'content-type': 'application/json', ...headers });
    response.end(JSON.stringify(body));
  });
}

/** As the access token says, whose signature is the business of the PDS. */
function inWhoseName({ headers }) {
  const payload = headers.authorization?.split(' ')[1]?.split('.')[1];
  return payload && JSON.parse(Buffer.from(payload, 'base64url').toString()).sub;
}

function rawHeaders(request) {
  const headers = {};
  for (const [name, values] of Object.entries(request.headersDistinct)) {
    headers[name] = values.length === 1 ? values[0] : values;
  }
  return headers;
}
