import { describe, expect, test } from 'vitest';
import type { Config } from '#lib/api/contract.ts';
import { audioLimits, audioRefusal, imageLimits, imageRefusal, titleFrom } from './files.rules.ts';

const config = {
  supported_audio: ['.mp3', '.wav', '.aiff'],
  max_upload_size_mb: 2,
  supported_images: ['.jpg', '.png'],
  max_image_size_mb: 1,
} as Config;
const sound = audioLimits(config);
const picture = imageLimits(config);
const file = (name: string, megabytes = 1, type = '') =>
  new File([new Uint8Array(megabytes * 1024 * 1024)], name, { type });

describe('UP-02: sound is looked at before it is sent', () => {
  test.each(['a.mp3', 'A.WAV', 'low tide.aiff'])('%s may be tried', (name) => {
    expect(audioRefusal(file(name), sound)).toBeNull();
  });
  test('a sound without an ending may be tried: content decides', () => {
    expect(audioRefusal(file('recording', 1, 'audio/mpeg'), sound)).toBeNull();
  });
  test('another type is named, with what is taken', () => {
    expect(audioRefusal(file('notes.txt'), sound)).toBe('unsupported file type: .txt. supported: mp3, wav, aiff.');
    expect(audioRefusal(file('README'), sound)).toContain('no ending');
  });
  test('a film says what to do', () => expect(audioRefusal(file('live.MP4'), sound)).toContain('export its sound'));
});

describe('UP-03: limits come from the server', () => {
  test('too much is said with its size', () => {
    expect(audioRefusal(file('a.wav', 3), sound)).toBe('file too large: 3.0 MB. up to 2 MB can be sent.');
    expect(imageRefusal(file('a.png', 2), picture)).toContain('up to 1 MB');
  });
  test('as much as allowed is sent', () => expect(audioRefusal(file('a.wav', 2), sound)).toBeNull());
  test('nothing at all is no sound', () => expect(audioRefusal(file('a.wav', 0), sound)).toBe('this file is empty.'));
});

test.each(['IMG_1.HEIC', 'cover', 'cover.bin'])(
  'ST-05: whether %s is a picture, its content says and not its name',
  (name) => {
    expect(imageRefusal(file(name), picture)).toBeNull();
  },
);

test.each([
  ['heat index master 3.wav', 'heat index master 3'],
  ['01 Condensation.flac', 'Condensation'],
  ['02 - Drip_Tray.flac', 'Drip Tray'],
  ['3. Panes.mp3', 'Panes'],
  ['1984.mp3', '1984'],
  ['7 12.aiff', '7 12'],
  ['no ending', 'no ending'],
  ['v1.2 final.mp3', 'v1.2 final'],
])('%s is titled %s', (name, title) => expect(titleFrom(name)).toBe(title));
