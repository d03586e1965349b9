import type { Answer } from './answer.js';
import type { Control } from './control.js';
import { Visitor } from './visitor.js';

/** Someone with an account on the PDS, in a browser of their own. */
export class Person extends Visitor {
  constructor(
    origin: string,
    readonly did: string,
    readonly handle: string,
    readonly password: string,
    private readonly control: Control,
  ) {
    super(origin);
  }

  /** The same person in another browser, not signed in there. */
  elsewhere(): Person {
    return new Person(this.origin, this.did, this.handle, this.password, this.control);
  }

  /** Signs in by real OAuth through our own routes; only the pages of the PDS are approved by the control port. */
  async signIn({ returnTo, scope }: { returnTo?: string; scope?: string } = {}): Promise<void> {
    const landing = await this.landing({ ...(returnTo ? { returnTo } : {}), ...(scope ? { scope } : {}) });
    const token = landing.searchParams.get('exchange_token');
    if (!token) throw new Error(`${this.handle} was not signed in: landed at ${landing.pathname}${landing.search}`);
    const answer = await this.post('/auth/exchange', { exchange_token: token });
    if (answer.status !== 200)
      throw new Error(`exchange of ${this.handle}: ${answer.status} ${JSON.stringify(answer.body)}`);
  }

  /** Goes through the authorization and says where the callback leads. */
  async landing({ returnTo, scope }: { returnTo?: string; scope?: string } = {}): Promise<URL> {
    const query = new URLSearchParams({ handle: this.handle, ...(returnTo ? { return_to: returnTo } : {}) });
    const started = await this.get(`/auth/start?${query.toString()}`);
    return this.callback(await this.control.approve(target(started), this.did, scope));
  }

  /** Comes back to us with this query, as the browser does after the PDS's pages. */
  async callback(query: URLSearchParams): Promise<URL> {
    const answer = await this.get(`/auth/callback?${query.toString()}`);
    return new URL(target(answer), this.origin);
  }
}

function target(answer: Answer): string {
  const location = answer.headers.get('location');
  if (location) return location;
  throw new Error(`expected a redirect, got ${answer.status} ${JSON.stringify(answer.body)}`);
}
