import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { deflateSync } from 'node:zlib';
import sharp, { type Metadata, type Sharp } from 'sharp';
import { MediaWorld } from './media-world.js';

let media: MediaWorld;
let alice: Awaited<ReturnType<MediaWorld['person']>>;

beforeAll(async () => {
  media = await MediaWorld.open({ MAX_IMAGE_SIZE_MB: '2' });
  alice = await media.person();
});
afterAll(() => media.close());

interface Picture {
  id: string;
  image_url: string;
  thumbnail_url: string;
  tile_url: string;
  large_url: string;
}

const store = (bytes: Buffer, name = 'cover.jpg') => alice.upload<Picture>('/pictures', { file: { bytes, name } });

async function fetched(url: string): Promise<{ response: Response; image: Metadata; bytes: Buffer }> {
  const response = await media.world.visitor().fetch(url);
  const bytes = Buffer.from(await response.arrayBuffer());
  return { response, bytes, image: await sharp(bytes).metadata() };
}

/** Left half red, right half blue. */
function flag(width: number, height: number): Sharp {
  const half = { width: Math.floor(width / 2), height, channels: 3 as const, background: 'blue' };
  return sharp({ create: { ...half, width, background: 'red' } }).composite([
    { input: { create: half }, gravity: 'east' },
  ]);
}

describe('ST-11: every picture has its variants', () => {
  test('96 and 300 square, 1200 in its shape, all WebP, kept for ever', async () => {
    const { status, body } = await store(await flag(2000, 1000).jpeg().toBuffer());
    expect(status).toBe(201);
    expect((await fetched(body.thumbnail_url)).image).toMatchObject({ format: 'webp', width: 96, height: 96 });
    expect((await fetched(body.tile_url)).image).toMatchObject({ format: 'webp', width: 300, height: 300 });
    expect((await fetched(body.large_url)).image).toMatchObject({ format: 'webp', width: 1200, height: 600 });
    const { response, image } = await fetched(body.image_url);
    expect(image).toMatchObject({ format: 'jpeg', width: 2000, height: 1000 });
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'content-type': 'image/jpeg',
      'cache-control': 'public, max-age=31536000, immutable',
      'content-security-policy': "sandbox; default-src 'none'",
    });
    const row = await media.world.database.one(
      'select state, mime, width, height, variants from images where id = $1',
      [body.id],
    );
    expect(row).toMatchObject({
      state: 'live',
      mime: 'image/jpeg',
      width: 2000,
      height: 1000,
      variants: { 96: `images/${body.id}_96.webp` },
    });
  });

  test.each(['png', 'webp', 'gif'] as const)('%s is taken', async (format) => {
    const { status, body } = await store(await flag(400, 400).toFormat(format).toBuffer(), `cover.${format}`);
    expect(status).toBe(201);
    expect((await fetched(body.thumbnail_url)).image.width).toBe(96);
  });

  test('transparency stays', async () => {
    const clear = await sharp({
      create: { width: 50, height: 50, channels: 4, background: { r: 0, g: 0, b: 0, alpha: 0 } },
    })
      .png()
      .toBuffer();
    const { body } = await store(clear, 'clear.png');
    expect((await fetched(body.image_url)).image).toMatchObject({ format: 'webp', hasAlpha: true });
  });

  test('only the first frame of a long animation is read', async () => {
    const frames = await Promise.all(
      ['red', 'green', 'blue'].map((background) =>
        sharp({ create: { width: 80, height: 80, channels: 3, background } })
          .png()
          .toBuffer(),
      ),
    );
    const animation = await sharp(frames, { join: { animated: true } })
      .gif({ delay: 20 })
      .toBuffer();
    const { body } = await store(animation, 'dance.gif');
    const { image } = await fetched(body.image_url);
    expect([image.pages ?? 1, image.height]).toEqual([1, 80]);
  });
});

describe('ST-05: what phones send', () => {
  test('EXIF orientation is honoured, and nothing the camera noted stays', async () => {
    const upright = flag(600, 300).withExif({
      IFD0: { Copyright: 'secret place' },
      IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '51/1 30/1 0/1' },
    });
    const photo = await upright.withMetadata({ orientation: 6 }).jpeg().toBuffer();
    expect(photo.includes('secret place')).toBe(true);
    const { body } = await store(photo, 'IMG_0001.HEIC');
    const { image, bytes } = await fetched(body.image_url);
    expect(image).toMatchObject({ width: 300, height: 600 });
    expect([image.exif, image.orientation]).toEqual([undefined, undefined]);
    expect(bytes.includes('secret place')).toBe(false);
  });

  test('a JPEG with a second picture behind it is one picture', async () => {
    const one = await flag(300, 300).jpeg().toBuffer();
    expect((await store(Buffer.concat([one, one, Buffer.from('trailer')]), 'MPO.jpg')).status).toBe(201);
  });
});

describe('what is refused leaves nothing', () => {
  const heic = Buffer.concat([Buffer.from([0, 0, 0, 24]), Buffer.from('ftypheic'), Buffer.alloc(200)]);
  const svg = Buffer.from(
    '<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>',
  );
  const cutShort = async () => {
    const whole = await sharp({
      create: {
        width: 800,
        height: 800,
        channels: 3,
        background: 'red',
        noise: { type: 'gaussian', mean: 128, sigma: 60 },
      },
    })
      .jpeg()
      .toBuffer();
    return whole.subarray(0, whole.length / 3);
  };

  test.each<[string, () => Buffer | Promise<Buffer>, number, string, string]>([
    ['a HEIC photo', () => heic, 400, 'media.image_unsupported', 'export it as JPEG or PNG'],
    ['a drawing', () => svg, 400, 'media.image_unsupported', 'SVG drawings are not accepted'],
    ['a page', () => Buffer.from('<html>'), 400, 'media.image_unsupported', 'not an image'],
    ['nothing', () => Buffer.alloc(0), 400, 'media.image_unsupported', 'not an image'],
    ['a PNG mark alone', () => Buffer.from('89504e470d0a1a0a', 'hex'), 400, 'media.image_unsupported', 'damaged'],
    ['a cut JPEG', cutShort, 400, 'media.image_unsupported', 'damaged'],
    ['a PNG bomb of 30000 x 30000', () => pngBomb(30_000, 30_000), 413, 'media.image_too_large', 'too many pixels'],
    [
      'a file of 3 MB',
      () => Buffer.concat([Buffer.from('ffd8ff', 'hex'), Buffer.alloc(3 * 1024 * 1024)]),
      413,
      'media.image_too_large',
      'image too large (max 2MB)',
    ],
  ])('%s', async (_name, bytes, status, code, text) => {
    const before = await media.traces();
    const answer = await store(await bytes());
    expect(answer).toMatchObject({ status, body: { code, detail: expect.stringContaining(text) } });
    expect(await media.traces()).toEqual(before);
  });
});

/** A PNG of a few kilobytes that unpacks to as many pixels as it says. */
function pngBomb(width: number, height: number): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([1, 0, 0, 0, 0], 8);
  const row = Buffer.alloc(Math.ceil(width / 8) + 1);
  const rows = Buffer.concat(Array.from({ length: 500 }, () => row));
  return Buffer.concat([
    Buffer.from('89504e470d0a1a0a', 'hex'),
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(rows)),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function chunk(type: string, data: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(type), data]);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(data.length);
  const check = Buffer.alloc(4);
  check.writeUInt32BE(crc32(named));
  return Buffer.concat([length, named, check]);
}

function crc32(bytes: Buffer): number {
  let crc = ~0;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
  }
  return ~crc >>> 0;
}
