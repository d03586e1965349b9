import type { Config } from '#lib/api/contract.ts';
import { fileSize } from '#lib/util/count.ts';

/** What may be sent: endings with their dot, and the largest size. Both come from the server (P-UP-10). */
export interface FileLimits {
  endings: readonly string[];
  maxMb: number;
}

const MB = 1024 * 1024;
const VIDEO = new Set(['.mp4', '.mov', '.mkv', '.avi', '.m4v']);

export const audioLimits = (config: Config): FileLimits => limits(config.supported_audio, config.max_upload_size_mb);
export const imageLimits = (config: Config): FileLimits => limits(config.supported_images, config.max_image_size_mb);

/** ".flac"; empty when there is none. */
export const endingOf = (filename: string): string => /\.[^./\\\s]+$/.exec(filename)?.[0].toLowerCase() ?? '';

/** "mp3, wav, m4a" for people. */
export const spoken = ({ endings }: FileLimits): string => endings.map((ending) => ending.slice(1)).join(', ');

/** Why the server would refuse this sound; null when it may be tried. Content decides there, this only spares the way. */
export function audioRefusal(file: File, limits: FileLimits): string | null {
  const ending = endingOf(file.name);
  const unnamedSound = ending === '' && file.type.startsWith('audio/');
  if (VIDEO.has(ending)) return `${ending} is a film. export its sound as one of ${spoken(limits)}.`;
  if (!unnamedSound && !limits.endings.includes(ending))
    return `unsupported file type: ${ending || 'no ending'}. supported: ${spoken(limits)}.`;
  return sizeRefusal(file, limits);
}

/** ST-05: the same for a picture. Its name says nothing: phones call a JPEG `.heic`. */
export const imageRefusal = (file: File, limits: FileLimits): string | null => sizeRefusal(file, limits);

/** A title to begin with: the name without ending, number in front and underscores. */
export function titleFrom(filename: string): string {
  const name = filename
    .replace(/\.[^./\\\s]+$/, '')
    .replaceAll('_', ' ')
    .replace(/\s+/g, ' ')
    .trim();
  const unnumbered = name.replace(/^\d{1,3}(?:\s*[-.]\s*|\s+)(?=\S)/, '');
  return (/\p{L}/u.test(unnumbered) ? unnumbered : name).slice(0, 256);
}

function sizeRefusal({ size }: File, { maxMb }: FileLimits): string | null {
  if (size === 0) return 'this file is empty.';
  return size > maxMb * MB ? `file too large: ${fileSize(size)}. up to ${maxMb} MB can be sent.` : null;
}

function limits(endings: readonly string[], maxMb: number): FileLimits {
  return { endings: endings.map((ending) => (ending.startsWith('.') ? ending : `.${ending}`)), maxMb };
}
