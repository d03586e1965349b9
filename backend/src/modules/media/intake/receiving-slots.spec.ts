import { expect, test } from '@jest/globals';
import { setImmediate as soon } from 'node:timers/promises';
import type { Settings } from '../../../platform/config/index.js';
import { ReceivingSlots } from './receiving-slots.js';

const slots = () => new ReceivingSlots({ uploadConcurrency: 3, uploadUserConcurrency: 2 } as Settings);

/** Bodies that arrive until they are let go. */
class Bodies {
  readonly begun: string[] = [];
  readonly #ends = new Map<string, () => void>();

  constructor(private readonly places: ReceivingSlots) {}

  async arrive(owner: string, name: string): Promise<void> {
    void this.places.hold(owner, () => {
      this.begun.push(name);
      return new Promise<void>((end) => this.#ends.set(name, end));
    });
    await soon();
  }

  async end(name: string): Promise<void> {
    this.#ends.get(name)?.();
    await soon();
  }
}

test('UP-19: nobody takes all places, and who waits for their own lets others pass', async () => {
  const bodies = new Bodies(slots());
  for (const name of ['a1', 'a2', 'a3']) await bodies.arrive('alice', name);
  expect(bodies.begun).toEqual(['a1', 'a2']);
  for (const name of ['b1', 'b2']) await bodies.arrive('bob', name);
  expect(bodies.begun).toEqual(['a1', 'a2', 'b1']);
  await bodies.end('b1');
  expect(bodies.begun.at(-1)).toBe('b2');
  await bodies.end('a1');
  expect(bodies.begun.at(-1)).toBe('a3');
});

test('UP-19: who waits too long is told so, and takes no place later', async () => {
  const places = slots();
  const bodies = new Bodies(places);
  for (const name of ['a1', 'a2']) await bodies.arrive('alice', name);
  await expect(places.hold('alice', async () => 'in', 1)).rejects.toMatchObject({ code: 'service.unavailable' });
  await bodies.end('a1');
  await expect(places.hold('alice', async () => 'in', 1)).resolves.toBe('in');
});

test('a failure gives its place back', async () => {
  const places = slots();
  const failing = () => places.hold('alice', () => Promise.reject(new Error('cut')), 1);
  for (let n = 0; n < 4; n++) await expect(failing()).rejects.toThrow('cut');
});
