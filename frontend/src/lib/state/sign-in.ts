/** AUTH-01: where a browser goes to sign in. `returnTo` is the page to come back to (AUTH-19). */
export function signInAddress(apiUrl: string, handle: string, returnTo?: string | null): string {
  const query = new URLSearchParams({ handle: handle.trim().replace(/^(?:at:\/\/|@)/, '') });
  if (returnTo) query.set('return_to', returnTo);
  return `${apiUrl.replace(/\/$/, '')}/auth/start?${query.toString()}`;
}
