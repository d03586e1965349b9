import { expect, test, vi } from 'vitest';
import { createApi } from '../api/client.ts';
import { Waveforms } from './waveforms.svelte.ts';

const tracks = [1, 2, 3, 4].map((id) => ({ id, file_id: `file-${id}` }));

function made() {
  const asked: string[] = [];
  const answers: ((response: Response) => void)[] = [];
  const api = createApi({
    baseUrl: '/api',
    fetch: ({ url }) => {
      asked.push(url.replace(/.*tracks\//, ''));
      return new Promise((resolve) => answers.push(resolve));
    },
  });
  const answer = async (status = 200) => {
    answers.shift()!(new Response(JSON.stringify({ bins: 800, peaks: [1, 2], loudness_lufs: null }), { status }));
    await new Promise((resolve) => setTimeout(resolve));
  };
  return { waveforms: new Waveforms(api), asked, answer };
}

test('two are fetched at a time, the others wait for their turn', async () => {
  const { waveforms, asked, answer } = made();
  for (const track of tracks) waveforms.want(track);
  await vi.waitFor(() => expect(asked).toEqual(['1/waveform', '2/waveform']));
  await answer();
  await vi.waitFor(() => expect(asked).toHaveLength(3));
  expect(waveforms.of(tracks[0]!)).toEqual([1, 2]);
});

test('what left the view before its turn is not fetched', async () => {
  const { waveforms, asked, answer } = made();
  for (const track of tracks) waveforms.want(track);
  waveforms.unwant(tracks[2]!);
  await vi.waitFor(() => expect(asked).toHaveLength(2));
  await answer();
  await vi.waitFor(() => expect(asked).toEqual(['1/waveform', '2/waveform', '4/waveform']));
});

test('one is fetched once, however often it comes into view', async () => {
  const { waveforms, asked, answer } = made();
  waveforms.want(tracks[0]!);
  waveforms.want(tracks[0]!);
  await vi.waitFor(() => expect(asked).toHaveLength(1));
  await answer();
  waveforms.want(tracks[0]!);
  expect(asked).toHaveLength(1);
});

test.each([429, 503])(
  'after %i it is asked for again when it next comes into view, and not by itself',
  async (status) => {
    const { waveforms, asked, answer } = made();
    const [track] = tracks;
    waveforms.want(track!);
    await vi.waitFor(() => expect(asked).toHaveLength(1));
    await answer(status);
    expect(asked).toHaveLength(1);
    waveforms.want(track!);
    await vi.waitFor(() => expect(asked).toHaveLength(2));
    await answer();
    expect(waveforms.of(track!)).toEqual([1, 2]);
  },
);

test('one that is not there is asked for once', async () => {
  const { waveforms, asked, answer } = made();
  waveforms.want(tracks[0]!);
  await vi.waitFor(() => expect(asked).toHaveLength(1));
  await answer(404);
  waveforms.want(tracks[0]!);
  expect(asked).toHaveLength(1);
});

test('a failure leaves the others their turn', async () => {
  const { waveforms, asked, answer } = made();
  for (const track of tracks) waveforms.want(track);
  await vi.waitFor(() => expect(asked).toHaveLength(2));
  await answer(500);
  await vi.waitFor(() => expect(asked).toHaveLength(3));
  expect(waveforms.of(tracks[0]!)).toBeNull();
});
