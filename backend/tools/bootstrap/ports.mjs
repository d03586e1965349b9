import { randomInt } from 'node:crypto';
import net from 'node:net';

// Below the ports that systems hand out by themselves, so that a remembered port is seldom taken by a passer-by.
const LOWEST = 20_000;
const HIGHEST = 32_000;
const LOOPBACK = ['127.0.0.1', '::1'];

/** Could a server of ours listen here? Somebody on another loopback address of the same port counts as taken. */
export async function isFree(port) {
  for (const host of LOOPBACK) if (!(await canListen(port, host))) return false;
  return true;
}

/** The first free port from `first` upwards. */
export async function nextFree(first) {
  for (let port = first; port <= 65_535; port++) if (await isFree(port)) return port;
  throw new Error(`no port from ${first} upwards is free`);
}

/** `count` different free ports of no meaning. */
export async function anyFree(count) {
  const ports = new Set();
  while (ports.size < count) {
    const port = randomInt(LOWEST, HIGHEST);
    if (await isFree(port)) ports.add(port);
  }
  return [...ports];
}

function canListen(port, host) {
  return new Promise((resolve) => {
    const probe = net.createServer();
    // A machine without IPv6 has nobody there.
    probe.once('error', (error) => resolve(error.code === 'EADDRNOTAVAIL' || error.code === 'EAFNOSUPPORT'));
    probe.listen({ port, host, exclusive: true }, () => probe.close(() => resolve(true)));
  });
}
