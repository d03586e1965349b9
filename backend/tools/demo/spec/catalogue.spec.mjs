import assert from 'node:assert/strict';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { test } from 'node:test';
import { PEOPLE } from '../catalogue/people.mjs';
import { TRACKS } from '../catalogue/tracks.mjs';
import { STYLES } from '../music/pieces/index.mjs';

const place = (path) => new URL(`../${path}`, import.meta.url);

test('everybody who is named is somebody, and says a thing once', () => {
  for (const { title, by, likes, comments, features = [] } of TRACKS) {
    const names = [by, ...likes, ...features, ...comments.map(([name]) => name)];
    for (const name of names) assert.ok(PEOPLE[name], `${title}: who is ${name}?`);
    assert.equal(new Set(likes).size, likes.length, `${title}: somebody likes it twice`);
    assert.ok(PEOPLE[by].bio, `${title}: ${by} is no artist`);
    assert.ok(comments.length <= 20);
  }
});

test('titles tell the tracks of an artist apart, and nobody uploads too fast', () => {
  const names = TRACKS.map(({ by, title }) => `${by}: ${title}`);
  assert.equal(new Set(names).size, names.length);
  for (const name of Object.keys(PEOPLE)) assert.ok(TRACKS.filter(({ by }) => by === name).length <= 5);
});

test('comments are about moments that exist', () => {
  for (const { title, score, comments } of TRACKS) {
    for (const [, seconds, text] of comments) assert.ok(seconds < score.seconds - 2, `${title}: ${text}`);
  }
});

test('handles fit the local PDS, styles are known, and tags and texts are as the product takes them', () => {
  for (const { handle, bio = '' } of Object.values(PEOPLE)) {
    assert.match(handle, /^[a-z]{3,18}\.test$/);
    assert.ok(bio.length <= 256);
  }
  for (const { score, tags } of TRACKS) {
    assert.ok(STYLES[score.style]);
    assert.ok(tags.length <= 10 && tags.every((tag) => tag === tag.trim().toLowerCase()));
  }
});

test('the pictures are there, all of them are used, and they stay small', () => {
  const used = [
    ...TRACKS.flatMap(({ cover }) => (cover ? [`covers/${cover}.jpg`] : [])),
    ...Object.values(PEOPLE).map(({ avatar }) => `avatars/${avatar}.jpg`),
  ];
  for (const file of used) assert.ok(existsSync(place(file)), file);
  const kept = ['covers', 'avatars'].flatMap((folder) => readdirSync(place(folder)).map((name) => `${folder}/${name}`));
  assert.deepEqual([...new Set(used)].sort(), kept.sort());
  const bytes = kept.reduce((sum, file) => sum + statSync(place(file)).size, 0);
  assert.ok(bytes < 4 * 2 ** 20);
});
