import { AudioUrlRefused } from './scan.errors.js';

/** The address in what a caller of `POST /scan` sent; throws {@link AudioUrlRefused}. */
export function audioUrlOf(body: unknown): string {
  const { audio_url: url } = (body ?? {}) as { audio_url?: unknown };
  if (typeof url !== 'string' || !URL.canParse(url)) throw new AudioUrlRefused('audio_url must be an address');
  return url;
}
