import http from 'node:http';

/**
 * One request over plain HTTP, redirects not followed. Used where `fetch` is not free enough: it hides cookies, writes
 * its own `sec-fetch-*`, and cannot choose the address it comes from.
 * @returns {Promise<{status: number, headers: http.IncomingHttpHeaders, text: string}>}
 */
export function ask(url, { method = 'GET', headers = {}, json, localAddress } = {}) {
  const body = json === undefined ? undefined : JSON.stringify(json);
  const content = body ? { 'content-type': 'application/json', 'content-length': String(Buffer.byteLength(body)) } : {};
  return new Promise((resolve, reject) => {
    const options = { method, localAddress, headers: { ...content, ...headers }, timeout: 30_000 };
    const request = http.request(url, options, (response) => {
      const chunks = [];
      response.on('data', (chunk) => chunks.push(chunk));
      response.on('error', reject);
      response.on('end', () =>
        resolve({ status: response.statusCode, headers: response.headers, text: Buffer.concat(chunks).toString() }),
      );
    });
    request.on('timeout', () => request.destroy(new Error(`${url}: no answer`)));
    request.on('error', reject);
    request.end(body);
  });
}

/** The cookies of one browser at one server. */
export class Cookies {
  #values = new Map();

  keep({ headers }) {
    for (const cookie of headers['set-cookie'] ?? []) {
      const [pair] = cookie.split(';');
      const value = pair.slice(pair.indexOf('=') + 1);
      if (value) this.#values.set(pair.slice(0, pair.indexOf('=')), value);
    }
  }

  get(name) {
    return this.#values.get(name);
  }

  toString() {
    return [...this.#values].map(([name, value]) => `${name}=${value}`).join('; ');
  }
}
