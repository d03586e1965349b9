import { expect, test } from 'vitest';
import { createApi } from '#lib/api/client.ts';
import { albumSuggestions, cleanHandle, cleanTag, Suggestions } from './suggestions.ts';

test('TAG-01: tags that begin like this are offered, with how much they hold', async () => {
  let asked = '';
  const api = createApi({
    baseUrl: '/api',
    fetch: (request) => {
      asked = new URL(request.url).search;
      return Promise.resolve(new Response(JSON.stringify([{ name: 'dub techno', track_count: 1 }])));
    },
  });
  expect(await new Suggestions({ api }).tags(' #Dub')).toEqual([{ value: 'dub techno', note: '1 track' }]);
  expect(asked).toBe('?q=dub&limit=8');
});

test("one's own albums are offered by any part of their title, but not the one that stands there", () => {
  const titles = ['Concrete Botany', 'Heat Index', 'Condensation Studies'];
  expect(albumSuggestions(titles, 'con').map(({ value }) => value)).toEqual([
    'Concrete Botany',
    'Condensation Studies',
  ]);
  expect(albumSuggestions(titles, 'Heat Index')).toEqual([]);
});

test('a tag is lower case, without a sign in front', () =>
  expect(cleanTag(' #Field  Recording ')).toBe('field recording'));
test.each(['@Ada.Example', 'at://ada.example', ' ada.example '])('%s is the handle ada.example', (text) =>
  expect(cleanHandle(text)).toBe('ada.example'),
);
