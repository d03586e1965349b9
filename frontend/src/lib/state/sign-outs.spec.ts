import { expect, test, vi } from 'vitest';
import type { TabChannel } from '../player/tabs.ts';
import { SignOuts } from './sign-outs.ts';

/** Tabs of one browser; none hears itself. */
function tabs(...listeners: ((did: string) => void)[]): SignOuts[] {
  const heard: ((event: { data: unknown }) => void)[] = [];
  return listeners.map((listener, own) => {
    const channel: TabChannel = {
      postMessage: (data) => heard.forEach((hear, index) => index !== own && hear({ data: structuredClone(data) })),
      addEventListener: (_type, hear) => void (heard[own] = hear),
    };
    return new SignOuts(listener, channel);
  });
}

test('P-SEC-14: a sign-out is told to every other tab', () => {
  const [here, there] = [vi.fn(), vi.fn()];
  const [first] = tabs(here, there);
  first?.tell('did:plc:ada');
  expect([here.mock.calls, there.mock.calls]).toEqual([[], [['did:plc:ada']]]);
});

test('what else is said there is nobody’s sign-out', () => {
  const listener = vi.fn();
  const hears: ((event: { data: unknown }) => void)[] = [];
  new SignOuts(listener, { postMessage: vi.fn(), addEventListener: (_type, hear) => void hears.push(hear) });
  for (const data of [null, 'signed-out', { type: 'signed-out' }, { did: 'did:plc:ada' }]) hears[0]?.({ data });
  expect(listener).not.toHaveBeenCalled();
});
