import { fillCatalogue } from './catalogue.mjs';
import { hangCovers } from './covers.mjs';
import { median, openBrowser } from './browser.mjs';
import { Product } from './product.mjs';

const ROUNDS = 5;
const SLOW_4G = { offline: false, latency: 150, downloadThroughput: 200_000, uploadThroughput: 93_750 };
const CPU_RATE = 4;
const PHONE = { width: 390, height: 844 };
const GOALS = { lcpMs: 1_700, requests: 30, shift: 0.02 };

/** P9: the first page on a slow phone, with an empty cache. */
export async function measureFirstPage() {
  const browser = await openBrowser();
  if (!browser) return { id: 'P9', metric: 'first page on a slow phone', skipped: 'no browser was found' };
  const product = await Product.start();
  try {
    await fillCatalogue(product.database);
    await hangCovers(product);
    const takes = [];
    for (let round = 0; round < ROUNDS; round++) takes.push(await visit(browser, product.url));
    const of = (what) => median(takes.map((take) => take[what]));
    const row = (metric, value, goal, digits) => ({
      id: 'P9',
      metric: `\`/\`, slow 4G and a fourth of the CPU: ${metric}`,
      ours: value.toFixed(digits),
      peer: '–',
      ratio: value / goal,
      goal: { atMost: 1, of: `${goal}` },
    });
    return [
      row('largest contentful paint, ms', of('lcp'), GOALS.lcpMs, 0),
      row('requests until the network rests', of('requests'), GOALS.requests, 0),
      row('layout shift', of('shift'), GOALS.shift, 3),
    ];
  } finally {
    await browser.close();
    await product.stop();
  }
}

async function visit(browser, url) {
  const context = await browser.newContext({ viewport: PHONE, deviceScaleFactor: 2 });
  const page = await context.newPage();
  const devtools = await context.newCDPSession(page);
  await devtools.send('Network.enable');
  await devtools.send('Network.emulateNetworkConditions', SLOW_4G);
  await devtools.send('Emulation.setCPUThrottlingRate', { rate: CPU_RATE });
  await page.addInitScript(watchPaint);
  let requests = 0;
  // what the page asks for; the worker keeps the build later, when nothing else is to be done
  page.on('request', (request) => (requests += request.serviceWorker() ? 0 : 1));
  await page.goto(url, { waitUntil: 'networkidle' });
  const seen = await page.evaluate(() => globalThis.seen);
  await context.close();
  return { ...seen, requests };
}

/** In the page. */
function watchPaint() {
  const seen = { lcp: 0, shift: 0 };
  globalThis.seen = seen;
  const watch = (type, take) =>
    new PerformanceObserver((list) => list.getEntries().forEach(take)).observe({ type, buffered: true });
  watch('largest-contentful-paint', (entry) => (seen.lcp = entry.startTime));
  watch('layout-shift', (entry) => (seen.shift += entry.hadRecentInput ? 0 : entry.value));
}
