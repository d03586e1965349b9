/** The part of `HTMLAudioElement` that the player writes to. A spec hands in a fake of the same shape. */
export interface Media {
  src: string;
  currentTime: number;
  volume: number;
  muted: boolean;
  preload: '' | 'none' | 'metadata' | 'auto';
  readonly duration: number;
  readonly paused: boolean;
  readonly ended: boolean;
  readonly readyState: number;
  readonly buffered: { readonly length: number; start(index: number): number; end(index: number): number };
  readonly error: { readonly code: number; readonly message: string } | null;
  play(): Promise<void>;
  pause(): void;
  load(): void;
  removeAttribute(name: string): void;
  addEventListener(type: string, listener: () => void): void;
}

/** `MediaError` codes, by name. */
export const MEDIA_ERROR = { aborted: 1, network: 2, decode: 3, unsupported: 4 } as const;

/** `readyState` from which the element has enough to go on. */
export const HAVE_FUTURE_DATA = 3;

/** iOS keeps the volume to its buttons: what is written there does not stay. */
export function takesVolume(media: Media): boolean {
  const before = media.volume;
  media.volume = 0.5;
  const taken = media.volume === 0.5;
  media.volume = before;
  return taken;
}

/** Seconds up to which the stretch around the needle is already here; 0 when nothing is. */
export function bufferedUntil({ buffered, currentTime }: Media): number {
  for (let index = 0; index < buffered.length; index += 1) {
    if (buffered.start(index) <= currentTime + 0.1 && buffered.end(index) >= currentTime) return buffered.end(index);
  }
  return 0;
}
