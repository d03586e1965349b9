import { narrow } from '../effects.mjs';
import { kitchen } from '../textures.mjs';
import { solo } from './jazz.mjs';

/** A voice memo: a piano in the next room at night, through a telephone. */
export function memo(song, options) {
  solo(song, { ...options, touch: 0.42, tape: 0 });
  kitchen(song, 0.016);
  narrow(song, { low: 150, high: 3600 });
  return { loudness: -16, fadeIn: 0.15, fadeOut: 1.5 };
}
