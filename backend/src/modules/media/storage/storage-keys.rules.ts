import { StorageKeyInvalid } from './storage.errors.js';
import type { Bucket, ObjectAddress } from './storage.js';

/** Widths of the variants made of every image (ST-11). */
export const VARIANT_WIDTHS = [96, 300, 1200] as const;
export type VariantWidth = (typeof VARIANT_WIDTHS)[number];

const UUID = '[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}';
const EXTENSION = '[a-z0-9]{1,8}';

/** Every bucket there is. */
export const BUCKETS: readonly Bucket[] = ['public', 'images', 'private'];

/** ST-02: every key there is, and the bucket it belongs to. */
const SHAPES: [RegExp, Bucket][] = [
  [new RegExp(`^audio/${UUID}\\.${EXTENSION}$`), 'public'],
  [new RegExp(`^images/${UUID}(?:_(?:${VARIANT_WIDTHS.join('|')}))?\\.${EXTENSION}$`), 'images'],
  [new RegExp(`^staging/${UUID}$`), 'private'],
  [new RegExp(`^originals/${UUID}\\.${EXTENSION}$`), 'private'],
  [new RegExp(`^private/audio/${UUID}\\.${EXTENSION}$`), 'private'],
  [new RegExp(`^exports/${UUID}\\.zip$`), 'private'],
];

export const publicAudio = (id: string, extension: string): ObjectAddress => address(`audio/${id}.${extension}`);
export const privateAudio = (id: string, extension: string): ObjectAddress =>
  address(`private/audio/${id}.${extension}`);
export const original = (id: string, extension: string): ObjectAddress => address(`originals/${id}.${extension}`);
export const staging = (id: string): ObjectAddress => address(`staging/${id}`);
export const image = (id: string, extension: string): ObjectAddress => address(`images/${id}.${extension}`);
export const imageVariant = (id: string, width: VariantWidth): ObjectAddress => address(`images/${id}_${width}.webp`);

/** The object a key names; throws {@link StorageKeyInvalid} for anything that is not one of ours, such as `../`. */
export function address(key: string): ObjectAddress {
  const shape = SHAPES.find(([pattern]) => pattern.test(key));
  if (!shape) throw new StorageKeyInvalid(key);
  return { key, bucket: shape[1] };
}

/** Whether this is the key of an object of that bucket; other files are nobody's business. */
export function isIn(key: string, bucket: Bucket): boolean {
  return SHAPES.some(([pattern, home]) => home === bucket && pattern.test(key));
}

/** Guards every driver: a key that is not ours, or in a bucket that is not its own, is a fault of the caller. */
export function assertAddress(key: string, bucket: Bucket): void {
  if (address(key).bucket !== bucket) throw new StorageKeyInvalid(`${bucket}:${key}`);
}

/** ST-02: how long others may keep what lies in a bucket. */
export function cacheControlOf(bucket: Bucket): string {
  if (bucket === 'images') return 'public, max-age=31536000, immutable';
  return bucket === 'public' ? 'public, max-age=86400' : 'private, no-store';
}
