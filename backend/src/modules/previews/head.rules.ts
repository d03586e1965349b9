/** One element of a page's head. */
export interface HeadTag {
  name: 'meta' | 'link';
  attributes: Record<string, string>;
}

/** What a page says about itself: its title, and its meta and link elements. */
export interface HeadContent {
  title: string;
  tags: HeadTag[];
}

const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? character);
}

/** The fragment for the slot in the shell; everything in it is escaped. */
export function headHtml({ title, tags }: HeadContent): string {
  const elements = tags.map(({ name, attributes }) => {
    const list = Object.entries(attributes).map(([key, value]) => `${key}="${escaped(value)}"`);
    return `<${name} ${list.join(' ')}>`;
  });
  return [`<title>${escaped(title)}</title>`, ...elements].join('\n');
}

export interface Subject {
  /** `music.song`, `profile`, `website` … */
  type: string;
  title: string;
  description: string;
  /** Absolute address of the page. */
  url: string;
  imageUrl?: string | null;
  audioUrl?: string | null;
}

/** The tags that link previews read, exactly one of each (EMB-04). */
export function headOf(subject: Subject): HeadContent {
  const { title, description, url, imageUrl, audioUrl } = subject;
  const property = (name: string, content: string | null | undefined): HeadTag[] =>
    content ? [{ name: 'meta', attributes: { property: name, content } }] : [];
  const named = (name: string, content: string | null | undefined): HeadTag[] =>
    content ? [{ name: 'meta', attributes: { name, content } }] : [];
  return {
    title: subject.type === 'website' ? title : `${title} • plyr.fm`,
    tags: [
      ...named('description', description),
      { name: 'link', attributes: { rel: 'canonical', href: url } },
      ...property('og:site_name', 'plyr.fm'),
      ...property('og:type', subject.type),
      ...property('og:title', title),
      ...property('og:description', description),
      ...property('og:url', url),
      ...property('og:image', imageUrl),
      ...property('og:audio', audioUrl),
      ...named('twitter:card', imageUrl ? 'summary_large_image' : 'summary'),
      ...named('twitter:title', title),
      ...named('twitter:description', description),
      ...named('twitter:image', imageUrl),
    ],
  };
}
