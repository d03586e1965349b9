import { describe, expect, test } from '@jest/globals';
import { id3Bytes, sniffAudio } from './sniff.rules.js';

const text = (content: string) => Buffer.from(content, 'latin1');
const atom = (brand: string) => Buffer.concat([Buffer.from([0, 0, 0, 24]), text(`ftyp${brand}`), Buffer.alloc(12)]);
const ogg = (packet: string) => Buffer.concat([text('OggS'), Buffer.alloc(24), text(packet), Buffer.alloc(40)]);

/** An MPEG-1 layer III frame of 128 kbit/s at 44.1 kHz: 417 bytes. */
const frame = () => Buffer.concat([Buffer.from([0xff, 0xfb, 0x90, 0x00]), Buffer.alloc(413)]);
const frames = (count: number) => Buffer.concat(Array.from({ length: count }, frame));

function id3(bytes: number): Buffer {
  const size = [21, 14, 7, 0].map((shift) => (bytes >> shift) & 0x7f);
  return Buffer.concat([text('ID3'), Buffer.from([4, 0, 0, ...size]), Buffer.alloc(bytes)]);
}

describe('UP-02: content decides', () => {
  test.each([
    ['wav', Buffer.concat([text('RIFF'), Buffer.alloc(4), text('WAVEfmt ')])],
    ['wav', Buffer.concat([text('RF64'), Buffer.alloc(4), text('WAVEds64')])],
    ['aiff', Buffer.concat([text('FORM'), Buffer.alloc(4), text('AIFFCOMM')])],
    ['aiff', Buffer.concat([text('FORM'), Buffer.alloc(4), text('AIFCFVER')])],
    ['flac', text('fLaC\0\0\0\x22')],
    ['ogg', ogg('\x01vorbis')],
    ['ogg', ogg('\x7fFLAC\x01')],
    ['opus', ogg('OpusHead')],
    ['m4a', atom('M4A ')],
    ['m4a', atom('isom')],
    ['webm', Buffer.concat([Buffer.from('1a45dfa3', 'hex'), text('....webm....')])],
    ['mp3', frames(3)],
    ['mp3', Buffer.concat([Buffer.alloc(100), frames(3)])],
    ['mp3', Buffer.concat([id3(200), frames(3)])],
    ['mp3', id3(200_000).subarray(0, 65_536)],
    ['flac', Buffer.concat([id3(200), text('fLaC\0\0\0\x22')])],
  ])('%s is known by its first bytes', (kind, head) => {
    expect(sniffAudio(head)).toBe(kind);
  });

  test.each([
    ['a playlist', text('#EXTM3U\n#EXTINF:10,\nfile:///etc/passwd\n')],
    ['a concat script', text("ffconcat version 1.0\nfile '/etc/passwd'\n")],
    ['a page', text('<!doctype html><script>alert(1)</script>')],
    ['a drawing', text('<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"/>')],
    [
      'a page behind a tag',
      Buffer.concat([id3(20), text('<!doctype html><p>hello there, this is not audio at all</p>')]),
    ],
    ['a picture in the ISO format', atom('heic')],
    ['a film in Matroska', Buffer.concat([Buffer.from('1a45dfa3', 'hex'), text('....matroska....')])],
    ['a film in Ogg', ogg('\x80theora')],
    ['raw AAC, which shares its first bits with MP3', Buffer.from('fff15080', 'hex')],
    ['one MP3 frame and then something else', Buffer.concat([frame(), text('<html>'), Buffer.alloc(500)])],
    ['an executable', Buffer.concat([Buffer.from('7f454c46', 'hex'), Buffer.alloc(100)])],
    ['zeros', Buffer.alloc(4096)],
    ['nothing', Buffer.alloc(0)],
    ['three letters', text('RIF')],
  ])('%s is refused', (_name, head) => {
    expect(sniffAudio(head)).toBeNull();
  });
});

test('the length of a tag is read as seven bits a byte, and nonsense is no tag', () => {
  expect(id3Bytes(id3(300_000))).toBe(300_010);
  expect(id3Bytes(text('ID3\x04\0\0\xff\xff\xff\xff'))).toBe(0);
  expect(id3Bytes(text('TAG'))).toBe(0);
});
