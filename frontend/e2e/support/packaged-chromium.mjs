import fs from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { brotliDecompressSync, createBrotliDecompress } from 'node:zlib';
import { untar } from './untar.mjs';

const ARCHIVES = ['al2023.tar.br', 'swiftshader.tar.br', 'fonts.tar.br'];

/**
 * The Chromium that lies compressed in an npm package (linux-x64), unpacked once into `folder`. The libraries that a
 * bare system lacks are beside it; its own fonts.conf names fixed folders in the temporary directory, so we write ours.
 * @returns {Promise<{executablePath: string, env: Record<string, string>} | undefined>}
 */
export async function packagedChromium(folder) {
  if (process.platform !== 'linux' || process.arch !== 'x64') return undefined;
  const packed = packageFolder();
  if (!packed) return undefined;
  const home = path.join(folder, packed.version);
  if (!fs.existsSync(home)) await unpack(packed.bin, home);
  return {
    executablePath: path.join(home, 'chromium'),
    env: { LD_LIBRARY_PATH: path.join(home, 'lib'), FONTCONFIG_PATH: home },
  };
}

function packageFolder() {
  try {
    const entry = createRequire(import.meta.url).resolve('@sparticuz/chromium');
    const root = entry.slice(0, entry.lastIndexOf(`${path.sep}build`));
    const { version } = JSON.parse(fs.readFileSync(path.join(root, 'package.json'), 'utf8'));
    return { bin: path.join(root, 'bin'), version };
  } catch (error) {
    if (error.code === 'MODULE_NOT_FOUND') return undefined;
    throw error;
  }
}

/** Beside its place first, and moved there when it is whole. */
async function unpack(bin, home) {
  const unfinished = `${home}.${process.pid}`;
  fs.mkdirSync(unfinished, { recursive: true });
  for (const archive of ARCHIVES) untar(brotliDecompressSync(fs.readFileSync(path.join(bin, archive))), unfinished);
  const executable = fs.createWriteStream(path.join(unfinished, 'chromium'), { mode: 0o755 });
  await pipeline(fs.createReadStream(path.join(bin, 'chromium.br')), createBrotliDecompress(), executable);
  fs.writeFileSync(path.join(unfinished, 'fonts.conf'), fontsConf(home));
  try {
    fs.renameSync(unfinished, home);
  } catch (error) {
    fs.rmSync(unfinished, { recursive: true, force: true });
    if (!fs.existsSync(home)) throw error;
  }
}

function fontsConf(home) {
  return `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>${home}/fonts</dir>
  <dir>/usr/share/fonts</dir>
  <cachedir>${home}/fonts-cache</cachedir>
</fontconfig>
`;
}
