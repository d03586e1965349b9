import { spawn } from 'node:child_process';
import { constants, setPriority } from 'node:os';

export interface ToolRun {
  binary: string;
  args: string[];
  timeoutMs: number;
  signal?: AbortSignal;
  onOutput?: (chunk: Buffer) => void;
  /** Each line of what the program says while it runs. */
  onLine?: (line: string) => void;
}

/** The program ended in failure, or was ended because it took too long. `said` is the end of what it said. */
export class ToolFailed extends Error {
  constructor(
    readonly reason: string,
    readonly said: string,
  ) {
    super(`${reason}: ${said.slice(-500)}`);
  }
}

const KEPT_CHARACTERS = 16 * 1024;

/**
 * Runs a program of ours at low priority: an argument list, never a shell; an environment without secrets; nothing to
 * read from; killed when it takes too long or is called off (TC-05). Resolves to the end of what it said.
 */
export async function runTool({ binary, args, timeoutMs, signal, onOutput, onLine }: ToolRun): Promise<string> {
  signal?.throwIfAborted();
  const child = spawn(binary, args, {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { LC_ALL: 'C' },
  });
  lowerPriority(child.pid);
  const lines = new Lines(onLine);
  let failure: Error | undefined;
  const end = (reason: unknown) => {
    failure ??= reason instanceof Error ? reason : new Error(String(reason));
    child.kill('SIGKILL');
  };
  const stop = () => end(signal?.reason);
  const timer = setTimeout(
    () => end(new ToolFailed(`stopped after ${Math.round(timeoutMs / 1000)} s`, lines.tail)),
    timeoutMs,
  );
  signal?.addEventListener('abort', stop, { once: true });
  const guarded = (take: (chunk: Buffer) => void) => (chunk: Buffer) => {
    try {
      take(chunk);
    } catch (error) {
      end(error);
    }
  };
  child.stderr.on(
    'data',
    guarded((chunk) => lines.take(chunk)),
  );
  child.stdout.on(
    'data',
    guarded((chunk) => onOutput?.(chunk)),
  );
  try {
    const code = await new Promise<number | null>((closed, failed) => {
      child.once('error', failed);
      child.once('close', closed);
    });
    if (failure) throw failure;
    if (code !== 0) throw new ToolFailed(`ended with ${code ?? 'a signal'}`, lines.tail);
    return lines.tail;
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener('abort', stop);
  }
}

function lowerPriority(pid: number | undefined): void {
  try {
    if (pid) setPriority(pid, constants.priority.PRIORITY_BELOW_NORMAL);
  } catch {
    // Already gone, or the system does not let us: the work is done all the same.
  }
}

/** Cuts text into lines and keeps its end, whatever the length of a line. */
class Lines {
  tail = '';
  #open = '';

  constructor(private readonly onLine?: (line: string) => void) {}

  take(chunk: Buffer): void {
    const text = chunk.toString('utf8');
    this.tail = (this.tail + text).slice(-KEPT_CHARACTERS);
    if (!this.onLine) return;
    const parts = (this.#open + text).split(/[\r\n]+/);
    this.#open = (parts.pop() ?? '').slice(-KEPT_CHARACTERS);
    for (const line of parts) this.onLine(line);
  }
}
