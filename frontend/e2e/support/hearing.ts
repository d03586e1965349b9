import { expect, type Page } from '@playwright/test';

/** What one audio element of the page does. */
export interface Sound {
  url: string;
  /** Seconds. */
  at: number;
  duration: number;
}

declare global {
  interface Window {
    audioElements?: HTMLAudioElement[];
  }
}

/** Before the page loads: keeps its audio elements in sight, which stand in no document. */
export async function listenTo(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const elements: HTMLAudioElement[] = [];
    window.audioElements = elements;
    window.Audio = new Proxy(window.Audio, {
      construct(target, args: ConstructorParameters<typeof Audio>) {
        const element = new target(...args);
        elements.push(element);
        return element;
      },
    });
  });
}

/** Everything that sounds right now. */
export async function sounds(page: Page): Promise<Sound[]> {
  return page.evaluate(() =>
    (window.audioElements ?? [])
      .filter((element) => !element.paused && element.readyState > 2)
      .map(({ currentSrc, currentTime, duration }) => ({ url: currentSrc, at: currentTime, duration })),
  );
}

/** Waits until exactly one thing sounds and its time goes on, and answers what it is. */
export async function untilItSounds(page: Page): Promise<Sound> {
  await expect.poll(async () => (await sounds(page))[0]?.at ?? 0, { message: 'something sounds' }).toBeGreaterThan(0);
  const [first] = await sounds(page);
  if (!first) throw new Error('the sound stopped at once');
  await expect
    .poll(async () => (await sounds(page)).map(({ url, at }) => url === first.url && at > first.at), {
      message: 'its time goes on, and nothing else sounds',
    })
    .toEqual([true]);
  return first;
}
