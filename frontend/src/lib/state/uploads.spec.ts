import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { aFile, FakeTransport, problem } from './uploads/fake-transport.ts';
import { Interrupted, NoAnswer } from './uploads/transport.ts';
import type { UploadToastOptions } from './uploads/news.ts';
import { Uploads } from './uploads.svelte.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const settle = (ms = 10) => vi.advanceTimersByTimeAsync(ms);

/** Toasts as a list of what is read on each. */
class FakeToasts {
  readonly shown: { kind: string; text: string; link?: UploadToastOptions['link'] }[] = [];
  show(kind: 'info' | 'success' | 'error', text: string, options: UploadToastOptions = {}): number {
    this.shown.push({ kind, text, link: options.link });
    return this.shown.length - 1;
  }
  dismiss(id: number): void {
    this.shown.splice(id, 1);
  }
  update(id: number, text: string, change: UploadToastOptions & { kind?: string } = {}): number {
    this.shown[id] = { kind: change.kind ?? 'info', text, link: change.link };
    return id;
  }
}

function uploading({ onPhone = false } = {}) {
  const transport = new FakeTransport();
  const toasts = new FakeToasts();
  const completed: number[] = [];
  const uploads = new Uploads({ transport, toasts, onPhone, oncompleted: (trackId) => completed.push(trackId) });
  return { transport, toasts, uploads, completed };
}

describe('the way of a track', () => {
  test('UP-06, UP-12: sent with a percentage, then followed phase by phase to its page', async () => {
    const { transport, toasts, uploads, completed } = uploading();
    const upload = uploads.start(aFile('hymn.flac'), { title: 'Boiler Hymn' });
    await settle();
    transport.sending[0]?.(420);
    expect(upload).toMatchObject({ status: 'sending', phase: 'upload', percent: 42 });
    expect(toasts.shown).toMatchObject([{ kind: 'info', text: 'sending Boiler Hymn, 42 %' }]);

    transport.arrive();
    await settle();
    expect(transport.calls).toEqual(['check', 'send', 'create', 'forget', 'watch']);
    transport.tell({ phase: 'transcode', server_progress_pct: 63, message: 'converting to mp3...' });
    expect(upload).toMatchObject({ status: 'processing', phase: 'transcode', percent: 63 });
    expect(toasts.shown[0]?.text).toBe('Boiler Hymn: converting to mp3... 63 %');

    transport.tell({ status: 'completed', phase: 'completed', track_id: 12 });
    await settle();
    expect(upload).toMatchObject({ status: 'completed', trackId: 12 });
    expect(completed).toEqual([12]);
  });

  test('UP-12: one toast is changed in place, and the good news with its link comes exactly once', async () => {
    const { transport, toasts, uploads, completed } = uploading();
    uploads.start(aFile('a.flac'), { title: 'a' });
    await settle();
    transport.arrive();
    await settle();
    transport.tell({ phase: 'database' });
    transport.tell({ status: 'completed', track_id: 12 });
    await settle();
    expect(toasts.shown).toEqual([
      { kind: 'success', text: 'a is up', link: { label: 'view track', href: '/track/12' } },
    ]);
    expect(completed).toEqual([12]);
  });

  test('P-UP-09: all bytes sent is not the end', async () => {
    const { transport, uploads } = uploading();
    const upload = uploads.start(aFile('a.flac'), { title: 'a' });
    await settle();
    transport.sending[0]?.(1000);
    expect(upload).toMatchObject({ status: 'sending', percent: 100, over: false });
  });

  test('UP-21: the form is filled in while the bytes travel, and no toast lies over it', async () => {
    const { transport, toasts, uploads } = uploading();
    const upload = uploads.begin(aFile('a.flac'));
    await settle();
    transport.arrive();
    await settle();
    expect(transport.calls).not.toContain('create');
    expect(toasts.shown).toEqual([]);
    void upload.publish({ title: 'named later', tags: ['tape'] });
    await settle();
    expect(transport.forms).toEqual([{ title: 'named later', tags: ['tape'] }]);
    expect(transport.calls.filter((call) => call === 'send')).toHaveLength(1);
  });

  test('leaving the page matters while bytes travel, and no longer when the server has accepted', async () => {
    const { transport, uploads } = uploading();
    uploads.start(aFile('a.flac'), { title: 'a' });
    await settle();
    expect(uploads.needPage).toBe(true);
    transport.arrive();
    await settle();
    expect(uploads.needPage).toBe(false);
  });
});

