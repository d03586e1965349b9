import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import path from 'node:path';

const PLATFORM = `${process.platform}-${process.arch}`;
const PACKAGES = [`@ffmpeg-binary/${PLATFORM}`, 'ffmpeg-static', `@ffmpeg-installer/${PLATFORM}`];

/** The ffmpeg that works here: by FFMPEG_PATH, on the path, else from a package. */
export function findFfmpeg() {
  const name = process.platform === 'win32' ? 'ffmpeg.exe' : 'ffmpeg';
  const candidates = process.env.FFMPEG_PATH ? [process.env.FFMPEG_PATH] : [name, ...packaged(name)];
  const found = candidates.find((candidate) => spawnSync(candidate, ['-version'], { stdio: 'ignore' }).status === 0);
  if (!found) throw new Error('no ffmpeg that works was found; set FFMPEG_PATH');
  return found;
}

function packaged(name) {
  const require = createRequire(import.meta.url);
  return PACKAGES.flatMap((pack) => {
    try {
      return [path.join(path.dirname(require.resolve(`${pack}/package.json`)), name)];
    } catch {
      return [];
    }
  });
}
