export interface TextPart {
  text: string;
  href?: string;
}

/** A text parted at its web addresses (TRK-10). Punctuation that ends a sentence is no part of an address. */
export function linkedParts(text: string): TextPart[] {
  const parts: TextPart[] = [];
  let end = 0;
  for (const found of text.matchAll(/https?:\/\/[^\s<>"]+/g)) {
    const address = found[0].replace(/[.,;:!?'")\]]+$/, '');
    if (!URL.canParse(address)) continue;
    if (found.index > end) parts.push({ text: text.slice(end, found.index) });
    parts.push({ text: address.replace(/^https?:\/\/(?:www\.)?/, '').replace(/\/$/, ''), href: address });
    end = found.index + address.length;
  }
  if (end < text.length) parts.push({ text: text.slice(end) });
  return parts;
}
