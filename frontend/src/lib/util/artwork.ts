/**
 * The widths every cover and avatar is kept in, beside the original. `sizes` of small pictures on phones say a little
 * less than is true: a screen of two or three points a pixel would take the next width, which weighs twenty times more.
 */
const WIDTHS = [96, 300, 1200] as const;

export interface ArtSource {
  src: string;
  srcset?: string;
}

/**
 * Where a picture comes from. The thumbnail's address names the other widths; where it does not, the original must do.
 * Null when there is no picture at all.
 */
export function artSource(image: string | null, thumbnail: string | null): ArtSource | null {
  if (thumbnail && /_96\.webp$/.test(thumbnail)) {
    const at = (width: number) => thumbnail.replace(/_96\.webp$/, `_${width}.webp`);
    return { src: at(300), srcset: WIDTHS.map((width) => `${at(width)} ${width}w`).join(', ') };
  }
  const src = image ?? thumbnail;
  return src ? { src } : null;
}

/** Asks for a picture before it is drawn, as it will be asked for then: the element finds it there, or on its way. */
export function fetchAhead({ src, srcset = '' }: ArtSource, sizes: string): void {
  Object.assign(new Image(), { fetchPriority: 'high', sizes, srcset, src });
}