describe('what may go wrong', () => {
  test('UP-13, P-UP-12: an expired session is noticed before a byte is sent', async () => {
    const { transport, uploads } = uploading();
    transport.failures.check = [problem(401, 'auth.session_expired', 'session_expired: please sign in again')];
    const upload = uploads.start(aFile('a.flac'), { title: 'a' });
    await settle();
    expect(transport.calls).toEqual(['check']);
    expect(upload).toMatchObject({ status: 'failed', failure: 'refused', errorCode: 'auth.session_expired' });
    expect(upload.error).toContain('sign in and choose the file again');
  });

  test('UP-13: publish says whether it worked, so that the form is kept after a failure', async () => {
    const { transport, uploads } = uploading();
    const upload = uploads.begin(aFile('a.flac'));
    await settle();
    transport.arrive();
    transport.failures.create = [problem(422, 'request.invalid', 'title must not be empty')];
    await expect(upload.publish({ title: '' })).resolves.toBe(false);
    expect(upload.error).toBe('title must not be empty');

    const again = upload.publish({ title: 'a' });
    await settle();
    transport.tell({ status: 'completed', track_id: 3 });
    await expect(again).resolves.toBe(true);
    expect(transport.calls.filter((call) => call === 'send')).toHaveLength(1);
  });

  test('UP-17: a broken line says what is safe, and trying again goes on', async () => {
    const { transport, toasts, uploads } = uploading();
    transport.failures.send = [new Interrupted()];
    const upload = uploads.start(aFile('a.flac'), { title: 'a' });
    await settle();
    expect(upload).toMatchObject({ status: 'failed', failure: 'interrupted' });
    expect(toasts.shown[0]).toMatchObject({ kind: 'error', link: { label: 'try again' } });
    toasts.shown[0]?.link?.onselect?.();
    await settle();
    expect(upload).toMatchObject({ status: 'sending', error: null });
  });

  test('the network coming back goes on with what it broke, and with nothing else', async () => {
    const { transport, uploads } = uploading();
    transport.failures.send = [new Interrupted()];
    const broken = uploads.start(aFile('a.flac'), { title: 'a' });
    await settle();
    transport.failures.send = [problem(413, 'uploads.too_large', 'file too large (max 1536MB)')];
    const refused = uploads.start(aFile('b.flac'), { title: 'b' });
    await settle();
    uploads.resume();
    await settle();
    expect([broken.status, refused.status]).toEqual(['sending', 'failed']);
  });

  test('UP-07: a failure of the job is told in its own words, and a further try sends anew', async () => {
    const { transport, uploads } = uploading();
    const upload = uploads.start(aFile('a.flac'), { title: 'a' });
    await settle();
    transport.arrive();
    await settle();
    transport.tell({ status: 'failed', error: 'duplicate upload: track already exists (id: 7)' });
    await settle();
    expect(upload).toMatchObject({ failure: 'refused', error: 'duplicate upload: track already exists (id: 7)' });
    void upload.retry();
    await settle();
    expect(transport.calls.filter((call) => call === 'send')).toHaveLength(2);
  });

  test('UP-17: a server that falls silent is asked again later, without sending anew', async () => {
    const { transport, uploads } = uploading();
    transport.failures.watch = [new NoAnswer()];
    const upload = uploads.start(aFile('a.flac'), { title: 'a' });
    await settle();
    transport.arrive();
    await settle();
    expect(upload).toMatchObject({ status: 'failed', failure: 'timed-out' });
    const again = upload.retry();
    await settle();
    transport.tell({ status: 'completed', track_id: 5 });
    await expect(again).resolves.toBe(true);
    expect(transport.calls.filter((call) => call === 'send' || call === 'create')).toEqual(['send', 'create']);
  });
});

describe('UP-13: an answer that was lost', () => {
  const lost = () => problem(0, 'network.unreachable', 'plyr.fm could not be reached.');
  const gone = () => problem(404, 'uploads.staged_missing', 'these bytes are not waiting any more');

  test('is asked for: what was accepted is followed, and not made twice', async () => {
    const { transport, uploads } = uploading();
    transport.failures.create = [lost()];
    transport.accepted.push('staged-a.flac');
    const upload = uploads.start(aFile('a.flac'), { title: 'a' });
    await settle();
    transport.arrive();
    await settle();
    expect(transport.calls.slice(2)).toEqual(['create', 'isAccepted', 'forget', 'watch']);
    transport.tell({ status: 'completed', track_id: 4 });
    await settle();
    expect(upload).toMatchObject({ status: 'completed', uploadId: 'staged-a.flac', trackId: 4 });
  });

  test('and a further try that finds the bytes taken follows them too', async () => {
    const { transport, uploads } = uploading();
    transport.failures.create = [lost(), gone()];
    const upload = uploads.start(aFile('a.flac'), { title: 'a' });
    await settle();
    transport.arrive();
    await settle();
    expect(upload).toMatchObject({ status: 'failed', failure: 'interrupted' });
    transport.accepted.push('staged-a.flac');
    void upload.retry();
    await settle();
    expect(upload).toMatchObject({ status: 'processing', error: null });
  });

  test('bytes that are really gone are said to be, and are sent anew', async () => {
    const { transport, uploads } = uploading();
    transport.failures.create = [gone()];
    const upload = uploads.start(aFile('a.flac'), { title: 'a' });
    await settle();
    transport.arrive();
    await settle();
    expect(upload).toMatchObject({ failure: 'refused', error: 'these bytes are not waiting any more' });
    void upload.retry();
    await settle();
    expect(transport.calls.filter((call) => call === 'send')).toHaveLength(2);
  });

  test('trying again twice is one try, and is shown at once', async () => {
    const { transport, uploads } = uploading();
    transport.failures.create = [lost()];
    const upload = uploads.start(aFile('a.flac'), { title: 'a' });
    await settle();
    transport.arrive();
    await settle();
    const both = [upload.retry(), upload.retry()];
    expect(upload).toMatchObject({ status: 'waiting', error: null });
    await settle();
    expect(transport.calls.filter((call) => call === 'create')).toHaveLength(2);
    transport.tell({ status: 'completed', track_id: 4 });
    await expect(Promise.all(both)).resolves.toEqual([true, true]);
  });
});

