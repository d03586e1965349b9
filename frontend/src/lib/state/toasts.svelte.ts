import { SvelteMap } from 'svelte/reactivity';

export type ToastKind = 'success' | 'error' | 'info' | 'warning';

export interface ToastLink {
  label: string;
  /** Leads somewhere, or does something; one of the two. */
  href?: string;
  onselect?: () => void;
}

export interface ToastOptions {
  link?: ToastLink;
  /** 0 stays until it is dismissed or updated. */
  durationMs?: number;
  /** 0 to 100 draws a rule of progress at the foot. */
  percent?: number;
}

export interface Toast extends ToastOptions {
  id: number;
  kind: ToastKind;
  text: string;
}

/** UX-01: how long each kind stays. */
const STAY_MS: Record<ToastKind, number> = { success: 3000, info: 3000, warning: 4000, error: 5000 };

/** Short sentences that say what happened, newest first. */
export class Toasts {
  items = $state.raw<readonly Toast[]>([]);
  /** What was said last, for ears: a toast that appears or turns out, not each step of one. */
  #said = $state.raw<{ id: number; text: string } | null>(null);
  readonly spoken = $derived(this.items.some(({ id }) => id === this.#said?.id) ? (this.#said?.text ?? '') : '');
  readonly #timers = new SvelteMap<number, ReturnType<typeof setTimeout>>();
  #lastId = 0;
  #held = false;

  success = (text: string, options?: ToastOptions): number => this.show('success', text, options);
  error = (text: string, options?: ToastOptions): number => this.show('error', text, options);
  info = (text: string, options?: ToastOptions): number => this.show('info', text, options);
  warning = (text: string, options?: ToastOptions): number => this.show('warning', text, options);

  show(kind: ToastKind, text: string, options: ToastOptions = {}): number {
    const toast = { ...options, id: ++this.#lastId, kind, text };
    this.items = [toast, ...this.items];
    this.#said = toast;
    this.#arm(toast);
    return toast.id;
  }

  /** Changes a toast where it stands; its time begins anew. One that is gone already is shown again. */
  update(id: number, text: string, change: ToastOptions & { kind?: ToastKind } = {}): number {
    const old = this.items.find((toast) => toast.id === id);
    if (!old) return this.show(change.kind ?? 'info', text, change);
    const toast = { ...old, ...change, text };
    this.items = this.items.map((item) => (item.id === id ? toast : item));
    if (toast.kind !== old.kind) this.#said = toast;
    this.#arm(toast);
    return id;
  }

  dismiss = (id: number): void => {
    this.#disarm(id);
    this.items = this.items.filter((toast) => toast.id !== id);
  };

  /** While someone reads (hover or focus) nothing goes away; afterwards each gets its time again. */
  hold = (held: boolean): void => {
    this.#held = held;
    for (const toast of this.items) this.#arm(toast);
  };

  #arm(toast: Toast): void {
    this.#disarm(toast.id);
    const stay = toast.durationMs ?? STAY_MS[toast.kind];
    if (stay === 0 || this.#held) return;
    this.#timers.set(
      toast.id,
      setTimeout(() => this.dismiss(toast.id), stay),
    );
  }

  #disarm(id: number): void {
    clearTimeout(this.#timers.get(id));
    this.#timers.delete(id);
  }
}
