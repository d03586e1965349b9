import type { ThemeChoice } from '../api/contract.ts';
import type { Kept } from '../util/kept.ts';

/** PREF-02: the six spot colours. */
export const ACCENTS = [
  { name: 'blue', hex: '#6a9fff' },
  { name: 'purple', hex: '#a78bfa' },
  { name: 'pink', hex: '#f472b6' },
  { name: 'green', hex: '#4ade80' },
  { name: 'orange', hex: '#fb923c' },
  { name: 'red', hex: '#ef4444' },
] as const;

export const DEFAULT_ACCENT = ACCENTS[0].hex;

const isChoice = (value: unknown): value is ThemeChoice => value === 'dark' || value === 'light' || value === 'system';
const isAccent = (value: unknown): value is string => typeof value === 'string' && /^#[0-9a-f]{6}$/i.test(value);

export interface ThemeParts {
  root: HTMLElement;
  kept: Kept;
  /** Whether the device asks for light. */
  light: MediaQueryList;
  /** The listener chose: worth saving on the server. Not called for what came from there. */
  onchoose?: (change: { theme?: ThemeChoice; accent_color?: string }) => void;
}

/** Paper or vinyl, and the spot colour. What is kept here is a cache: after sign-in the server's value wins. */
export class Theme {
  choice = $state<ThemeChoice>('dark');
  accent = $state<string>(DEFAULT_ACCENT);
  #deviceIsLight = $state(false);
  readonly isLight = $derived(this.choice === 'light' || (this.choice === 'system' && this.#deviceIsLight));
  readonly #parts: ThemeParts;

  constructor(parts: ThemeParts) {
    this.#parts = parts;
    const [choice, accent] = [parts.kept.get('plyr.theme'), parts.kept.get('plyr.accent')];
    if (isChoice(choice)) this.choice = choice;
    if (isAccent(accent)) this.accent = accent;
    this.#deviceIsLight = parts.light.matches;
    parts.light.addEventListener('change', (event) => {
      this.#deviceIsLight = event.matches;
      this.#paint();
    });
    this.#paint();
  }

  choose(choice: ThemeChoice): void {
    this.adopt({ theme: choice });
    this.#parts.onchoose?.({ theme: choice });
  }

  /** While the picker is dragged: shown at once, saved when it is let go. */
  try(accent: string): void {
    if (isAccent(accent)) this.#parts.root.style.setProperty('--accent', accent);
  }

  chooseAccent(accent: string): void {
    if (!isAccent(accent)) return;
    this.adopt({ accent_color: accent });
    this.#parts.onchoose?.({ accent_color: accent });
  }

  /** Takes what the server says; anything it does not understand is left as it is. */
  adopt({ theme, accent_color }: { theme?: string; accent_color?: string }): void {
    if (isChoice(theme)) this.choice = theme;
    if (isAccent(accent_color)) this.accent = accent_color.toLowerCase();
    this.#parts.kept.set('plyr.theme', this.choice);
    this.#parts.kept.set('plyr.accent', this.accent);
    this.#paint();
  }

  #paint(): void {
    const { root } = this.#parts;
    root.dataset.theme = this.isLight ? 'light' : 'dark';
    if (this.accent === DEFAULT_ACCENT) root.style.removeProperty('--accent');
    else root.style.setProperty('--accent', this.accent);
    const paper = getComputedStyle(root).getPropertyValue('--bg-primary').trim();
    if (paper) root.ownerDocument.querySelector('meta[name="theme-color"]')?.setAttribute('content', paper);
  }
}