describe('what was taken away is not sent', () => {
  test('while it waits for its turn', async () => {
    const { transport, uploads } = uploading();
    const [, , third] = ['a', 'b', 'c'].map((name) => uploads.begin(aFile(`${name}.flac`)));
    await settle();
    if (third) uploads.remove(third);
    transport.arrive();
    await settle();
    expect(transport.calls).toEqual(['check', 'check', 'send', 'send']);
  });

  test('while the server is asked who is there', async () => {
    const { transport, uploads } = uploading();
    let answer = (): void => undefined;
    transport.check = () => new Promise<void>((resolve) => (answer = resolve));
    const upload = uploads.begin(aFile('a.flac'));
    await settle();
    uploads.remove(upload);
    answer();
    await settle();
    expect(transport.calls).not.toContain('send');
  });

  test('while it waits for a place at the server', async () => {
    const { transport, uploads } = uploading();
    transport.failures.send = [problem(429, 'rate.limited', 'too many', 20)];
    const upload = uploads.begin(aFile('a.flac'));
    await settle();
    uploads.remove(upload);
    await settle(30_000);
    expect(transport.calls.filter((call) => call === 'send')).toHaveLength(1);
  });
});

describe('many at once', () => {
  test('UP-19: two files travel at a time, the third follows', async () => {
    const { transport, uploads } = uploading();
    for (const name of ['a', 'b', 'c']) uploads.start(aFile(`${name}.flac`), { title: name });
    await settle();
    expect(uploads.items.map((upload) => upload.status)).toEqual(['sending', 'sending', 'waiting']);
    transport.arrive();
    await settle();
    expect(uploads.items.map((upload) => upload.status)).toEqual(['processing', 'sending', 'sending']);
  });

  test('UP-19: a busy server is asked again after the time it named', async () => {
    const { transport, uploads } = uploading();
    transport.failures.create = [
      problem(429, 'rate.limited', 'too many', 20),
      problem(503, 'service.unavailable', 'full', 3),
    ];
    const upload = uploads.start(aFile('a.flac'), { title: 'a' });
    await settle();
    transport.arrive();
    await settle(19_900);
    expect(upload).toMatchObject({ status: 'waiting', message: 'waiting for a place' });
    expect(transport.calls.filter((call) => call === 'create')).toHaveLength(1);
    await settle(4_000);
    expect(upload.status).toBe('processing');
  });

  test('UP-19: a wait of more than two minutes is not waited for', async () => {
    const { transport, uploads } = uploading();
    transport.failures.send = [problem(429, 'uploads.quota', 'ten uploads an hour. come back in 50 minutes', 3000)];
    const upload = uploads.start(aFile('a.flac'), { title: 'a' });
    await settle();
    expect(upload).toMatchObject({ failure: 'refused', error: 'ten uploads an hour. come back in 50 minutes' });
  });

  test('UP-20: a reloaded page finds its uploads again, each once', async () => {
    const { transport, toasts, uploads } = uploading();
    transport.left = [{ uploadId: 'u1', title: 'Boiler Hymn' }];
    await uploads.findRunning();
    await uploads.findRunning();
    await settle();
    expect(uploads.active).toHaveLength(1);
    transport.tell({ status: 'completed', track_id: 9 });
    await settle();
    expect(toasts.shown).toMatchObject([{ text: 'Boiler Hymn is up', link: { href: '/track/9' } }]);
  });

  test('AUTH-12: when somebody else is here, what the last one sent is neither followed nor spoken of', async () => {
    const { transport, toasts, uploads } = uploading();
    uploads.start(aFile('a.flac'), { title: 'a' });
    await settle();
    transport.sending[0]?.(420);
    uploads.clear();
    transport.sending[0]?.(900);
    await settle();
    expect([uploads.items, toasts.shown]).toEqual([[], []]);
  });
});
