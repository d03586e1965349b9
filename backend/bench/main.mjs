import path from 'node:path';
import { measureIngest } from './ingest.mjs';
import { measureListAtScale } from './list-at-scale.mjs';
import { measureListPage } from './list-page.mjs';
import { measureFirstPage } from './first-page.mjs';
import { measureFirstSound } from './first-sound.mjs';
import { measureHungPds } from './pds-hung.mjs';
import { measureRangeStreaming } from './range-streaming.mjs';
import { measureRebuild } from './rebuild.mjs';
import { table, writeReport } from './report.mjs';
import { measureSearch } from './search.mjs';
import { measureStartUp } from './start-up.mjs';
import { measureTranscode } from './transcode.mjs';
import { measureUpload } from './upload.mjs';

const ROOT = path.resolve(import.meta.dirname, '../..');

/** Every measurement; `npm run bench -- P1 P5` takes some, and the others keep their rows. */
const MEASUREMENTS = [
  { ids: ['P14', 'P15'], measure: measureStartUp },
  { ids: ['P1'], measure: measureListPage },
  { ids: ['P2'], measure: measureListAtScale },
  { ids: ['P3'], measure: measureSearch },
  { ids: ['P4'], measure: measureHungPds },
  { ids: ['P5'], measure: measureRangeStreaming },
  { ids: ['P6', 'P7'], measure: measureFirstSound },
  { ids: ['P9'], measure: measureFirstPage },
  { ids: ['P10'], measure: measureUpload },
  { ids: ['P11'], measure: measureTranscode },
  { ids: ['P12'], measure: measureRebuild },
  { ids: ['P13'], measure: measureIngest },
];

const wanted = process.argv.slice(2);
const chosen = MEASUREMENTS.filter(({ ids }) => wanted.length === 0 || ids.some((id) => wanted.includes(id)));
const rows = [];
for (const { ids, measure } of chosen) {
  process.stderr.write(`measuring ${ids.join(', ')} …\n`);
  try {
    rows.push(await measure());
  } catch (error) {
    // One that cannot be taken must not cost the others; it is told, and ends the run as failed.
    process.stderr.write(`${error.stack}\n`);
    process.exitCode = 1;
    rows.push(ids.map((id) => ({ id, metric: '', skipped: `failed: ${error.message.split('\n', 1)[0]}` })));
  }
}
const sorted = rows.flat().toSorted((a, b) => Number(a.id.slice(1)) - Number(b.id.slice(1)));
console.log(table(sorted));
writeReport(path.join(ROOT, 'docs/benchmarks.md'), sorted);
