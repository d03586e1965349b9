import { isValidDid, isValidHandle } from '@atproto/syntax';
import { HandleMalformed } from './identity.errors.js';

export type Identifier = { did: string } | { handle: string };

/** Where most handles end; a slip in them gets a suggestion. */
const COMMON_ENDINGS = ['bsky.social', 'blacksky.app', 'northsky.social', 'eurosky.social'];
const SLIPS = 2;

/**
 * What a person typed or pasted, as a handle or DID: without `@`, `at://`, the address of a profile page around it, or
 * invisible marks. Throws {@link HandleMalformed} with a text that helps.
 */
export function readIdentifier(typed: string): Identifier {
  const text = stripped(typed);
  if (text.startsWith('did:')) {
    if (isValidDid(text)) return { did: text };
    throw new HandleMalformed(`${text} is not a DID`);
  }
  const handle = text.toLowerCase();
  if (isValidHandle(handle)) return { handle };
  throw new HandleMalformed(complaint(handle));
}

function stripped(typed: string): string {
  // Bidi and zero-width marks come along when a handle is copied from a page.
  const visible = typed.replace(/[\p{Cc}\p{Cf}\s]/gu, '');
  const page = /^https?:\/\/[^/]+\/(?:profile|u)\/([^/?#]+)/i.exec(visible)?.[1];
  return (page ?? visible)
    .replace(/^at:\/\//i, '')
    .replace(/^@/, '')
    .replace(/\/+$/, '');
}

function complaint(handle: string): string {
  if (handle === '') return 'type your handle, for example name.bsky.social';
  if (handle.includes('@')) return `${handle} looks like an e-mail address; a handle has no @ inside`;
  if (/^[a-z0-9-]+$/.test(handle)) return `${handle} is only half of a handle; is it ${handle}.bsky.social?`;
  return `${handle} is not a handle; one looks like name.bsky.social`;
}

/** `ada.bsky.socail` → `ada.bsky.social`: the handle that was probably meant. */
export function probablyMeant(handle: string): string | undefined {
  const dot = handle.indexOf('.');
  const [name, ending] = [handle.slice(0, dot), handle.slice(dot + 1)];
  const meant = COMMON_ENDINGS.find((common) => common !== ending && slips(common, ending) <= SLIPS);
  return meant && `${name}.${meant}`;
}

/** Optimal string alignment: letters added, lost, replaced or swapped with their neighbour. */
function slips(a: string, b: string): number {
  const cost: number[][] = Array.from({ length: a.length + 1 }, (_, i) => [i]);
  const at = (i: number, j: number) => cost[i]?.[j] ?? Math.max(i, j);
  for (let i = 0; i <= a.length; i++) {
    for (let j = 1; j <= b.length; j++) {
      if (i === 0) {
        cost[0]?.push(j);
        continue;
      }
      const same = a[i - 1] === b[j - 1] ? 0 : 1;
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      const best = Math.min(at(i - 1, j) + 1, at(i, j - 1) + 1, at(i - 1, j - 1) + same);
      cost[i]?.push(swapped ? Math.min(best, at(i - 2, j - 2) + 1) : best);
    }
  }
  return at(a.length, b.length);
}
