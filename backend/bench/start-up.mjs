import { setTimeout as sleep } from 'node:timers/promises';
import { Product, residentMb } from './product.mjs';

const SETTLE_SECONDS = 30;

/** P14 and P15: how long an installed clone takes to its first page, and what the idle product holds in memory. */
export async function measureStartUp() {
  const product = await Product.start();
  try {
    await sleep(SETTLE_SECONDS * 1000);
    const idleMb = residentMb(product.backendPid);
    return [
      {
        id: 'P14',
        metric: `memory of the idle role \`all\` after ${SETTLE_SECONDS} s, MB`,
        ours: idleMb.toFixed(0),
        peer: '–',
        ratio: idleMb / 350,
        goal: { atMost: 1, of: '350 MB' },
      },
      {
        id: 'P15',
        metric: 'from `npm start` on an installed clone, empty data folder, to the first page, s',
        ours: product.secondsToFirstPage.toFixed(1),
        peer: '–',
        ratio: product.secondsToFirstPage / 15,
        goal: { atMost: 1, of: '15 s' },
      },
    ];
  } finally {
    await product.stop();
  }
}
