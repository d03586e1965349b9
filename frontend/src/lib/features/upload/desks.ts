import type { Uploads } from '#lib/state/uploads.svelte.ts';
import { AlbumDesk, type AlbumDeskParts } from './album/album-desk.svelte.ts';
import { UploadDesk, type UploadDeskParts } from './upload-desk.svelte.ts';

const desks = new WeakMap<Uploads, UploadDesk>();
const albumDesks = new WeakMap<Uploads, AlbumDesk>();

/** The desk as it was left: going to another page and back loses nothing. Another person gets a clean one. */
export function deskOf(uploads: Uploads, parts: Omit<UploadDeskParts, 'uploads'>): UploadDesk {
  const left = desks.get(uploads);
  const intact = left?.did === parts.did && (!left.upload || uploads.items.includes(left.upload));
  if (left && intact) return left;
  const desk = new UploadDesk({ ...parts, uploads });
  desks.set(uploads, desk);
  return desk;
}

/** The same for albums. */
export function albumDeskOf(uploads: Uploads, parts: Omit<AlbumDeskParts, 'uploads'>): AlbumDesk {
  const left = albumDesks.get(uploads);
  const intact = left?.did === parts.did && left.uploads.every((upload) => uploads.items.includes(upload));
  if (left && intact) return left;
  const desk = new AlbumDesk({ ...parts, uploads });
  albumDesks.set(uploads, desk);
  return desk;
}
