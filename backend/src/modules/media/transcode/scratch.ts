import { Injectable, type OnModuleInit } from '@nestjs/common';
import { lstat, mkdir, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { DomainError } from '../../../common/errors.js';
import { Settings, StartRefused } from '../../../platform/config/index.js';
import { StorageFailed } from '../storage/storage.errors.js';

export class ScratchTooSmall extends DomainError {
  readonly kind = 'failed';
  readonly code = 'internal.error';
  constructor(bytes: number) {
    super(`this file needs more working space (${Math.ceil(bytes / 1e6)} MB) than the server has`);
  }
}

export interface ScratchFolder {
  /** A path of that name inside; names are ours, never a user's. */
  file(name: string): string;
  /** Asks for more room; throws {@link StorageFailed} when others have it at the moment. */
  reserve(bytes: number): void;
}

/**
 * Working space for ffmpeg (TC-05): each job has a folder of its own that is gone afterwards, and all together stay below
 * SCRATCH_MAX_GB; who does not fit yet waits.
 */
@Injectable()
export class Scratch implements OnModuleInit {
  readonly #maxBytes: number;
  readonly #root: string;
  readonly #waiting: (() => void)[] = [];
  #reserved = 0;

  constructor(settings: Settings) {
    this.#maxBytes = settings.scratchMaxGb * 1e9;
    this.#root = settings.scratchDir
      ? resolve(settings.scratchDir)
      : join(tmpdir(), `plyr-scratch-${process.getuid?.() ?? 'user'}`);
  }

  /** Folders of processes that were killed are removed. */
  async onModuleInit(): Promise<void> {
    await this.#prepare().catch((cause: Error) => {
      throw new StartRefused(`there is no working space for ffmpeg: ${cause.message}`, { cause });
    });
    for (const name of await readdir(this.#root)) {
      const owner = Number(/^(\d+)-/.exec(name)?.[1]);
      if (owner && !isAlive(owner)) await rm(join(this.#root, name), { recursive: true, force: true });
    }
  }

  async use<T>(bytes: number, work: (folder: ScratchFolder) => Promise<T>): Promise<T> {
    if (bytes > this.#maxBytes) throw new ScratchTooSmall(bytes);
    while (this.#reserved + bytes > this.#maxBytes) await new Promise<void>((free) => this.#waiting.push(free));
    let held = bytes;
    this.#reserved += bytes;
    const reserve = (more: number) => {
      if (held + more > this.#maxBytes) throw new ScratchTooSmall(held + more);
      if (this.#reserved + more > this.#maxBytes) throw new StorageFailed('all working space is in use');
      held += more;
      this.#reserved += more;
    };
    let path: string | undefined;
    try {
      await this.#prepare();
      path = await mkdtemp(join(this.#root, `${process.pid}-`));
      const folder = path;
      return await work({ file: (name) => join(folder, name), reserve });
    } finally {
      if (path) await rm(path, { recursive: true, force: true });
      this.#reserved -= held;
      for (const free of this.#waiting.splice(0)) free();
    }
  }

  /** The folder's name can be guessed and its parent may be everybody's: it must be a folder, and ours. */
  async #prepare(): Promise<void> {
    await mkdir(this.#root, { recursive: true, mode: 0o700 });
    const found = await lstat(this.#root);
    const isOurs = process.getuid === undefined || found.uid === process.getuid();
    if (!found.isDirectory() || !isOurs) throw new Error(`${this.#root} is not a folder of ours; set SCRATCH_DIR`);
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as { code?: string }).code === 'EPERM';
  }
}
