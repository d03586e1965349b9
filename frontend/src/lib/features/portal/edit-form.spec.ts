import { expect, test } from 'vitest';
import { editForm } from './edit-form.ts';

const cover = new File(['x'], 'cover.png', { type: 'image/png' });

test('TRK-04: a new cover goes with the other changes, lists as JSON', () => {
  const form = editForm({ title: 'Louvre', tags: ['tape', 'organ'], features: [], album: '' }, cover);
  expect(Object.fromEntries(form)).toMatchObject({
    title: 'Louvre',
    tags: '["tape","organ"]',
    features: '[]',
    album: '',
  });
  expect(form.get('image')).toMatchObject({ name: 'cover.png' });
});
test('what stays as it is does not go along', () => {
  expect([...editForm({ description: undefined }, cover).keys()]).toEqual(['image']);
});
