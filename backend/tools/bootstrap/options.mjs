export const COMMANDS = [
  'start',
  'dev',
  'test',
  'check',
  'hooks',
  'codegen',
  'bench',
  'gallery',
  'rebuild',
  'audit',
  'scan',
];

const RUNNING = ['start', 'dev'];
/** They say themselves what they know. */
const ON_PRODUCT = ['rebuild', 'audit', 'scan'];

export const USAGE = `
npm start                    run plyr.fm on this machine
npm run dev                  the same, reloading on change
npm test                     check, build and test everything
npm test -- <step> …         only these steps: check build contract launcher backend client browser
npm test -- --changed=<ref>  only the steps that what was done since <ref> can affect
npm test -- <file> …         only these files, with what else stands behind them handed to their runner
npm run check                format, lint, types, the order of the house
npm run check -- --changed   the same of what differs from the last commit, with the specs near it (=<ref>: from there)
npm run hooks                have commits of this clone checked so (-- --off: no more)
npm run codegen              lexicon types, openapi.json, the client's types, .env.example
npm run bench | gallery      measure it; take pictures of every page
npm run rebuild              make the public index again from the repositories (-- --help)
npm run audit:consistency    check that rows, records and bytes agree (-- --help)
npm run scan:copyright       have tracks scanned that were not (-- --help)

options of start and dev, after \`--\` (npm start -- --port 9000):
  --port <number>            where the product listens (8001, or the next free one)
  --data-dir <folder>        where its data lies (data/ in the clone)
  --fresh                    begin anew: what the data folder holds is deleted
  --empty                    no demo catalogue
  --temporary                on a data folder of its own that is deleted at the end
  --json                     one line of JSON on standard output when it is ready
  --verbose                  show the whole log
  --help                     this text
`.trim();

const SWITCHES = {
  '--fresh': 'fresh',
  '--empty': 'empty',
  '--temporary': 'temporary',
  '--json': 'json',
  '--verbose': 'verbose',
  '--help': 'help',
};

export class UsageError extends Error {}

/**
 * @param {string[]} args what stands behind the program's name
 * @returns {{command: string, rest: string[], port?: number, dataDir?: string, fresh: boolean, empty: boolean, temporary: boolean,
 *   json: boolean, verbose: boolean, help: boolean}}
 */
export function readOptions(args) {
  const [command, ...words] = args;
  if (!COMMANDS.includes(command)) throw new UsageError(`unknown command: ${command ?? ''}\n\n${USAGE}`);
  const options = {
    command,
    rest: [],
    fresh: false,
    empty: false,
    temporary: false,
    json: false,
    verbose: false,
    help: false,
  };
  // The other commands hand their words on to the tools behind them.
  if (!RUNNING.includes(command)) {
    const help = words.includes('--help') && !ON_PRODUCT.includes(command);
    return { ...options, rest: words, help };
  }
  while (words.length > 0) {
    const [word, given] = split(words.shift());
    const value = () => given ?? words.shift();
    if (word in SWITCHES) options[SWITCHES[word]] = true;
    else if (word === '--port') options.port = readPort(value());
    else if (word === '--data-dir') options.dataDir = readFolder(value());
    else if (word.startsWith('--')) throw new UsageError(`unknown option: ${word}\n\n${USAGE}`);
    else options.rest.push(word);
  }
  if (options.temporary && options.dataDir) throw new UsageError('--temporary and --data-dir do not go together');
  return options;
}

function split(word) {
  const at = word.startsWith('--') ? word.indexOf('=') : -1;
  return at < 0 ? [word, undefined] : [word.slice(0, at), word.slice(at + 1)];
}

function readPort(text) {
  const port = Number(text);
  if (Number.isInteger(port) && port > 0 && port < 65_536) return port;
  throw new UsageError(`--port needs a number from 1 to 65535, not ${text ?? 'nothing'}`);
}

function readFolder(text) {
  if (text) return text;
  throw new UsageError('--data-dir needs a folder');
}
