import { type LookupAddress, promises as dns } from 'node:dns';
import { isIP, type LookupFunction } from 'node:net';
import { Agent, buildConnector } from 'undici';
import { AddressRefused } from './network.errors.js';

/** Asks the system's resolver for every address of a name. */
export type Resolve = (hostname: string) => Promise<LookupAddress[]>;

export interface ConnectRules {
  /** Whether the origin (`https://host:port`) may be connected to without looking at its address. */
  trusts(origin: string): boolean;
  /** Whether a connection to this IP address may be made. */
  permits(address: string): boolean;
  resolve?: Resolve;
}

const CONNECT_TIMEOUT_MS = 5_000;

/**
 * An undici agent that decides at the moment of connecting. The addresses that were judged are the ones the socket
 * connects to, so a name that answers differently the second time gains nothing (DNS rebinding).
 */
export function pinnedAgent(rules: ConnectRules): Agent {
  const connect = buildConnector({ timeout: CONNECT_TIMEOUT_MS, allowH2: false });
  const connectPinned = buildConnector({ timeout: CONNECT_TIMEOUT_MS, allowH2: false, lookup: judgedLookup(rules) });
  return new Agent({
    connections: 32,
    // Every call has a limit of its own, which may be longer than what an agent waits by default.
    headersTimeout: 0,
    bodyTimeout: 0,
    connect: (target, callback) => {
      const origin = new URL(`${target.protocol}//${target.host ?? target.hostname}`).origin;
      if (rules.trusts(origin)) return connect(target, callback);
      // A literal address never reaches the lookup.
      const literal = target.hostname.replace(/^\[|\]$/g, '');
      if (isIP(literal) && !rules.permits(literal)) return callback(notPublic(literal), null);
      return connectPinned(target, callback);
    },
  });
}

function judgedLookup({ permits, resolve = everyAddress }: ConnectRules): LookupFunction {
  return (hostname, options, callback) => {
    resolve(hostname).then(
      (addresses) => {
        const [first] = addresses;
        if (!first || !addresses.every(({ address }) => permits(address))) return callback(notPublic(hostname), []);
        if (options.all) return callback(null, addresses);
        return callback(null, first.address, first.family);
      },
      (error: NodeJS.ErrnoException) => callback(error, []),
    );
  };
}

function everyAddress(hostname: string): Promise<LookupAddress[]> {
  return dns.lookup(hostname, { all: true });
}

function notPublic(host: string): AddressRefused {
  return new AddressRefused(host, 'it is not on the public internet');
}
