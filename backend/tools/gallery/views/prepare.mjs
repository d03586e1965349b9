/** What is done on a page before it is photographed. */

export async function play(page) {
  await page.getByRole('main').getByRole('button', { name: /^play/ }).first().click();
  await page.getByRole('contentinfo').getByRole('button', { name: 'pause' }).waitFor();
  const seek = page.getByRole('contentinfo').getByRole('slider', { name: 'seek' });
  // on a phone it is only a line, until the player is opened
  if (await seek.isVisible()) {
    await seek.focus();
    for (let step = 0; step < 3; step++) await seek.press('ArrowRight');
    await seek.blur();
  }
  await page.mouse.move(0, 0);
}

/** Keys are listened to from the first idle moment on: pressed until something opens. */
export async function press(page, key, opened) {
  while (!(await opened.isVisible())) {
    await page.keyboard.press(key);
    await opened.waitFor({ timeout: 1_500 }).catch(() => undefined);
  }
}

export const click = (name) => (page) => page.getByRole('main').getByRole('button', { name }).first().click();

export const nothingAnswers = (address) => (page) => page.route(address, (route) => route.abort());

export const emptyList = (address, list) => (page) => page.route(address, (route) => route.fulfill({ json: list }));
