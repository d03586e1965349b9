import type { Toasts } from '#lib/state/toasts.svelte.ts';

/** Flags the server leaves in an address for the client, read once. Those of a page (`t`, `track` …) are the page's. */
const FLAGS = ['exchange_token', 'dev_token', 'scope_upgraded', 'account_added', 'auth_error'] as const;

const REFUSALS: Record<string, string> = {
  denied: 'your server was told no. nothing was changed.',
  expired: 'that sign-in took too long, or began in another browser. start again.',
  scope_mismatch: 'your server granted less than plyr.fm needs. sign in again and allow all of it.',
};

/** The login page says at its field why a sign-in did not begin. */
const LOGIN_FLAGS = ['auth_error', 'handle', 'meant'];

/** Says what the flags say. Gives the address without them, or null when there were none. */
export function readFlags(url: URL, toasts: Pick<Toasts, 'error' | 'success'>): URL | null {
  const flags = url.searchParams;
  const login = url.pathname.endsWith('/login');
  const known: readonly string[] = login ? LOGIN_FLAGS : FLAGS;
  if (!known.some((flag) => flags.has(flag))) return null;
  const refusal = login ? null : flags.get('auth_error');
  if (refusal)
    toasts.error(REFUSALS[refusal] ?? 'signing in did not work. try again in a moment.', { durationMs: 8000 });
  if (flags.has('scope_upgraded')) toasts.success('plyr.fm may do that now');
  if (flags.has('account_added')) toasts.success('account added');
  const clean = new URL(url);
  for (const flag of known) clean.searchParams.delete(flag);
  return clean;
}
