/** A piece of a text, and whether it is what was searched for. */
export interface Piece {
  text: string;
  hit: boolean;
}

/** Letters that are searched for without what is on them, but do not fall apart by themselves. */
const PLAIN: Readonly<Record<string, string>> = { ø: 'o', đ: 'd', ł: 'l', ı: 'i', ß: 'ss', æ: 'ae', œ: 'oe' };
const QUOTES: Readonly<Record<string, string>> = { '‘': "'", '’': "'", '“': '"', '”': '"' };

/** Cuts a text where it answers the query, as the server compares them: without case and accents (SRCH-02). */
export function marked(text: string, query: string): Piece[] {
  const words = folded(query.trim()).text;
  if (!words) return [{ text, hit: false }];
  const { text: plain, from } = folded(text);
  const whole = plain.indexOf(words);
  const hits = whole === -1 ? eachWord(plain, words) : [{ start: whole, end: whole + words.length }];
  return pieces(
    text,
    hits.map(({ start, end }) => ({ start: from[start] ?? 0, end: from[end] ?? text.length })),
  );
}

interface Span {
  start: number;
  end: number;
}

/** Compared form, and for each of its letters where it stands in the text. */
function folded(text: string): { text: string; from: number[] } {
  let plain = '';
  const from: number[] = [];
  let at = 0;
  for (const letter of text) {
    const bare = letter.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
    for (const part of QUOTES[bare] ?? PLAIN[bare] ?? bare) {
      plain += part;
      for (let unit = 0; unit < part.length; unit++) from.push(at);
    }
    at += letter.length;
  }
  return { text: plain, from };
}

/** The words of a query that do not stand side by side in the text. */
function eachWord(plain: string, query: string): Span[] {
  const spans = query
    .split(/\s+/)
    .map((word) => ({ start: plain.indexOf(word), end: plain.indexOf(word) + word.length }))
    .filter(({ start, end }) => start !== -1 && end - start > 1)
    .sort((one, other) => one.start - other.start);
  return spans.filter(({ start }, index) => spans.slice(0, index).every((before) => before.end <= start));
}

function pieces(text: string, hits: readonly Span[]): Piece[] {
  const cut: Piece[] = [];
  let at = 0;
  for (const { start, end } of hits) {
    cut.push({ text: text.slice(at, start), hit: false }, { text: text.slice(start, end), hit: true });
    at = end;
  }
  cut.push({ text: text.slice(at), hit: false });
  return cut.filter((piece) => piece.text !== '');
}
