import { describe, expect, test } from 'vitest';
import type { Track } from '#lib/api/contract.ts';
import { TrackDraft } from './track-draft.svelte.ts';

const track = {
  title: 'Heat Index',
  album: { title: 'Concrete Botany' },
  features: [{ handle: 'ada.example' }],
  tags: ['dub techno', 'summer'],
  description: null,
  visibility: 'public',
} as Track;
const picture = new File(['x'], 'cover.png');

describe('TRK-04: an edit', () => {
  test('of nothing changes nothing', () => expect(TrackDraft.of(track).changes(track)).toEqual({}));

  test('holds only what differs, trimmed', () => {
    const draft = TrackDraft.of(track);
    draft.title = ' Heat Index II ';
    draft.description = 'with the fan';
    expect(draft.changes(track)).toEqual({ title: 'Heat Index II', description: 'with the fan' });
  });

  test('takes a track off its album', () => {
    const draft = TrackDraft.of(track);
    draft.album = '';
    expect(draft.changes(track)).toEqual({ album: '' });
  });

  test('replaces tags and guests as a whole', () => {
    const draft = TrackDraft.of(track);
    draft.tags = ['summer'];
    draft.features = [];
    draft.visibility = 'unlisted';
    expect(draft.changes(track)).toEqual({ tags: ['summer'], features: [], visibility: 'unlisted' });
  });

  test('removes a cover, unless another takes its place', () => {
    const draft = TrackDraft.of(track);
    draft.removeImage = true;
    expect(draft.changes(track)).toEqual({ remove_image: true });
    draft.image = picture;
    expect(draft.changes(track)).toEqual({});
  });
});

test('UP-01: a form carries all that was filled in', () => {
  const draft = TrackDraft.of(track);
  draft.title = ' Louvre ';
  draft.image = picture;
  expect(draft.form()).toEqual({
    title: 'Louvre',
    album: 'Concrete Botany',
    features: ['ada.example'],
    tags: ['dub techno', 'summer'],
    description: '',
    visibility: 'public',
    image: picture,
  });
});

test('a draft says at the fields what is missing or too much', () => {
  const draft = new TrackDraft();
  draft.description = 'x'.repeat(5001);
  expect(draft.check()).toBe(false);
  expect(draft.errors).toEqual({ title: 'a track needs a title', description: 'at most 5000 characters' });
  draft.take({ title: 'Louvre', description: 'x'.repeat(5000) });
  expect([draft.check(), draft.errors]).toEqual([true, {}]);
});

test('words outlive the page', () => {
  const words = JSON.parse(JSON.stringify(TrackDraft.of(track).words())) as object;
  const draft = new TrackDraft();
  draft.take(words);
  expect(draft.words()).toEqual(TrackDraft.of(track).words());
});
