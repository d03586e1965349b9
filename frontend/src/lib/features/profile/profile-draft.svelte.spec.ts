import { describe, expect, test } from 'vitest';
import { createApi } from '#lib/api/client.ts';
import type { Artist } from '#lib/api/contract.ts';
import { ProfileDraft, type ProfileStart } from './profile-draft.svelte.ts';

const suggestion = {
  display_name: 'Henrike Saal',
  bio: 'I play the viola badly.',
  avatar_url: 'https://cdn.example/h.jpg',
};
const nothing: ProfileStart = { own: null, suggestion: null, handle: 'henrike.example' };

function made(start: Partial<ProfileStart>, answer = () => new Response('{}')) {
  const sent: unknown[] = [];
  const api = createApi({
    baseUrl: '/api',
    fetch: async (request) => {
      sent.push(await request.clone().json());
      return answer();
    },
  });
  return { draft: new ProfileDraft(api, { ...nothing, ...start }), sent };
}

describe('AUTH-17: a profile begins', () => {
  test('with what the own server says', () => {
    const { draft } = made({ suggestion });
    expect([draft.name, draft.bio, draft.avatarUrl]).toEqual(Object.values(suggestion));
  });
  test('with the profile that is there already', () => {
    const own = { display_name: 'Glasshouse Weather', bio: null, avatar_url: null } as Artist;
    const { draft } = made({ own, suggestion });
    expect([draft.name, draft.bio, draft.avatarUrl]).toEqual(['Glasshouse Weather', '', '']);
  });
  test('with the first word of the handle when nobody knows more', () => {
    expect(made({}).draft.name).toBe('henrike');
  });
});

test('AUTH-17: what is empty is taken away, the rest is trimmed', async () => {
  const { draft, sent } = made({ suggestion });
  draft.name = ' Henrike ';
  draft.bio = draft.avatarUrl = ' ';
  await draft.save();
  expect(sent).toEqual([{ display_name: 'Henrike', bio: null, avatar_url: null }]);
});

test('a profile without a name is not sent', async () => {
  const { draft, sent } = made({ suggestion });
  draft.name = '  ';
  expect(await draft.save()).toBeNull();
  expect([sent, draft.errorOf('display_name')]).toEqual([[], 'a sleeve needs a name']);
});

test('the words of the server stand at their field, and the form is as it was', async () => {
  const refusal = {
    status: 422,
    code: 'request.invalid',
    detail: 'bio: must be at most 256 characters',
    errors: [{ path: 'bio', message: 'must be at most 256 characters', code: 'maxLength' }],
  };
  const { draft } = made({ suggestion }, () => new Response(JSON.stringify(refusal), { status: 422 }));
  expect(await draft.save()).toBeNull();
  expect(draft.errorOf('bio')).toBe('must be at most 256 characters');
  expect([draft.name, draft.saving]).toEqual(['Henrike Saal', false]);
});

test('the length of a bio is counted as people count', () => {
  const { draft } = made({});
  draft.bio = 'né 👩‍👩‍👧';
  expect(draft.bioLength).toBe(4);
});
