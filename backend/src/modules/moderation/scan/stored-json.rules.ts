/**
 * JSON of others in the form that PostgreSQL can hold: NUL and halves of a surrogate pair, which no `jsonb` has, become the
 * replacement character. Throws when the text is no JSON.
 */
export function storableJson(text: string): unknown {
  // Written anew, such characters are escapes, and nothing else is.
  const written = JSON.stringify(JSON.parse(text));
  const held = written.replace(/\\(?:\\|u0000|ud[89a-f][0-9a-f]{2})/g, (escape) =>
    escape === '\\\\' ? escape : '\ufffd',
  );
  return JSON.parse(held) as unknown;
}
