import type { UploadProgress } from '../../api/contract.ts';
import { NoAnswer } from './transport.ts';

/** The part of an `EventSource` that is used. */
export interface ProgressStream {
  readonly readyState: number;
  addEventListener(type: string, listener: (event: { data?: unknown }) => void): void;
  close(): void;
}

export interface ProgressDoors {
  openStream: (uploadId: string) => ProgressStream;
  poll: (uploadId: string) => Promise<UploadProgress>;
}

/** Nothing heard for so long: ask. Heartbeats are comments, which an EventSource keeps to itself. */
export const SILENCE_MS = 45_000;
const POLL_MS = 2_000;
const MAX_SILENT_POLLS = 5;
const CLOSED = 2;

/** Follows one upload: by the stream as long as there is one, else by asking. Its end is never an error (UP-15). */
export function watchProgress(
  { openStream, poll }: ProgressDoors,
  uploadId: string,
  onprogress: (progress: UploadProgress) => void,
  signal: AbortSignal,
): Promise<UploadProgress> {
  if (signal.aborted) return Promise.reject(new DOMException('no longer watched', 'AbortError'));
  return new Promise((resolve, reject) => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    let unanswered = 0;
    let streaming = true;
    let over = false;

    const stream = openStream(uploadId);
    const end = () => {
      over = true;
      clearTimeout(timer);
      stream.close();
    };
    const askIn = (ms: number) => {
      clearTimeout(timer);
      timer = setTimeout(() => void ask(), ms);
    };
    const heard = (progress: UploadProgress) => {
      if (over) return;
      unanswered = 0;
      onprogress(progress);
      if (progress.status === 'completed' || progress.status === 'failed') {
        end();
        resolve(progress);
      } else askIn(streaming ? SILENCE_MS : POLL_MS);
    };
    const ask = async () => {
      try {
        heard(await poll(uploadId));
      } catch {
        unheard();
      }
    };
    const unheard = () => {
      if (over) return;
      unanswered += 1;
      if (unanswered < MAX_SILENT_POLLS) return askIn(POLL_MS * 2 ** unanswered);
      end();
      reject(new NoAnswer());
    };
    const read = ({ data }: { data?: unknown }) => {
      const progress = parse(data);
      if (progress) heard(progress);
    };

    stream.addEventListener('message', read);
    stream.addEventListener('done', read);
    // an open stream that broke is opened again by the browser; one that was refused stays closed
    stream.addEventListener('error', () => {
      if (over || stream.readyState !== CLOSED) return;
      streaming = false;
      askIn(POLL_MS);
    });
    signal.addEventListener('abort', () => {
      end();
      reject(new DOMException('no longer watched', 'AbortError'));
    });
    askIn(SILENCE_MS);
  });
}

function parse(data: unknown): UploadProgress | null {
  try {
    const progress: unknown = JSON.parse(String(data));
    return typeof progress === 'object' && progress !== null && 'status' in progress
      ? (progress as UploadProgress)
      : null;
  } catch {
    return null;
  }
}
