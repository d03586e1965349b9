import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { rename } from 'node:fs/promises';
import { TRACKS } from '../catalogue/tracks.mjs';
import { compose } from './compose.mjs';
import { findFfmpeg } from './ffmpeg.mjs';
import { wavOf } from './wav.mjs';

/** What ffmpeg is told for each format. */
const ENCODERS = {
  mp3: ['-c:a', 'libmp3lame', '-b:a', '256k'],
  m4a: ['-c:a', 'aac', '-b:a', '192k', '-movflags', '+faststart'],
  opus: ['-c:a', 'libopus', '-b:a', '128k'],
  flac: ['-c:a', 'flac'],
  aiff: ['-c:a', 'pcm_s16be'],
  wav: ['-c:a', 'pcm_s16le'],
};

/** A process of its own, so that composing keeps nobody waiting: `node render.mjs <title> <file>`. */
const [title, file] = process.argv.slice(2);
const track = TRACKS.find((candidate) => candidate.title === title);
if (!track || !file) throw new Error('usage: render.mjs <title of the catalogue> <file>');

// One of an earlier run may still be at work on the same piece.
const unfinished = `${file}.${process.pid}.${track.format}`;
const input = ['-f', 'wav', '-i', 'pipe:0', '-map_metadata', '-1', '-metadata', `title=${track.title}`];
const ffmpeg = spawn(findFfmpeg(), ['-nostdin', '-y', '-v', 'error', ...input, ...ENCODERS[track.format], unfinished], {
  stdio: ['pipe', 'inherit', 'inherit'],
});
const ended = once(ffmpeg, 'exit');
ffmpeg.stdin.end(wavOf(compose(track.title, track.score)));
const [code] = await ended;
if (code !== 0) throw new Error(`ffmpeg ended with ${code}`);
await rename(unfinished, file);
