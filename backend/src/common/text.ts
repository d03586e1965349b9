/** Control characters (\p{Cc}), and the zero-width marks and those that turn the direction of the text after them. */
const INVISIBLE = /[\p{Cc}\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]/gu;

/** One line of text as a person meant it: NFC, without invisible characters, spaces collapsed. */
export function cleanLine(text: string): string {
  return text.normalize('NFC').replace(/\s+/gu, ' ').replace(INVISIBLE, '').trim();
}

/** Several lines: as {@link cleanLine}, but line breaks stay. */
export function cleanText(text: string): string {
  return text
    .normalize('NFC')
    .replace(/\r\n?/gu, '\n')
    .split('\n')
    .map((line) => line.replace(INVISIBLE, '').trimEnd())
    .join('\n')
    .trim();
}

/** A file name for showing: its last path segment, cleaned, at most 200 characters. Never used as a path. */
export function cleanFilename(name: string): string {
  const last = name.split(/[/\\]/u).at(-1) ?? '';
  return cleanLine(last).slice(0, 200) || 'untitled';
}

/** TAG-01: NFC, lower case, spaces collapsed, no hyphens at the ends; empty when nothing remains. */
export function normalizeTag(name: string): string {
  return cleanLine(name)
    .toLowerCase()
    .replace(/^-+|-+$/gu, '')
    .trim();
}

/** ALB-10: keeps Unicode letters and digits, so that a Japanese title has a slug; empty when nothing remains. */
export function slugify(title: string): string {
  return title
    .normalize('NFC')
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, '-')
    .replace(/^-+|-+$/gu, '')
    .slice(0, 100);
}
