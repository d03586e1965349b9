import { expect, test, vi } from 'vitest';
import { QueueTabs } from './queue-tabs.ts';

/** Tabs of one browser: what one posts, the others hear. */
function tabs(...names: string[]) {
  const listeners = new Map<string, (event: { data: unknown }) => void>();
  return names.map((tab) => {
    const onchanged = vi.fn();
    const attention = { mayWait: false };
    const channel = {
      postMessage: (data: unknown) => listeners.forEach((hear, other) => other !== tab && hear({ data })),
      addEventListener: (_: 'message', hear: (event: { data: unknown }) => void) => void listeners.set(tab, hear),
    };
    return {
      tab,
      onchanged,
      attention,
      tabs: new QueueTabs({ channel, tab, onchanged, mayWait: () => attention.mayWait }),
    };
  });
}

test('Q-05: a change is told to the other tabs, a position is not', () => {
  const [a, b, c] = tabs('a', 'b', 'c');
  a?.tabs.saved(false);
  expect(b?.onchanged).not.toHaveBeenCalled();
  a?.tabs.saved(true);
  expect([a, b, c].map((tab) => tab?.onchanged.mock.calls.length)).toEqual([0, 1, 1]);
});

test('Q-05: a tab that nobody looks at or listens to asks once, when somebody does', () => {
  const [a, b] = tabs('a', 'b');
  if (b) b.attention.mayWait = true;
  a?.tabs.saved(true);
  a?.tabs.saved(true);
  expect(b?.onchanged).not.toHaveBeenCalled();
  b?.tabs.attend();
  b?.tabs.attend();
  expect(b?.onchanged).toHaveBeenCalledTimes(1);
});
