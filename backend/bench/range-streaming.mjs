import { randomBytes, randomUUID } from 'node:crypto';
import { closeSync, mkdirSync, openSync, writeSync } from 'node:fs';
import http from 'node:http';
import path from 'node:path';
import { startNginx } from './nginx.mjs';
import { Product } from './product.mjs';

const FILE_MB = 256;
const READERS = 4;
const ROUNDS = 3;

/** P5: ranges of one large file from disk, against nginx with sendfile. */
export async function measureRangeStreaming() {
  const product = await Product.start();
  try {
    const fileId = await plantAudio(product);
    const url = `${product.url}/audio/${fileId}`;
    const nginx = await startNginx(path.join(product.folder, 'storage'));
    if (!nginx) return { id: 'P5', metric: 'range streaming from disk', skipped: 'nginx is not on this machine' };
    try {
      const file = `${nginx.url}/audio/${fileId}.mp3`;
      await readAll(file);
      await readAll(url);
      const ours = [];
      const theirs = [];
      for (let round = 0; round < ROUNDS; round++) {
        theirs.push(await readAll(file));
        ours.push(await readAll(url));
      }
      const [mine, peer] = [median(ours), median(theirs)];
      return {
        id: 'P5',
        metric: 'range streaming from disk, GB/s',
        ours: mine.toFixed(2),
        peer: `${peer.toFixed(2)} (nginx, sendfile)`,
        ratio: mine / peer,
        goal: { atLeast: 0.6 },
      };
    } finally {
      nginx.stop();
    }
  } finally {
    await product.stop();
  }
}

/** A published track whose audio is random bytes: players are not asked, only the wire. */
async function plantAudio(product) {
  const did = 'did:plc:benchrange';
  const fileId = randomUUID();
  const db = product.database;
  const folder = path.join(product.folder, 'storage/audio');
  mkdirSync(folder, { recursive: true });
  const handle = openSync(path.join(folder, `${fileId}.mp3`), 'w');
  const block = randomBytes(2 ** 20);
  for (let mb = 0; mb < FILE_MB; mb++) writeSync(handle, block);
  closeSync(handle);
  await db.query(`insert into accounts (did, handle) values ($1, 'range.test')`, [did]);
  await db.query(`insert into artists (did, display_name, publish_state) values ($1, 'Range', 'published')`, [did]);
  const track = await db.query(
    `insert into tracks (artist_did, title, duration_ms, publish_state, sync_state, rkey, uri, cid, published_at)
     values ($1, 'long', 1000, 'published', 'synced', 'r', 'at://${did}/fm.plyr.dev.track/r', 'bafy', now()) returning id`,
    [did],
  );
  await db.query(
    `insert into audio_files (id, owner_did, sha256, bytes, container, codec, extension, storage_key, bucket, state, verified_at)
     values ($1, $2, sha256('x'), $3, 'mp3', 'mp3', 'mp3', $4, 'public', 'live', now())`,
    [fileId, did, FILE_MB * 2 ** 20, `audio/${fileId}.mp3`],
  );
  await db.query(`insert into track_audio (track_id, audio_file_id, role) values ($1, $2, 'stream')`, [
    track.rows[0].id,
    fileId,
  ]);
  return fileId;
}

/** Several readers at once, each the whole file by one range request; GB/s in all. */
async function readAll(url) {
  const startedAt = performance.now();
  const bytes = await Promise.all(Array.from({ length: READERS }, () => read(url)));
  const seconds = (performance.now() - startedAt) / 1000;
  return bytes.reduce((sum, count) => sum + count, 0) / 2 ** 30 / seconds;
}

function read(url) {
  return new Promise((resolve, reject) => {
    const request = http.get(url, { headers: { range: 'bytes=0-' } }, (response) => {
      if (response.statusCode !== 206) return reject(new Error(`${url} answered ${response.statusCode}`));
      let bytes = 0;
      response.on('data', (chunk) => (bytes += chunk.length));
      response.on('end', () => resolve(bytes));
      response.on('error', reject);
    });
    request.on('error', reject);
  });
}

const median = (values) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];
