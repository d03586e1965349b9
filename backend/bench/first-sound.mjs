import { randomUUID } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { RATE } from '../tools/demo/music/song.mjs';
import { wavOf } from '../tools/demo/music/wav.mjs';
import { median, openBrowser } from './browser.mjs';
import { startNginx } from './nginx.mjs';
import { Product } from './product.mjs';

const ROUNDS = 7;
const SECONDS = 6;
const DID = 'did:plc:benchsound';
/** A hand holds a button down for about as long; a program for none. */
const PRESS_MS = 80;
const NO_BROWSER = 'no browser was found';

/** P6 and P7: how soon something sounds after a click, and the gap to the next track, against bare audio elements. */
export async function measureFirstSound() {
  const browser = await openBrowser();
  if (!browser) return ['P6', 'P7'].map((id) => ({ id, metric: 'sound in a browser', skipped: NO_BROWSER }));
  const product = await Product.start();
  const nginx = await startNginx(path.join(product.folder, 'storage'));
  try {
    const tracks = [await plantTrack(product, 1), await plantTrack(product, 2)];
    if (!nginx) return ['P6', 'P7'].map((id) => ({ id, metric: 'sound in a browser', skipped: 'nginx is not here' }));
    writeFileSync(path.join(product.folder, 'storage/bare.html'), barePage(tracks));
    const ours = { url: `${product.url}/u/sound.test/album/two`, button: /^play number 1$/ };
    const bare = { url: `${nginx.url}/bare.html`, button: /^play$/ };
    const measured = { ours: [], bare: [] };
    for (let round = 0; round < ROUNDS; round++) {
      measured.bare.push(await listen(browser, bare));
      measured.ours.push(await listen(browser, ours));
    }
    return rows(measured);
  } finally {
    nginx?.stop();
    await browser.close();
    await product.stop();
  }
}

function rows({ ours, bare }) {
  const of = (takes, what) => median(takes.map((take) => take[what]));
  const ms = (value) => value.toFixed(1);
  const [first, peer, gap, peerGap] = [of(ours, 'first'), of(bare, 'first'), of(ours, 'gap'), of(bare, 'gap')];
  return [
    {
      id: 'P6',
      metric: `from a click to the first sound, cold, the button held for ${PRESS_MS} ms as by a hand, ms`,
      ours: ms(first),
      peer: `${ms(peer)} (bare audio element, nginx, the same file)`,
      ratio: first / peer,
      goal: { atMost: 1.15 },
    },
    {
      id: 'P7',
      metric: 'from the end of a track to the sound of the next, ms',
      ours: ms(gap),
      peer: `${ms(peerGap)} (two bare elements, the second loaded)`,
      ratio: gap / 12,
      goal: { atMost: 1, of: '12 ms' },
    },
  ];
}

/** A browser that has seen nothing: plays one track, and hears the next one come. */
async function listen(browser, { url, button }) {
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.addInitScript(watchSound);
  await page.goto(url, { waitUntil: 'networkidle' });
  await page.getByRole('main').getByRole('button', { name: button }).first().click({ delay: PRESS_MS });
  await page.waitForFunction(() => globalThis.heard.playing.length > 1, undefined, { timeout: (SECONDS + 20) * 1000 });
  const { clicked, playing, ended } = await page.evaluate(() => globalThis.heard);
  await context.close();
  return { first: playing[0] - clicked, gap: playing[1] - ended[0] };
}

/** In the page: when it was clicked, and when its audio elements began and ended. */
function watchSound() {
  const heard = { clicked: 0, playing: [], ended: [] };
  globalThis.heard = heard;
  globalThis.addEventListener('click', () => (heard.clicked ||= performance.now()), { capture: true });
  globalThis.Audio = new Proxy(globalThis.Audio, {
    construct(target, args) {
      const element = new target(...args);
      element.addEventListener('playing', () => heard.playing.push(performance.now()));
      element.addEventListener('ended', () => heard.ended.push(performance.now()));
      return element;
    },
  });
}

const barePage = ([first, second]) => `<!doctype html><main><button>play</button></main><script>
  const [one, two] = ['/audio/${first}.wav', '/audio/${second}.wav'].map((url, index) => {
    const element = new Audio();
    element.preload = index ? 'auto' : 'none';
    element.src = url;
    return element;
  });
  one.onended = () => two.play();
  document.querySelector('button').onclick = () => one.play();
</script>`;

/** Public, with sound that a browser can play, on the album of both. */
async function plantTrack({ database, folder }, number) {
  const fileId = randomUUID();
  mkdirSync(path.join(folder, 'storage/audio'), { recursive: true });
  writeFileSync(path.join(folder, `storage/audio/${fileId}.wav`), tone(220 * number));
  await database.query(`insert into accounts (did, handle) values ($1, 'sound.test') on conflict do nothing`, [DID]);
  await database.query(
    `insert into artists (did, display_name, publish_state) values ($1, 'Sound', 'published') on conflict do nothing`,
    [DID],
  );
  const { rows: found } = await database.query(
    `insert into tracks (artist_did, title, duration_ms, publish_state, sync_state, rkey, uri, cid, published_at)
     values ($1, $2, $3, 'published', 'synced', $4, 'at://' || $1 || '/fm.plyr.dev.track/' || $4, 'bafy', now()) returning id`,
    [DID, `number ${number}`, SECONDS * 1000, `s${number}`],
  );
  await database.query(
    `insert into audio_files (id, owner_did, sha256, bytes, container, codec, extension, storage_key, bucket, state, verified_at)
     values ($1, $2, sha256($3), $4, 'wav', 'pcm_s16le', 'wav', $5, 'public', 'live', now())`,
    [fileId, DID, Buffer.from(fileId), tone(220).length, `audio/${fileId}.wav`],
  );
  await database.query(`insert into track_audio (track_id, audio_file_id, role) values ($1, $2, 'stream')`, [
    found[0].id,
    fileId,
  ]);
  await database.query(
    `insert into albums (id, artist_did, title, slug, rkey, publish_state, finalized_at)
     values (md5('two')::uuid, $1, 'Two', 'two', 'two', 'published', now()) on conflict do nothing`,
    [DID],
  );
  await database.query(
    `insert into album_slugs (artist_did, slug, album_id) values ($1, 'two', md5('two')::uuid) on conflict do nothing`,
    [DID],
  );
  await database.query(`insert into album_tracks (album_id, track_id, position) values (md5('two')::uuid, $1, $2)`, [
    found[0].id,
    number,
  ]);
  return fileId;
}

/** A sine as WAV. */
function tone(hertz) {
  const left = Float64Array.from(
    { length: RATE * SECONDS },
    (_, at) => 0.25 * Math.sin((at * hertz * 2 * Math.PI) / RATE),
  );
  return wavOf({ left, right: left });
}
