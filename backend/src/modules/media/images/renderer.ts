import sharp from 'sharp';
import { Turns } from '../../../common/turns.js';
import { VARIANT_WIDTHS, type VariantWidth } from '../storage/storage-keys.rules.js';
import { ImageTooLarge, ImageUnsupported } from './images.errors.js';
import { sniffImage } from './sniff-image.rules.js';

export interface RenderedImage {
  bytes: Buffer;
  extension: 'jpg' | 'webp';
  mime: 'image/jpeg' | 'image/webp';
  width: number;
  height: number;
  variants: Map<VariantWidth, Buffer>;
}

/** More than a phone takes; decoded whole, as some formats must be, that is a quarter of a gigabyte. */
const MEGAPIXELS = 64;
const LONGEST_SIDE = 4096;

// The library decodes in threads of its own: one for each image leaves cores for everything else.
sharp.concurrency(1);
sharp.cache(false);

/** In this process: each holds a decoded picture in memory. */
const turns = new Turns(2);

/**
 * A picture written anew (P-UP-14): upright, the first frame only, nothing left of what the camera noted, at most
 * 4096 pixels a side, with its variants. Throws {@link ImageUnsupported}, {@link ImageTooLarge}.
 */
export async function renderImage(source: Buffer): Promise<RenderedImage> {
  const kind = sniffImage(source.subarray(0, 4096));
  if (kind === 'heic' || kind === 'svg' || kind === null) throw new ImageUnsupported(kind ?? 'other');
  return turns.take(() => render(source));
}

async function render(source: Buffer): Promise<RenderedImage> {
  try {
    const upright = sharp(source, {
      limitInputPixels: MEGAPIXELS * 1e6,
      pages: 1,
      failOn: 'error',
      sequentialRead: true,
    }).rotate();
    const whole = upright
      .clone()
      .resize(LONGEST_SIDE, LONGEST_SIDE, { fit: 'inside', withoutEnlargement: true })
      .toColourspace('srgb');
    const { hasAlpha } = await upright.metadata();
    const { data, info } = await (
      hasAlpha ? whole.webp({ quality: 90 }) : whole.jpeg({ quality: 90, mozjpeg: true })
    ).toBuffer({ resolveWithObject: true });
    const variants = await variantsOf(data, VARIANT_WIDTHS);
    const format = hasAlpha
      ? ({ extension: 'webp', mime: 'image/webp' } as const)
      : ({ extension: 'jpg', mime: 'image/jpeg' } as const);
    return { bytes: data, ...format, width: info.width, height: info.height, variants };
  } catch (error) {
    return refused(error);
  }
}

function refused(error: unknown): never {
  throw isTooManyPixels(error) ? new ImageTooLarge({ megapixels: MEGAPIXELS }) : new ImageUnsupported('broken');
}

/** Width and height; null when it is no picture. */
export async function sizeOf(bytes: Buffer): Promise<{ width: number; height: number } | null> {
  if (!sniffImage(bytes.subarray(0, 4096))) return null;
  const { width, height } = await sharp(bytes, { limitInputPixels: MEGAPIXELS * 1e6 }).metadata();
  return { width, height };
}

/** Further sizes of a picture that we wrote. Throws {@link ImageUnsupported}, {@link ImageTooLarge}. */
export async function renderVariants(
  picture: Buffer,
  widths: readonly VariantWidth[],
): Promise<Map<VariantWidth, Buffer>> {
  return turns.take(() => variantsOf(picture, widths).catch(refused));
}

async function variantsOf(upright: Buffer, widths: readonly VariantWidth[]): Promise<Map<VariantWidth, Buffer>> {
  const variants = new Map<VariantWidth, Buffer>();
  for (const width of widths) variants.set(width, await variant(upright, width));
  return variants;
}

/** Small ones are square, as every list shows them; the large one keeps its shape. */
function variant(upright: Buffer, width: VariantWidth): Promise<Buffer> {
  const fit = width === 1200 ? ({ fit: 'inside', withoutEnlargement: true } as const) : ({ fit: 'cover' } as const);
  return sharp(upright)
    .resize(width, width, fit)
    .webp({ quality: width === 1200 ? 82 : 78 })
    .toBuffer();
}

function isTooManyPixels(error: unknown): boolean {
  return String((error as { message?: unknown }).message).includes('pixel limit');
}
