import { describe, expect, test, vi } from 'vitest';
import { createApi } from '../api/client.ts';
import { aTrack } from '../player/sample-track.ts';
import { Likes } from './likes.svelte.ts';
import { Toasts } from './toasts.svelte.ts';

const song = aTrack(7, { title: 'Boiler Hymn', is_liked: false, like_count: 87 });

function made({ signedIn = true }: { signedIn?: boolean | Promise<boolean> } = {}) {
  const sent: string[] = [];
  const answers: ((response: Response) => void)[] = [];
  const api = createApi({
    baseUrl: '/api',
    fetch: (request) => {
      sent.push(request.method);
      return new Promise((resolve) => answers.push(resolve));
    },
  });
  const toasts = new Toasts();
  const likes = new Likes({ api, toasts, maySave: () => signedIn, signInLink: () => '/login' });
  const settle = async (status = 200) => {
    await vi.waitFor(() => expect(answers.length).toBeGreaterThan(0));
    answers.shift()!(new Response('{}', { status }));
    await new Promise((resolve) => setTimeout(resolve));
  };
  return { likes, sent, toasts, settle };
}

describe('LIKE-07: likes', () => {
  test('show before the server has answered', () => {
    const { likes } = made();
    likes.toggle(song);
    expect(likes.of(song)).toEqual({ liked: true, count: 88 });
  });

  test('hold for every copy of the track, also one that counts the like already', () => {
    const { likes } = made();
    likes.toggle(song);
    expect(likes.of({ ...song, is_liked: true, like_count: 88 })).toEqual({ liked: true, count: 88 });
  });

  test('say what happened', async () => {
    const { likes, toasts, settle } = made();
    likes.toggle(song);
    await settle();
    expect(toasts.items).toMatchObject([{ kind: 'success', text: 'liked Boiler Hymn' }]);
  });

  test('go back and say why when they are refused', async () => {
    const { likes, toasts, settle } = made();
    likes.toggle(song);
    await settle(503);
    expect(likes.of(song)).toEqual({ liked: false, count: 87 });
    expect(toasts.items[0]).toMatchObject({
      kind: 'error',
      text: expect.stringContaining('could not be liked') as string,
    });
  });

  test('pressed three times quickly, end liked with one request at a time', async () => {
    const { likes, sent, settle } = made();
    likes.toggle(song);
    likes.toggle(song);
    likes.toggle(song);
    expect(sent).toEqual(['POST']);
    await settle();
    expect(sent).toEqual(['POST']);
    expect(likes.of(song).liked).toBe(true);
  });

  test('taken back while the first request is under way, follow it with the second', async () => {
    const { likes, sent, settle } = made();
    likes.toggle(song);
    likes.toggle(song);
    await settle();
    await settle();
    expect(sent).toEqual(['POST', 'DELETE']);
    expect(likes.of(song)).toEqual({ liked: false, count: 87 });
  });

  test('can be taken back later from a list that was fetched before', async () => {
    const { likes, sent, settle } = made();
    likes.toggle(song);
    await settle();
    likes.toggle(song);
    await settle();
    expect(sent).toEqual(['POST', 'DELETE']);
    expect(likes.of(song)).toEqual({ liked: false, count: 87 });
  });

  test('give way to a list that was asked for after they were saved, such as one without a like taken back elsewhere', async () => {
    const { likes, settle } = made();
    const early = performance.now();
    likes.toggle(song);
    likes.learn([song], performance.now());
    expect(likes.of(song).liked).toBe(true);
    await settle();
    likes.learn([song], early);
    expect(likes.of(song).liked).toBe(true);
    likes.learn([{ ...song, like_count: 90 }], performance.now());
    expect(likes.of({ ...song, like_count: 90 })).toEqual({ liked: false, count: 90 });
    // a list that was read before is not believed again
    expect(likes.of({ ...song, is_liked: true, like_count: 88 })).toEqual({ liked: false, count: 87 });
  });

  test('are told to whoever keeps copies, also when they are taken back', async () => {
    const { likes, settle } = made();
    const told: boolean[] = [];
    likes.onchange(({ liked }) => told.push(liked));
    likes.toggle(song);
    expect(told).toEqual([true]);
    await settle(503);
    expect(told).toEqual([true, false]);
  });

  test('of a guest are a question', () => {
    const { likes, sent, toasts } = made({ signedIn: false });
    likes.toggle(song);
    expect(sent).toEqual([]);
    expect(likes.of(song).liked).toBe(false);
    expect(toasts.items).toMatchObject([{ link: { href: '/login' } }]);
  });

  test('pressed before it is known who listens, wait for that and ask nobody to sign in', async () => {
    let known = (answer: boolean): void => void answer;
    const { likes, sent, toasts } = made({ signedIn: new Promise((resolve) => (known = resolve)) });
    likes.toggle(song);
    expect([sent, toasts.items]).toEqual([[], []]);
    known(true);
    await vi.waitFor(() => expect(sent).toEqual(['POST']));
    expect(likes.of(song).liked).toBe(true);
  });

  test('CON-03: of a track without a record are not sent, and it is said why', () => {
    const { likes, sent, toasts } = made();
    likes.toggle({ ...song, atproto_record_cid: null });
    expect(sent).toEqual([]);
    expect(likes.of(song).liked).toBe(false);
    expect(toasts.items[0]?.text).toContain('cannot be liked yet');
  });
});
