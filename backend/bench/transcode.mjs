import 'reflect-metadata';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

const DIST = '../../dist/backend/src/modules/media';
const MINUTES = 10;
const ROUNDS = 3;
const SILENT = { info() {}, warn() {}, error() {} };

/** P11: AIFF to MP3 with outline and loudness in the same pass, against the same ffmpeg making the MP3 alone. */
export async function measureTranscode() {
  const { FfmpegTools } = await import(`${DIST}/probe/ffmpeg-tools.js`);
  const { Prober } = await import(`${DIST}/probe/prober.js`);
  const { Transcoder } = await import(`${DIST}/transcode/transcoder.js`);
  const tools = new FfmpegTools({ plays: () => true, path: process.env.PATH ?? '' }, SILENT);
  await tools.onModuleInit();
  const folder = mkdtempSync(path.join(os.tmpdir(), 'plyr-bench-'));
  try {
    const source = path.join(folder, 'song.aiff');
    makeSong(tools.ffmpeg, source);
    const facts = await new Prober(tools).inspect(source, 'song.aiff');
    // No other machine helps.
    const transcoder = new Transcoder(tools, { makeMp3: async () => false });
    const ours = [];
    const alone = [];
    for (let round = 0; round < ROUNDS; round++) {
      alone.push(await seconds(() => encodeAlone(tools.ffmpeg, source, path.join(folder, 'alone.mp3'))));
      ours.push(
        await seconds(() => transcoder.decode({ facts, path: source, mp3Path: path.join(folder, 'ours.mp3') })),
      );
    }
    const [mine, peer] = [median(ours), median(alone)];
    return {
      id: 'P11',
      metric: `AIFF of ${MINUTES} minutes to MP3 320k, with outline and loudness, s`,
      ours: mine.toFixed(1),
      peer: `${peer.toFixed(1)} (the same ffmpeg, the MP3 alone)`,
      ratio: mine / peer,
      goal: { atMost: 1.25 },
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Chords with noise: what an encoder has to work for. */
function makeSong(ffmpeg, file) {
  const voices = [110, 164.8, 220, 277.2, 440].map(
    (hertz, n) => `0.15*sin(2*PI*${hertz}*t)*(0.6+0.4*sin(2*PI*t/${3 + n}))`,
  );
  const graph = `aevalsrc='${voices.join('+')}+0.05*(random(0)-0.5)|${voices.toReversed().join('+')}+0.05*(random(1)-0.5)':s=44100:d=${MINUTES * 60}`;
  execFileSync(ffmpeg, ['-v', 'error', '-f', 'lavfi', '-i', graph, '-y', file]);
}

function encodeAlone(ffmpeg, source, out) {
  const target = ['-c:a', 'libmp3lame', '-b:a', '320k', '-ar', '44100', '-ac', '2', '-f', 'mp3', '-y', out];
  execFileSync(ffmpeg, ['-v', 'error', '-nostdin', '-i', source, '-map', '0:a:0', '-vn', ...target]);
}

async function seconds(work) {
  const startedAt = performance.now();
  await work();
  return (performance.now() - startedAt) / 1000;
}

const median = (values) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];
