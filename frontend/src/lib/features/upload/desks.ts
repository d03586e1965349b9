import type { Uploads } from '#lib/state/uploads.svelte.ts';
import { UploadDesk, type UploadDeskParts } from './upload-desk.svelte.ts';

const desks = new WeakMap<Uploads, UploadDesk>();

/** The desk as it was left: going to another page and back loses nothing. Another person gets a clean one. */
export function deskOf(uploads: Uploads, parts: Omit<UploadDeskParts, 'uploads'>): UploadDesk {
  const left = desks.get(uploads);
  const intact = left?.did === parts.did && (!left.upload || uploads.items.includes(left.upload));
  if (left && intact) return left;
  const desk = new UploadDesk({ ...parts, uploads });
  desks.set(uploads, desk);
  return desk;
}
