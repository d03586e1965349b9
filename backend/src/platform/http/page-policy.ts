/** Addresses that a page loads from besides its own, under the names of their settings. */
export interface PageSources {
  /** The API; on disks of ours it gives out sounds and images too. */
  publicUrl: string;
  r2PublicBucketUrl?: string;
  r2PublicImageBucketUrl?: string;
  /** Signed addresses of private sounds begin with it. */
  r2EndpointUrl?: string;
  devPdsUrl?: string;
}

/** Avatars of people who have none with us (ST-07). */
const AVATARS = 'https://cdn.bsky.app';

/** Whether pages of others may show this one in a frame. */
export function mayBeFramed(address: string): boolean {
  return address.startsWith('/embed/');
}

/**
 * What a page may load, by the header `Content-Security-Policy` (SEC-02). The page says in itself which scripts run, with
 * the hashes of its build; both policies hold, so there is no `default-src` here, which would mean scripts too. Nor is
 * there a `form-action`: browsers apply it to redirects, and a sign-in is one to a PDS that nobody knows before.
 */
export function pagePolicy(sources: PageSources, framed: boolean): string {
  const { publicUrl, r2PublicBucketUrl, r2PublicImageBucketUrl, r2EndpointUrl, devPdsUrl } = sources;
  const directives: [string, (string | undefined)[]][] = [
    ['connect-src', [publicUrl]],
    ['font-src', []],
    ['img-src', ['data:', 'blob:', publicUrl, r2PublicImageBucketUrl, AVATARS, devPdsUrl]],
    ['manifest-src', []],
    ['media-src', ['blob:', publicUrl, r2PublicBucketUrl, r2EndpointUrl]],
    // Styles of single elements are set by attributes all over the client.
    ['style-src', ["'unsafe-inline'"]],
    ['worker-src', []],
  ];
  const allowed = directives.map(([name, more]) => [name, ...new Set(["'self'", ...more.flatMap(origin)])].join(' '));
  const never = ['frame-src', ...(framed ? [] : ['frame-ancestors'])].map((name) => `${name} 'none'`);
  return [...allowed, ...never].join('; ');
}

/** Without its path: browsers do not compare it after a redirect. */
function origin(source: string | undefined): string[] {
  if (!source) return [];
  return /^https?:/.test(source) ? [new URL(source).origin] : [source];
}
