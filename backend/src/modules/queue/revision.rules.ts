import { BadIfMatch } from './queue.errors.js';

/** The entity tag of a revision. */
export function tagOf(revision: number): string {
  return `"${revision}"`;
}

/** The revision that a write is made for; undefined when it is made for any. Throws {@link BadIfMatch}. */
export function expectedRevision(ifMatch: string | undefined): number | undefined {
  if (ifMatch === undefined) return undefined;
  const digits = /^"(\d{1,15})"$/.exec(ifMatch.trim())?.[1];
  if (digits === undefined) throw new BadIfMatch();
  return Number(digits);
}

/** Whether a reader has this revision. Proxies that compress make tags weak; they mean the same queue. */
export function isKnown(ifNoneMatch: string | undefined, revision: number): boolean {
  const tags = ifNoneMatch?.split(',').map((tag) => tag.trim().replace(/^W\//, '')) ?? [];
  return tags.includes(tagOf(revision));
}

/** Whether a writer wants no answer but the tag (RFC 7240). */
export function isMinimal(prefer: string | undefined): boolean {
  return /(^|,)\s*return=minimal\s*(,|;|$)/i.test(prefer ?? '');
}
