import { expect, test } from '@jest/globals';
import { setImmediate as soon } from 'node:timers/promises';
import sharp from 'sharp';
import { renderImage } from './renderer.js';

test('P-UP-14: however many pictures arrive, two are decoded at once', async () => {
  const picture = await sharp({ create: { width: 1500, height: 1500, channels: 3, background: 'red' } })
    .png()
    .toBuffer();
  let isDone = false;
  const rendered = Promise.all(Array.from({ length: 8 }, () => renderImage(picture))).finally(() => (isDone = true));
  let most = 0;
  while (!isDone) {
    const { queue, process } = sharp.counters();
    most = Math.max(most, queue + process);
    await soon();
  }
  expect(await rendered).toHaveLength(8);
  expect(most).toBeGreaterThan(0);
  // The library still counts what has just ended while the next one begins; all at once it would be eight.
  expect(most).toBeLessThanOrEqual(4);
});
