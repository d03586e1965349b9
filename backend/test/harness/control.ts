import { readAnswer } from './answer.js';
import type { Network } from './services.js';

export interface Weather {
  kind: 'fair' | 'away' | 'hung' | 'failing' | 'deaf' | 'slow';
  status?: number;
  headers?: Record<string, string>;
  body?: unknown;
  delayMs?: number;
  path?: string;
  times?: number;
}

/** The control port of this worker's network: accounts and sign-ins without pages, and the weather before the PDS. */
export class Control {
  constructor(private readonly network: Network) {}

  createAccount(handle: string, password: string): Promise<{ did: string; handle: string }> {
    return this.act('/accounts', { handle, password });
  }

  /** Agrees to an authorization request as this account; `scope` grants less than was asked. Gives the callback's query. */
  async approve(authorizeUrl: string, did: string, scope?: string): Promise<URLSearchParams> {
    const { params } = await this.act<{ params: string }>('/approve', { authorizeUrl, did, scope });
    return new URLSearchParams(params);
  }

  async deny(authorizeUrl: string): Promise<URLSearchParams> {
    const { params } = await this.act<{ params: string }>('/deny', { authorizeUrl });
    return new URLSearchParams(params);
  }

  async weather(weather: Weather): Promise<void> {
    await this.act('/weather', weather);
  }

  private async act<T>(action: string, body: object): Promise<T> {
    const { url, token } = this.network.control;
    const response = await fetch(url + action, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}` },
      body: JSON.stringify(body),
    });
    const answer = await readAnswer<T & { error?: string }>(response);
    if (answer.status !== 200) throw new Error(`control ${action}: ${answer.body.error ?? answer.status}`);
    return answer.body;
  }
}
