import { setTimeout as sleep } from 'node:timers/promises';
import { authorize } from './pds-pages.mjs';
import { ask, Cookies } from './wire.mjs';

const SOON_MS = 1_000;
const TRIES = 20;

/** One person of the demo in a browser of their own, signed in at the product by real OAuth. */
export class Member {
  #cookies = new Cookies();
  #url;
  #from;

  /** @param {number} number numbers people, so that each comes from a loopback address of their own */
  constructor(url, { handle, password, number }) {
    this.#url = url;
    this.handle = handle;
    this.password = password;
    // Guests are limited by address: nobody, and least of all who sits before the screen, shall wait because of the demo.
    this.#from = process.platform === 'linux' ? `127.0.${number}.77` : undefined;
  }

  async signIn() {
    const started = await this.#visit(`/auth/start?${new URLSearchParams({ handle: this.handle })}`);
    const back = await authorize(target(started), { username: this.handle, password: this.password });
    const landed = await this.#visit(`/auth/callback${back.search}`);
    const token = new URL(target(landed), this.#url).searchParams.get('exchange_token');
    if (!token) throw new Error(`${this.handle} could not sign in: ${landed.headers.location}`);
    await this.#visit('/auth/exchange', { method: 'POST', json: { exchange_token: token } });
  }

  get(path) {
    return this.call('GET', path);
  }

  put(path, body) {
    return this.call('PUT', path, body);
  }

  /** Answers the JSON of the product; `body` is a form or becomes JSON. Waits when it asks to. */
  async call(method, path, body) {
    for (let tries = 1; ; tries++) {
      const response = await this.fetch(path, { method, ...encoded(body) });
      if (response.ok) return response.json();
      const patient = [429, 503].includes(response.status) && tries < TRIES;
      if (!patient) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`);
      await response.body?.cancel();
      await sleep(waitOf(response.headers.get('retry-after')));
    }
  }

  /** The bare request, for streams. */
  fetch(path, init = {}) {
    const headers = { ...init.headers, cookie: String(this.#cookies), origin: this.#url };
    return fetch(this.#url + path, { ...init, headers });
  }

  async #visit(path, options = {}) {
    for (let tries = 1; ; tries++) {
      const headers = { cookie: String(this.#cookies), origin: this.#url };
      const answer = await ask(this.#url + path, { ...options, headers, localAddress: this.#from });
      this.#cookies.keep(answer);
      if (answer.status < 400) return answer;
      if (answer.status !== 429 || tries === TRIES) throw new Error(`${path}: ${answer.status} ${answer.text}`);
      await sleep(waitOf(answer.headers['retry-after']));
    }
  }
}

function encoded(body) {
  if (body === undefined || body instanceof FormData) return { body };
  return { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } };
}

function target({ status, headers, text }) {
  if (headers.location) return headers.location;
  throw new Error(`expected a redirect, got ${status} ${text.slice(0, 200)}`);
}

function waitOf(seconds) {
  return Number(seconds) * 1000 || SOON_MS;
}
