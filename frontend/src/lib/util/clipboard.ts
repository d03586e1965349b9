/**
 * Puts words on the clipboard. Called within the gesture, also where the words come later: Safari takes a promise of
 * them, and refuses whatever is written after a wait (P-UI-07).
 */
export function copy(words: string | Promise<string>): Promise<void> {
  if (typeof words === 'string') return navigator.clipboard.writeText(words);
  if (!('ClipboardItem' in globalThis)) return words.then((text) => navigator.clipboard.writeText(text));
  const blob = words.then((text) => new Blob([text], { type: 'text/plain' }));
  return navigator.clipboard.write([new ClipboardItem({ 'text/plain': blob })]);
}
