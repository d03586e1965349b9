import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import http from 'node:http';
import path from 'node:path';
import { plantMember } from './member.mjs';
import { freePort, Product, residentMb } from './product.mjs';

const BODY_MB = 500;
const ROUNDS = 3;
const SAMPLE_MS = 50;

/** P10: one large file by the plain multipart route, against a stream with sha256, synced to disk. */
export async function measureUpload() {
  // Workers would begin to transcode what was just received, and take the machine from the next round; without them
  // every upload stays in flight.
  const product = await Product.start({ APP_ROLE: 'api', UPLOAD_USER_CONCURRENCY: '20' });
  try {
    const member = await plantMember(product.database);
    const peer = await startPeer(product.folder);
    try {
      const pid = product.backendPid;
      await send(`${product.url}/tracks/`, form(2), member.bearer);
      const before = residentMb(pid);
      let most = before;
      const sampling = setInterval(() => (most = Math.max(most, residentMb(pid))), SAMPLE_MS);
      const ours = [];
      const theirs = [];
      for (let round = 0; round < ROUNDS; round++) {
        theirs.push(await send(peer.url, form(BODY_MB), member.bearer));
        ours.push(await send(`${product.url}/tracks/`, form(BODY_MB), member.bearer));
      }
      clearInterval(sampling);
      const [mine, plain] = [median(ours), median(theirs)];
      return [
        {
          id: 'P10',
          metric: `upload of ${BODY_MB} MB, MB/s`,
          ours: mine.toFixed(0),
          peer: `${plain.toFixed(0)} (plain Node stream, sha256, synced to disk)`,
          ratio: mine / plain,
          goal: { atLeast: 0.6 },
        },
        {
          id: 'P10',
          metric: `growth of memory over ${ROUNDS} such uploads, MB`,
          ours: (most - before).toFixed(0),
          peer: '–',
          ratio: (most - before) / 64,
          goal: { atMost: 1, of: '64 MB' },
        },
      ];
    } finally {
      peer.process.kill();
    }
  } finally {
    await product.stop();
  }
}

/** A multipart form with a WAV of so many megabytes, different in each call, as chunks of one megabyte. */
function form(megabytes) {
  const boundary = `bench${randomBytes(8).toString('hex')}`;
  const head = Buffer.from(
    `--${boundary}\r\ncontent-disposition: form-data; name="title"\r\n\r\nbench\r\n` +
      `--${boundary}\r\ncontent-disposition: form-data; name="file"; filename="bench.wav"\r\ncontent-type: audio/wav\r\n\r\n`,
  );
  const tail = Buffer.from(`\r\n--${boundary}--\r\n`);
  const block = randomBytes(2 ** 20);
  const length = head.length + 44 + megabytes * block.length + tail.length;
  function* chunks() {
    yield head;
    yield wavHeader(megabytes * block.length);
    for (let mb = 0; mb < megabytes; mb++) yield block;
    yield tail;
  }
  return { boundary, length, chunks, megabytes };
}

function wavHeader(dataBytes) {
  const header = Buffer.alloc(44);
  header.write('RIFF', 0);
  header.writeUInt32LE(36 + dataBytes, 4);
  header.write('WAVEfmt ', 8);
  header.writeUInt32LE(16, 16);
  header.writeUInt16LE(1, 20);
  header.writeUInt16LE(2, 22);
  header.writeUInt32LE(44_100, 24);
  header.writeUInt32LE(176_400, 28);
  header.writeUInt16LE(4, 32);
  header.writeUInt16LE(16, 34);
  header.write('data', 36);
  header.writeUInt32LE(dataBytes, 40);
  return header;
}

/** Sends the form; MB/s from the first byte to the whole answer. */
async function send(url, { boundary, length, chunks, megabytes }, bearer) {
  const startedAt = performance.now();
  const request = http.request(url, {
    method: 'POST',
    headers: {
      'content-type': `multipart/form-data; boundary=${boundary}`,
      'content-length': length,
      authorization: `Bearer ${bearer}`,
    },
  });
  const answered = once(request, 'response');
  // Whoever refuses answers before the body ends, and reads no further.
  for (const chunk of chunks()) if (!request.write(chunk)) await Promise.race([once(request, 'drain'), answered]);
  request.end();
  const [response] = await answered;
  let text = '';
  for await (const chunk of response) text += chunk;
  if (response.statusCode !== 200) throw new Error(`${url} answered ${response.statusCode}: ${text}`);
  return megabytes / ((performance.now() - startedAt) / 1000);
}

async function startPeer(folder) {
  const port = await freePort();
  const child = spawn(process.execPath, [path.join(import.meta.dirname, 'upload-peer.mjs')], {
    env: { ...process.env, PORT: String(port), FOLDER: folder },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await once(child.stdout, 'data');
  return { url: `http://127.0.0.1:${port}/`, process: child };
}

const median = (values) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];
