import { cleanup, fireEvent, render, screen } from '@testing-library/svelte';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { App } from '#lib/state/app.svelte.ts';
import CoverField from './CoverField.svelte';
import { pictureLimits } from './picture-limits.ts';

beforeEach(() => {
  // a browser has them, and jsdom does not
  URL.createObjectURL = () => 'blob:plyr';
  URL.revokeObjectURL = () => undefined;
});
afterEach(() => {
  cleanup();
  vi.restoreAllMocks();
});

const current = { image_url: null, thumbnail_url: null };
const LIMITS = { supported_images: ['.jpg'], max_image_size_mb: 1 };

test('the picture of a form is not lost when nobody says what may be sent: that is said, and asked again', async () => {
  let fails = true;
  const config = () => (fails ? Promise.reject(new Error('no answer')) : Promise.resolve(LIMITS));
  const limits = pictureLimits({ config } as unknown as App);
  void limits.read();
  render(CoverField, { file: null, current, limits });
  expect((await screen.findByRole('alert')).textContent).toContain('a picture cannot be chosen now.');
  fails = false;
  await fireEvent.click(screen.getByRole('button', { name: 'retry' }));

  const field = await screen.findByLabelText('choose artwork');
  expect(field.getAttribute('accept')).toBe('image/*');
  const photo = new File(['x'], 'IMG_1.heic', { type: 'image/jpeg' });
  await fireEvent.change(field, { target: { files: [photo] } });
  expect(await screen.findByRole('button', { name: 'remove artwork' })).toBeDefined();
});
