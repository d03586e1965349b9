/** AUTH-19: the page to come back to, if it is one of this site; never an address elsewhere. */
export function returnPath(url: URL): string | null {
  const wanted = url.searchParams.get('return_to');
  if (!wanted?.startsWith('/') || !URL.canParse(wanted, url.origin)) return null;
  const target = new URL(wanted, url.origin);
  return target.origin === url.origin ? target.pathname + target.search + target.hash : null;
}
