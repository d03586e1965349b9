/** A text as a pattern of `like` that means itself. */
export function likeLiteral(text: string): string {
  return text.replace(/[\\%_]/g, '\\$&');
}

/** A text as a regular expression of PostgreSQL that means itself. */
export function regexLiteral(text: string): string {
  return text.replace(/[\\^$.|?*+()[\]{}]/g, '\\$&');
}

/** Whether an index of trigrams can find this within words: it needs three letters in a row. */
export function hasTrigram(key: string): boolean {
  return /[a-z0-9]{3}/.test(key);
}
