import { master } from './master.mjs';
import { STYLES } from './pieces/index.mjs';
import { Song } from './song.mjs';

/**
 * A whole piece: the same for the same title, at every run and on every machine.
 * @param {string} title
 * @param {{style: keyof typeof STYLES, seconds: number, bpm?: number, swing?: number}} score
 */
export function compose(title, { style, seconds, bpm, swing, ...options }) {
  const song = new Song({ seconds, bpm, swing, seed: title });
  master(song, STYLES[style](song, options));
  return song;
}
