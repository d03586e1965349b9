import { version } from '$app/env';
import { assets, immutable, routes } from '$app/manifest';
import { self } from '$app/service-worker';
import { answerOf, firstWord, outdated, type Parts } from './answers.rules.ts';

const PREFIX = 'plyr-';
const CACHE = PREFIX + version;
/** One page is as good as another: all are the same shell. */
const SHELL = '/';
/** Answers say that they vary by who asks; ours do not, and modules are asked for otherwise than they were kept. */
const FOR_ALL = { ignoreVary: true };

const pathOf = ({ path }: { path: string }): string => new URL(path, self.location.origin).pathname;
const parts: Parts = {
  origin: self.location.origin,
  lasting: new Set(immutable.map(pathOf)),
  changing: new Set(assets.map(pathOf)),
  pages: new Set(routes.filter(({ page }) => page).map(({ id }) => firstWord(id))),
};

self.addEventListener('install', (event) => {
  event.waitUntil(keepBuild());
});

// P-SW-03: at once, also in tabs of the build before, whose parts stay. No navigation preload: a browser that uses it asks
// twice for what the worker stays out of, and the way back from a sign-in can be gone only once.
self.addEventListener('activate', (event) => {
  event.waitUntil(
    Promise.all([forgetOldBuilds(), self.registration.navigationPreload?.disable(), self.clients.claim()]),
  );
});

self.addEventListener('fetch', (event) => {
  const answer = answerOf(event.request, parts);
  if (answer === 'kept-first') event.respondWith(keptFirst(event.request));
  if (answer === 'network-first') event.respondWith(networkFirst(event.request));
  if (answer === 'shell') event.respondWith(page(event.request));
});

async function keepBuild(): Promise<void> {
  const cache = await caches.open(CACHE);
  const shell = new Request(SHELL, { headers: { accept: 'text/html' }, cache: 'no-cache' });
  await cache.put(SHELL, await sound(await fetch(shell)));
  await cache.addAll([...parts.lasting, ...parts.changing]);
  await self.skipWaiting();
}

async function forgetOldBuilds(): Promise<void> {
  await Promise.all(outdated(await caches.keys(), PREFIX).map((name) => caches.delete(name)));
}

async function keptFirst(request: Request): Promise<Response> {
  return (await caches.match(request, FOR_ALL)) ?? fetch(request);
}

async function networkFirst(request: Request): Promise<Response> {
  try {
    return await fetch(request);
  } catch (failure) {
    return otherwise(await kept(request), failure);
  }
}

/** From the server, whose head and redirects are true; without a network the shell says what it can. */
async function page(request: Request): Promise<Response> {
  try {
    return await fetch(request);
  } catch (failure) {
    return otherwise(await kept(SHELL), failure);
  }
}

/** Of this build: an older shell would ask for older parts. */
async function kept(wanted: Request | string): Promise<Response | undefined> {
  return (await caches.open(CACHE)).match(wanted, FOR_ALL);
}

function otherwise(response: Response | undefined, failure: unknown): Response {
  if (!response) throw failure;
  return response;
}

/** Nothing else may stand for a page. */
async function sound(response: Response): Promise<Response> {
  if (!response.ok || response.redirected) throw new Error(`the shell was answered with ${response.status}`);
  return response;
}
