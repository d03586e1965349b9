/** Above this a phone is likely to be interrupted (UP-17). */
export const LARGE_FOR_PHONE_BYTES = 50 * 1024 * 1024;

/** What ended an upload: it was stopped on the way, refused or lost by the server, or nothing was heard of it any more. */
export type FailureKind = 'interrupted' | 'refused' | 'timed-out';

/** A word of warning before a large file is sent from a phone; null when there is no need. */
export function largeFileWarning(sizeBytes: number, onPhone: boolean): string | null {
  if (!onPhone || sizeBytes <= LARGE_FOR_PHONE_BYTES) return null;
  const megabytes = Math.round(sizeBytes / 1024 / 1024);
  return `${megabytes} MB is much for a phone: keep this page open and the screen on, best on wi-fi.`;
}

/** The server does not know the listener any more. */
export const SIGNED_OUT = 'you are signed out. what was sent and written is kept: sign in and choose the file again.';

/** What went wrong, saying first what is safe. `reason` is the server's own sentence, when it said one. */
export function failureText(kind: FailureKind, percent: number, reason: string | null, onPhone: boolean): string {
  if (kind === 'refused') return reason ?? 'the file arrived, but the server could not make a track of it.';
  if (kind === 'timed-out') {
    return 'the file arrived, but the server has been silent for a while. it may still finish: look in your portal.';
  }
  const safe = `what was sent is safe (${Math.floor(percent)} %).`;
  return onPhone
    ? `${safe} the connection broke: keep the page open and the screen on, then try again.`
    : `${safe} the connection broke; try again to go on from there.`;
}
