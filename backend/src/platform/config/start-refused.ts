/**
 * The process does not start, for a reason that whoever starts it can remove. Its message is all they are told, so it
 * says what is wrong and where to look.
 */
export class StartRefused extends Error {}

/** What to print when a start failed: a sentence where we know the reason, else all there is. */
export function startFailure(error: unknown): unknown {
  return error instanceof StartRefused ? error.message : error;
}
