/** A text as it is typed in haste: one slip, or two in a long one; the first letter and the spaces are right. */
export function slip(text, roll) {
  const once = slipOnce([...text], roll);
  return text.length >= 16 ? slipOnce([...once], roll) : once;
}

function slipOnce(letters, roll) {
  const inner = letters.flatMap((letter, at) => (at > 0 && letter !== ' ' && letters[at - 1] !== ' ' ? [at] : []));
  const at = inner[Math.floor(roll() * inner.length)] ?? letters.length - 1;
  const other = String.fromCharCode(97 + Math.floor(roll() * 26));
  const kinds = [
    () => letters.toSpliced(at, 1),
    () => letters.toSpliced(at, 0, other),
    () => letters.toSpliced(at, 1, other),
    () =>
      (letters[at + 1] ?? ' ') === ' '
        ? letters.toSpliced(at, 1)
        : letters.toSpliced(at, 2, letters[at + 1], letters[at]),
  ];
  return kinds[Math.floor(roll() * kinds.length)]().join('');
}
