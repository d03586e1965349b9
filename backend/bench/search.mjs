import { fillBigCatalogue, untilAtRest } from './big-catalogue.mjs';
import { Product } from './product.mjs';
import { dice } from './titles.mjs';
import { slip } from './slips.mjs';

const TITLES = 1_000_000;
const EACH = 150;
const SHOWN = 20;
const GOAL_MS = 25;
const ALPHABET = /[a-z]/;

/** P3: titles of a very large catalogue, typed whole, half and with slips, against the usual query by trigrams. */
export async function measureSearch() {
  const product = await Product.start();
  try {
    const titles = await fillBigCatalogue(product.database, { tracks: TITLES });
    await untilAtRest(product.database);
    await product.database.query('create index bench_trigrams on tracks using gin (search_text gin_trgm_ops)');
    await product.database.query('vacuum analyze');
    const questions = ask(titles);
    await measure(questions.slice(0, 60), (q) => ours(product, q));
    await measure(questions.slice(0, 60), (q) => trigrams(product, q));
    const mine = await measure(questions, (q) => ours(product, q));
    const plain = await measure(questions, (q) => trigrams(product, q));
    return ['exact', 'prefix', 'slip'].flatMap((kind) => rows(kind, mine.get(kind), plain.get(kind)));
  } finally {
    await product.stop();
  }
}

function ask(titles) {
  const roll = dice(3);
  const pick = (fits) => {
    for (;;) {
      const title = titles[Math.floor(roll() * titles.length)];
      if (fits(title)) return title;
    }
  };
  const long = (title) => title.length >= 8 && ALPHABET.test(title);
  const each = (kind, fits, typed) =>
    Array.from({ length: EACH }, () => pick(fits)).map((title) => ({ kind, title, q: typed(title) }));
  return [
    ...each(
      'exact',
      (title) => title.length >= 2,
      (title) => title,
    ),
    ...each('prefix', long, (title) => title.slice(0, Math.ceil(title.length * 0.6)).trim()),
    ...each('slip', long, (title) => slip(title, roll)),
  ];
}

async function ours(product, q) {
  const answer = await fetch(`${product.url}/search/?type=tracks&limit=${SHOWN}&q=${encodeURIComponent(q)}`);
  if (!answer.ok) throw new Error(`${q}: ${answer.status}`);
  return (await answer.json()).results.map(({ title }) => title);
}

async function trigrams(product, q) {
  const { rows } = await product.database.query(
    `select title from tracks where search_text % f_unaccent(lower($1))
      order by similarity(search_text, f_unaccent(lower($1))) desc limit ${SHOWN}`,
    [q],
  );
  return rows.map(({ title }) => title);
}

/** By kind: how long each took, and in how many the title was among what is shown. */
async function measure(questions, find) {
  const taken = new Map();
  for (const { kind, title, q } of questions) {
    const startedAt = performance.now();
    const found = await find(q);
    const ms = performance.now() - startedAt;
    const all = taken.get(kind) ?? { ms: [], recall: 0 };
    taken.set(kind, { ms: [...all.ms, ms], recall: all.recall + (found.includes(title) ? 1 / EACH : 0) });
  }
  return taken;
}

function rows(kind, mine, plain) {
  const [fast, slow] = [p95(mine.ms), p95(plain.ms)];
  const what = { exact: 'whole titles', prefix: 'the beginning of titles', slip: 'titles with a slip' }[kind];
  return [
    {
      id: 'P3',
      metric: `\`GET /search/\` over 1 M titles by ${what}, through the API: p95, ms`,
      ours: fast.toFixed(0),
      peer: '–',
      ratio: fast / GOAL_MS,
      goal: { atMost: 1, of: `${GOAL_MS} ms` },
    },
    {
      id: 'P3',
      metric: `the same against trigrams, p95, ms`,
      ours: fast.toFixed(0),
      peer: `${slow.toFixed(0)} (\`title % q\`, the database alone)`,
      ratio: fast / slow,
      goal: { atMost: 0.1 },
    },
    {
      id: 'P3',
      metric: `the title is among the first ${SHOWN}, share`,
      ours: mine.recall.toFixed(2),
      peer: `${plain.recall.toFixed(2)} (the same query)`,
      ratio: mine.recall / plain.recall,
      goal: { atLeast: 1 },
    },
  ];
}

const p95 = (values) => values.toSorted((a, b) => a - b)[Math.floor(values.length * 0.95)];
