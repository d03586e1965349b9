import type { Playback, PlaybackObserver } from './playback.ts';

/** While there is sound the tab is called after the track (PL-04); pages may rename it meanwhile and get their name back. */
export class TabTitle implements PlaybackObserver {
  readonly #document: Pick<Document, 'title' | 'head'>;
  #page: string;
  #track: string | null = null;

  constructor(document: Document) {
    this.#document = document;
    this.#page = document.title;
    new MutationObserver(() => this.#renamed()).observe(document.head, {
      subtree: true,
      childList: true,
      characterData: true,
    });
  }

  playback({ track, sounding }: Playback): void {
    const wanted = track && sounding ? `${track.title} - ${track.artist} • plyr.fm` : null;
    if (wanted === this.#track) return;
    this.#renamed();
    this.#track = wanted;
    this.#document.title = wanted ?? this.#page;
  }

  /** A name that is not ours was given by a page. */
  #renamed(): void {
    const { title } = this.#document;
    if (title === this.#track) return;
    this.#page = title;
    if (this.#track !== null) this.#document.title = this.#track;
  }
}
