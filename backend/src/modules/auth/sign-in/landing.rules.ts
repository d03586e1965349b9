/** First words of the pages one may come back to (AUTH-19). */
const PAGES = new Set([
  'portal',
  'settings',
  'upload',
  'library',
  'liked',
  'playlist',
  'track',
  'tag',
  'u',
  'at',
  'search',
]);
const MAX_LENGTH = 500;
/** Written by the sign-in itself; never taken from outside. */
const OWN_FLAGS = ['exchange_token', 'auth_error', 'dev_token', 'scope_upgraded', 'account_added'];
const NOWHERE = 'http://nowhere.invalid';

/** Why a sign-in did not end in a session. */
export type SignInError = 'scope_mismatch' | 'expired' | 'denied' | 'failed';

/**
 * The page to come back to, if it is one of ours: a path, never an address elsewhere. Everything else is dropped, so
 * that a stale or forged link still signs in and merely lands at the usual page.
 */
export function allowedReturn(wanted: string | undefined): string | null {
  if (!wanted?.startsWith('/') || wanted.length > MAX_LENGTH || !URL.canParse(wanted, NOWHERE)) return null;
  // Parsed as browsers do it: they skip tabs, and take `\` for `/`.
  const url = new URL(wanted, NOWHERE);
  if (url.origin !== NOWHERE) return null;
  const [, first = ''] = url.pathname.split('/');
  if (url.pathname !== '/' && !PAGES.has(first)) return null;
  for (const flag of OWN_FLAGS) url.searchParams.delete(flag);
  return url.pathname + url.search + url.hash;
}

/** Where the browser goes after a sign-in: the setup comes first and carries the page to come back to (AUTH-03). */
export function landing(
  frontendUrl: string,
  to: { exchangeToken: string; hasProfile: boolean; returnTo: string | null },
): string {
  const url = new URL(to.hasProfile ? (to.returnTo ?? '/portal') : '/profile/setup', frontendUrl);
  if (!to.hasProfile && to.returnTo) url.searchParams.set('return_to', to.returnTo);
  url.searchParams.set('exchange_token', to.exchangeToken);
  return url.href;
}

/** Where the browser goes after a sign-in that came to nothing. */
export function failure(frontendUrl: string, error: SignInError): string {
  return new URL(`/?auth_error=${error}`, frontendUrl).href;
}

/** Back to the login page, when a sign-in cannot even begin. `code` is of the error, as `identity.handle_unknown`. */
export function backToLogin(
  frontendUrl: string,
  { code, handle, meant, returnTo }: { code: string; handle?: string; meant?: string; returnTo: string | null },
): string {
  const url = new URL('/login', frontendUrl);
  url.searchParams.set('auth_error', code.slice(code.indexOf('.') + 1));
  if (handle) url.searchParams.set('handle', handle);
  if (meant) url.searchParams.set('meant', meant);
  if (returnTo) url.searchParams.set('return_to', returnTo);
  return url.href;
}
