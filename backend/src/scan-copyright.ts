import 'reflect-metadata';
import { parseArgs } from 'node:util';
import { DomainError } from './common/errors.js';
import { type BacklogTrack, ScanBacklog } from './modules/moderation/index.js';
import { Settings, startFailure, StartRefused } from './platform/config/index.js';
import { withProduct } from './with-product.js';

const USAGE = `
npm run scan:copyright -- [options]   have every published track scanned that was not; the scanner is paid by length

  --dry-run                  say which those are and how long they take, and ask nobody
  --max-duration <minutes>   leave out what is longer; by its size where the length is not known
  --failed                   also those whose scan failed
`.trim();

const OPTIONS = {
  'dry-run': { type: 'boolean', default: false },
  'max-duration': { type: 'string' },
  failed: { type: 'boolean', default: false },
  help: { type: 'boolean', default: false },
} as const;

const MINUTE_MS = 60_000;
const say = (line: string) => console.error(line);

async function main(): Promise<number> {
  const { help, failed: againAfterFailure, 'dry-run': dryRun, 'max-duration': longest } = readArguments();
  if (help) {
    say(USAGE);
    return 0;
  }
  const maxMs = longest === undefined ? undefined : minutesOf(longest) * MINUTE_MS;
  return withProduct({ env: process.env, say }, async (product) => {
    if (!dryRun) assertScanner(product.get(Settings, { strict: false }));
    const backlog = product.get(ScanBacklog, { strict: false });
    return follow(backlog.work({ dryRun, maxMs, againAfterFailure }), dryRun);
  });
}

/** Tells what becomes of each, and what that was in all; the scanner's own failure ends it, as the next would fail too. */
async function follow(tracks: AsyncIterable<BacklogTrack>, dryRun: boolean): Promise<number> {
  const seen: BacklogTrack[] = [];
  let failure: string | undefined;
  try {
    for await (const track of tracks) {
      console.log(lineOf(track, dryRun));
      seen.push(track);
    }
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    failure = error.message;
  }
  for (const line of summary(seen, dryRun)) say(line);
  if (failure) say(`${failure}; the same command goes on from here`);
  return failure ? 1 : 0;
}

function summary(seen: readonly BacklogTrack[], dryRun: boolean): string[] {
  const short = seen.filter(({ isTooLong }) => !isTooLong);
  const ms = short.reduce((sum, { lengthMs }) => sum + lengthMs, 0);
  const flagged = short.filter(({ verdict }) => verdict?.is_flagged).length;
  const leftOut = seen.length - short.length;
  return [
    '',
    `tracks ${short.length}, minutes ${minutes(ms)}, too long ${leftOut}, flagged ${flagged}`,
    ...(dryRun ? ['a dry run: nobody was asked'] : []),
  ];
}

function readArguments() {
  try {
    return parseArgs({ options: OPTIONS }).values;
  } catch (error) {
    throw new StartRefused(`${(error as Error).message}\n\n${USAGE}`);
  }
}

function minutesOf(text: string): number {
  const number = Number(text);
  if (number > 0) return number;
  throw new StartRefused(`--max-duration needs a number of minutes, not ${text || 'nothing'}`);
}

function assertScanner({ moderationServiceUrl, moderationAuddApiToken }: Settings): void {
  if (moderationServiceUrl || moderationAuddApiToken) return;
  throw new StartRefused('there is no scanner: set MODERATION_AUDD_API_TOKEN or MODERATION_SERVICE_URL');
}

function lineOf({ trackId, title, lengthMs, isTooLong, verdict }: BacklogTrack, dryRun: boolean): string {
  const found = verdict?.is_flagged ? `flagged: ${verdict.heard}` : verdict ? 'clear' : 'scanned meanwhile';
  const outcome = isTooLong ? 'too long' : dryRun ? 'to be scanned' : found;
  return [String(trackId).padStart(7), minutes(lengthMs).padStart(7), outcome, title].join('  ');
}

function minutes(ms: number): string {
  const seconds = Math.round(ms / 1000);
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}

main()
  .then((code) => process.exit(code))
  .catch((error: unknown) => {
    console.error(startFailure(error));
    process.exit(1);
  });
