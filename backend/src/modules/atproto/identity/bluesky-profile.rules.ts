/** What people say of themselves on Bluesky. */
export interface BlueskyProfile {
  displayName: string | null;
  description: string | null;
  avatarUrl: string | null;
}

const MAX_NAME = 256;
const MAX_BIO_BYTES = 2560;
const CID = /^[a-z2-7]{20,100}$/;

/** Reads a record of `app.bsky.actor.profile`; whatever is not as it should be counts as absent. */
export function profileFromRecord(record: unknown, avatarAddress: (cid: string) => string): BlueskyProfile {
  const { displayName, description, avatar } = (record ?? {}) as Record<string, unknown>;
  const cid = (avatar as { ref?: { $link?: unknown } } | undefined)?.ref?.$link;
  return {
    displayName: text(displayName)?.slice(0, MAX_NAME) ?? null,
    description: shortened(text(description)) ?? null,
    avatarUrl: typeof cid === 'string' && CID.test(cid) ? avatarAddress(cid) : null,
  };
}

/** Where the CDN of Bluesky has an avatar; every size of it is made from this address (ART-02). */
export function cdnAvatar(did: string, cid: string): string {
  return `https://cdn.bsky.app/img/avatar/plain/${did}/${cid}@jpeg`;
}

/**
 * An avatar on the CDN of Bluesky by its one address: other sizes (`avatar_thumbnail`) and addresses without `@jpeg` become
 * {@link cdnAvatar}. `null` for every other address.
 */
export function avatarOnCdn(address: string): string | null {
  if (!URL.canParse(address)) return null;
  const url = new URL(address);
  const [, did, cid] =
    /^\/img\/avatar(?:_thumbnail)?\/plain\/(did:[a-z]+:[^/]+)\/([a-z2-7]+)(?:@\w+)?$/.exec(url.pathname) ?? [];
  const isCdn = url.origin === 'https://cdn.bsky.app' && !url.username && !url.password;
  return isCdn && did && cid ? cdnAvatar(did, cid) : null;
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined;
}

/** Cut between characters, so that the text still fits the column and our own record. */
function shortened(value: string | undefined): string | undefined {
  if (value === undefined || Buffer.byteLength(value) <= MAX_BIO_BYTES) return value;
  let bytes = 0;
  const kept = [...value].filter((character) => (bytes += Buffer.byteLength(character)) <= MAX_BIO_BYTES);
  return kept.join('');
}
