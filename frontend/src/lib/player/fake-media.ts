import { MEDIA_ERROR, type Media } from './media.ts';

/** What the fake network has at an address. */
export interface FakeFile {
  durationS: number;
  /** Fails with this code instead of loading. */
  error?: number;
  /** Never answers. */
  hangs?: boolean;
}

interface PendingPlay {
  resolve: () => void;
  reject: (error: Error) => void;
}

/**
 * A media element for specs. Events come in the order of the HTML standard, each as a task of its own; `play()` is a
 * promise that settles later; a new `src` aborts the old one. With `leaky`, events of the old source still arrive
 * after the new one was set, as some browsers let them.
 */
export class FakeMedia implements Media {
  currentTime = 0;
  muted = false;
  preload: Media['preload'] = '';
  duration = NaN;
  paused = true;
  ended = false;
  readyState = 0;
  error: Media['error'] = null;
  leaky = false;
  /** Refuses to start without a tap. */
  autoplayBlocked = false;
  /** Like iOS, keeps the volume to itself. */
  volumeLocked = false;
  bufferedS = 0;
  readonly log: string[] = [];
  readonly #files: (url: string) => FakeFile | undefined;
  readonly #listeners = new Map<string, (() => void)[]>();
  #src = '';
  #volume = 1;
  #tasks: ReturnType<typeof setTimeout>[] = [];
  #pending: PendingPlay[] = [];

  constructor(files: (url: string) => FakeFile | undefined) {
    this.#files = files;
  }

  get src(): string {
    return this.#src;
  }

  set src(url: string) {
    this.#src = url;
    this.log.push(`src ${url}`);
    this.load();
  }

  get volume(): number {
    return this.#volume;
  }

  set volume(volume: number) {
    if (!this.volumeLocked) this.#volume = volume;
  }

  get buffered(): Media['buffered'] {
    const end = this.bufferedS;
    return { length: end > 0 ? 1 : 0, start: () => 0, end: () => end };
  }

  addEventListener(type: string, listener: () => void): void {
    this.#listeners.set(type, [...(this.#listeners.get(type) ?? []), listener]);
  }

  removeAttribute(name: string): void {
    if (name === 'src') this.#src = '';
  }

  load(): void {
    if (!this.leaky) this.#dropTasks();
    this.#settle((play) => play.reject(named('AbortError')));
    Object.assign(this, {
      paused: true,
      ended: false,
      readyState: 0,
      error: null,
      duration: NaN,
      currentTime: 0,
      bufferedS: 0,
    });
    this.#task('emptied');
    const url = this.#src;
    if (!url) return;
    this.#task('loadstart');
    const file = this.#files(url) ?? { durationS: 0, error: MEDIA_ERROR.unsupported };
    if (!file.hangs) this.#later(50, () => this.#arrive(url, file));
  }

  play(): Promise<void> {
    this.log.push('play');
    if (this.autoplayBlocked) return Promise.reject(named('NotAllowedError'));
    if (this.error?.code === MEDIA_ERROR.unsupported) return Promise.reject(named('NotSupportedError'));
    if (this.ended) Object.assign(this, { ended: false, currentTime: 0 });
    const promise = new Promise<void>((resolve, reject) => this.#pending.push({ resolve, reject }));
    if (this.paused) {
      this.paused = false;
      this.#task('play');
      if (this.readyState >= 3) this.#task('playing', () => this.#settle((play) => play.resolve()));
      else this.#task('waiting');
    } else if (this.readyState >= 3) this.#settle((play) => play.resolve());
    return promise;
  }

  pause(): void {
    this.log.push('pause');
    if (this.paused) return;
    this.paused = true;
    this.#task('pause');
    this.#settle((play) => play.reject(named('AbortError')));
  }

  // ---- what the world does ----

  /** The music goes on for so long. */
  run(seconds: number): void {
    if (this.paused || this.readyState < 3) return;
    this.currentTime = Math.min(this.duration, this.currentTime + seconds);
    this.#task('timeupdate');
    if (this.currentTime < this.duration) return;
    Object.assign(this, { paused: true, ended: true });
    this.#task('pause');
    this.#task('ended');
  }

  /** The needle was set to the end; browsers say so even where nothing sounded. */
  reachEnd(): void {
    Object.assign(this, { currentTime: this.duration, paused: true, ended: true });
    this.#task('ended');
  }

  /** The whole file is here. */
  receiveAll(): void {
    this.bufferedS = this.duration;
    this.#task('progress');
  }

  /** The buffer ran empty. */
  starve(): void {
    this.readyState = 2;
    this.#task('waiting');
    this.#task('stalled');
  }

  /** Data came back. */
  feed(): void {
    this.readyState = 4;
    this.#task('canplay');
    if (!this.paused) this.#task('playing');
  }

  /** The connection broke, or the data did. */
  fail(code: number): void {
    this.error = { code, message: '' };
    this.#task('error');
  }

  /** Headphones were pulled out. */
  interrupt(): void {
    this.paused = true;
    this.#task('pause');
  }

  #arrive(url: string, file: FakeFile): void {
    if (url !== this.#src) return;
    if (file.error !== undefined) {
      this.error = { code: file.error, message: '' };
      const refused = this.#takePending();
      this.#task('error', () => refused.forEach((play) => play.reject(named('NotSupportedError'))));
      return;
    }
    Object.assign(this, { duration: file.durationS, readyState: 4 });
    for (const type of ['durationchange', 'loadedmetadata', 'loadeddata', 'canplay']) this.#task(type);
    if (!this.paused) this.#task('playing', () => this.#settle((play) => play.resolve()));
  }

  #task(type: string, after?: () => void): void {
    this.#later(0, () => {
      for (const listener of this.#listeners.get(type) ?? []) listener();
      after?.();
    });
  }

  #later(delayMs: number, run: () => void): void {
    this.#tasks.push(setTimeout(run, delayMs));
  }

  #dropTasks(): void {
    for (const task of this.#tasks) clearTimeout(task);
    this.#tasks = [];
  }

  #settle(how: (play: PendingPlay) => void): void {
    this.#takePending().forEach(how);
  }

  #takePending(): PendingPlay[] {
    const pending = this.#pending;
    this.#pending = [];
    return pending;
  }
}

function named(name: string): Error {
  return Object.assign(new Error(name), { name });
}
