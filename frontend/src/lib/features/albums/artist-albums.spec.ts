import { cleanup, fireEvent, render, screen } from '@testing-library/svelte';
import { createRawSnippet } from 'svelte';
import { afterEach, expect, test } from 'vitest';
import { createApi } from '#lib/api/client.ts';
import { albumsOf } from './albums-of.ts';
import ArtistAlbums from './ArtistAlbums.svelte';

const rain = { id: 'r', title: 'Rain', slug: 'rain', track_count: 3, image_url: null, thumbnail_url: null };
const page = (...albums: object[]) => JSON.stringify({ albums, next_cursor: null, has_more: false });
const none = createRawSnippet(() => ({ render: () => '<p>no record yet</p>' }));

/** Shows the albums of somebody whose server answers like this, one after the other. */
function shown(...answers: Response[]) {
  const api = createApi({
    baseUrl: 'http://plyr.test',
    fetch: () => Promise.resolve(answers.shift() ?? new Response('', { status: 503 })),
  });
  render(ArtistAlbums, { albums: albumsOf(api, 'ada.test'), handle: 'ada.test', what: 'your albums', none });
}
afterEach(cleanup);

test('while nothing is known the place is kept, and nobody is told that there is nothing', async () => {
  shown(new Response(page(rain)));
  expect(screen.getByRole('status', { name: 'loading your albums' })).toBeDefined();
  expect(screen.queryByText('no record yet')).toBeNull();
  expect((await screen.findByRole('link', { name: /Rain/ })).getAttribute('href')).toBe('/u/ada.test/album/rain');
  expect(screen.queryByRole('status', { name: 'loading your albums' })).toBeNull();
});

test('none is none only when the server says so', async () => {
  shown(new Response(page()));
  expect(await screen.findByText('no record yet')).toBeDefined();
});

test('a failure is said, is no emptiness, and can be tried again', async () => {
  shown(new Response('', { status: 503 }), new Response(page(rain)));
  expect((await screen.findByRole('alert')).textContent).toContain('your albums could not be loaded.');
  expect(screen.queryByText('no record yet')).toBeNull();
  await fireEvent.click(screen.getByRole('button', { name: 'retry' }));
  expect(await screen.findByRole('link', { name: /Rain/ })).toBeDefined();
  expect(screen.queryByRole('alert')).toBeNull();
});
