import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const RENDER = fileURLToPath(new URL('./music/render.mjs', import.meta.url));

/** Makes the sound files, one at a time and one ahead of who asks. */
export class Studio {
  #folder;
  #last = Promise.resolve();
  #wanted = new Map();

  constructor(folder) {
    this.#folder = folder;
  }

  /** Puts a track on the list; answers its file when it is done. */
  record(track) {
    let file = this.#wanted.get(track.title);
    if (!file) {
      file = this.#last.then(() => this.#render(track));
      // Whoever asks for the file hears of a failure; the next one is made all the same.
      this.#last = file.catch(() => undefined);
      this.#wanted.set(track.title, file);
    }
    return file;
  }

  async forget(track) {
    await rm(this.#fileOf(track), { force: true });
  }

  async close() {
    await rm(this.#folder, { recursive: true, force: true });
  }

  async #render(track) {
    const file = this.#fileOf(track);
    if (existsSync(file)) return file;
    await mkdir(this.#folder, { recursive: true });
    const child = spawn(process.execPath, [RENDER, track.title, file], { stdio: ['ignore', 'ignore', 'pipe'] });
    let said = '';
    child.stderr.on('data', (text) => (said += text));
    const [code] = await once(child, 'exit');
    if (code !== 0) throw new Error(`${track.title} could not be rendered: ${said.trim().split('\n').at(-1)}`);
    return file;
  }

  #fileOf({ title, format }) {
    return path.join(this.#folder, `${title.replace(/[^\p{L}\p{N}]+/gu, '-').toLowerCase()}.${format}`);
  }
}
