/** This near to an edge, it scrolls; the nearer, the faster. */
const EDGE_PX = 72;
const FASTEST_PX = 14;

/** Scrolls what a list lies in while something is held near one of its edges. */
export class EdgeScroll {
  readonly #scroller: Element;
  readonly #onscroll: () => void;
  #y: number | null = null;
  #frame = 0;

  constructor(within: Element, onscroll: () => void) {
    this.#scroller = scrollerOf(within);
    this.#onscroll = onscroll;
  }

  get top(): number {
    return this.#scroller.scrollTop;
  }

  /** Something is held at this height of the window. */
  hold(y: number): void {
    this.#y = y;
    this.#frame ||= requestAnimationFrame(this.#step);
  }

  stop(): void {
    cancelAnimationFrame(this.#frame);
    this.#frame = 0;
    this.#y = null;
  }

  readonly #step = (): void => {
    this.#frame = 0;
    if (this.#y === null) return;
    const before = this.#scroller.scrollTop;
    const by = this.#speed(this.#y);
    this.#scroller.scrollTop += by;
    if (by === 0 || this.#scroller.scrollTop === before) return;
    this.#onscroll();
    this.#frame = requestAnimationFrame(this.#step);
  };

  #speed(y: number): number {
    const { top, bottom } = this.#view();
    const above = top + EDGE_PX - y;
    if (above > 0) return -FASTEST_PX * Math.min(1, above / EDGE_PX);
    return FASTEST_PX * Math.min(1, Math.max(0, y - (bottom - EDGE_PX)) / EDGE_PX);
  }

  /** What is seen of it: the scroll padding says how much lies under masthead and player. */
  #view(): { top: number; bottom: number } {
    const { scrollPaddingTop, scrollPaddingBottom } = getComputedStyle(this.#scroller);
    const page = this.#scroller === document.scrollingElement;
    const edges = page ? { top: 0, bottom: innerHeight } : this.#scroller.getBoundingClientRect();
    return {
      top: edges.top + (parseFloat(scrollPaddingTop) || 0),
      bottom: edges.bottom - (parseFloat(scrollPaddingBottom) || 0),
    };
  }
}

function scrollerOf(within: Element): Element {
  for (let parent = within.parentElement; parent; parent = parent.parentElement)
    if (/auto|scroll/.test(getComputedStyle(parent).overflowY)) return parent;
  return document.scrollingElement ?? document.documentElement;
}
