import os from 'node:os';
import path from 'node:path';
import { TRACKS } from './catalogue/tracks.mjs';
import { Filling } from './filling.mjs';
import { History } from './history.mjs';
import { People } from './people.mjs';
import { Studio } from './studio.mjs';

const LOW_PRIORITY = 10;

/**
 * Fills a local instance with an invented catalogue, through its own HTTP API. Needs PLYR_URL, DEV_PDS_URL,
 * DATABASE_URL, DATA_DIR and DEMO_SECRET; DEMO_TRACKS makes only so many. May be stopped at any time and started again;
 * ends with 1 when something is missing.
 */
os.setPriority(LOW_PRIORITY);
const say = (line) => process.stdout.write(`${line}\n`);
const began = Date.now();
const history = new History(required('DATABASE_URL'));
const studio = new Studio(path.join(required('DATA_DIR'), 'demo'));
const people = new People({
  url: required('PLYR_URL'),
  pdsUrl: required('DEV_PDS_URL'),
  secret: required('DEMO_SECRET'),
});

const tracks = TRACKS.slice(0, Number(process.env.DEMO_TRACKS) || undefined);
const failures = await new Filling({ tracks, people, studio, history, say }).run();
await history.close();
for (const failure of failures) say(`demo  ✗ ${failure}`);
if (failures.length > 0) process.exit(1);
await studio.close();
say(`demo catalogue complete after ${Math.round((Date.now() - began) / 1000)} s`);
process.exit(0);

function required(name) {
  const value = process.env[name];
  if (value) return value;
  say(`${name} is not set`);
  return process.exit(1);
}
