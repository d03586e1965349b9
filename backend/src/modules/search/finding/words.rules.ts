const APOSTROPHES = /'/g;
const NO_LETTERS = /[^\p{L}\p{M}\p{N}]+/u;
/** Shorter words have too many neighbours, longer ones are sentences of a script without spaces. */
const SHORTEST = 3;
const LONGEST = 24;

/** The words of a text as `f_search_text` writes it: lower case, without accents. */
export function wordsOf(text: string): string[] {
  return text
    .replace(APOSTROPHES, '')
    .split(NO_LETTERS)
    .filter((word) => word !== '');
}

/**
 * The word, and what remains of it without any one of its letters. Two words that share one of these are a slip of the
 * finger apart, whatever the slip: a letter too many, too few, another, or two that changed places.
 */
export function formsOf(word: string): string[] {
  const letters = [...word];
  if (letters.length < SHORTEST || letters.length > LONGEST) return [word];
  return [...new Set([word, ...letters.map((_, at) => letters.toSpliced(at, 1).join(''))])];
}

/** How many slips of the finger a word of this length may hold. */
export function allowedEdits(word: string): number {
  const { length } = [...word];
  if (length < SHORTEST || length > LONGEST) return 0;
  return length < 5 ? 1 : 2;
}

/** Letters put in, left out, exchanged, or two neighbours that changed places, at the least, from one to the other. */
export function editsBetween(one: string, other: string): number {
  const [a, b] = [[...one], [...other]];
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, at) => at);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const exchanged = at(last, j - 1) + (a[i - 1] === b[j - 1] ? 0 : 1);
      let least = Math.min(exchanged, at(last, j) + 1, at(row, j - 1) + 1);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        least = Math.min(least, at(beforeLast, j - 2) + 1);
      row.push(least);
    }
    [beforeLast, last] = [last, row];
  }
  return at(last, b.length);
}

/** 1 when they are the same, 0 when one is no slip of the other; between, the share of the typed letters that are right. */
export function closeness(typed: string, word: string): number {
  if (typed === word) return 1;
  const edits = editsBetween(typed, word);
  if (edits > allowedEdits(typed)) return 0;
  return 1 - edits / [...typed].length;
}

function at(row: readonly number[], index: number): number {
  return row[index] ?? Infinity;
}
