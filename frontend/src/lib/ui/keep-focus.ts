import type { Attachment } from 'svelte/attachments';

const ROW = 'li';
const CONTROLS = 'a[href], button:not(:disabled), input:not(:disabled)';
const ROOM = 'section, aside, dialog, main';

interface Held {
  row: Element;
  control: Element;
  /** Which of the rows it was. */
  index: number;
}

/**
 * For lists whose rows go away under the hand: the same control of the row that follows takes the focus, else of the one
 * before, else the heading over the list. Where only the control goes, such as a form in its row, what opened it does.
 */
export const keepFocus: Attachment<HTMLElement> = (list) => {
  const room = list.closest(ROOM);
  let held: Held | null = null;
  /** A dialog that asked about the row still has the focus, and cannot give it back. */
  let owed = false;

  const rows = (): Element[] => [...list.querySelectorAll(ROW)];
  const note = ({ target }: FocusEvent): void => {
    const row = target instanceof Element ? target.closest(ROW) : null;
    held = row && target instanceof Element ? { row, control: target, index: rows().indexOf(row) } : null;
    owed = false;
  };
  const follow = (): void => {
    if (!held) return;
    if (held.control.isConnected) held.index = rows().indexOf(held.row);
    else if (isNowhere() || isAsked(list)) {
      owed = true;
      payBack();
    } else held = null;
  };
  const payBack = (): void => {
    if (!owed || !held || !isNowhere()) return;
    const { row, control, index } = held;
    owed = false;
    const next = row.isConnected ? openerIn(row) : alike(rows().at(index) ?? rows().at(-1), control);
    (next ?? headingOf(room))?.focus();
  };
  // what closes elsewhere may restore the focus by itself first
  const afterwards = (): void => void (owed && setTimeout(payBack));

  const inside = new MutationObserver(follow);
  const outside = new MutationObserver(afterwards);
  inside.observe(list, { childList: true, subtree: true });
  outside.observe(document.body, { childList: true });
  list.addEventListener('focusin', note);
  return () => {
    inside.disconnect();
    outside.disconnect();
    // with its last row the list may go too
    if (held && !held.control.isConnected && isNowhere()) headingOf(room)?.focus();
  };
};

const isNowhere = (): boolean => document.activeElement === null || document.activeElement === document.body;

/** By a dialog that lies over the list. */
const isAsked = (list: HTMLElement): boolean => {
  const dialog = document.activeElement?.closest('dialog, [role="dialog"]');
  return dialog ? !dialog.contains(list) : false;
};

const openerIn = (row: Element): HTMLElement | null =>
  row.querySelector<HTMLElement>('[aria-expanded]') ?? row.querySelector<HTMLElement>(CONTROLS);

/** The control that does the same to another row; by its verb, for the rest of its name is the row's. */
function alike(row: Element | undefined, control: Element): HTMLElement | null {
  const controls = [...(row?.querySelectorAll<HTMLElement>(CONTROLS) ?? [])];
  return controls.find((other) => verbOf(other) === verbOf(control)) ?? controls[0] ?? null;
}

function verbOf(control: Element): string | undefined {
  return (control.getAttribute('aria-label') ?? control.textContent).trim().split(/\s/)[0];
}

/** For a part that goes away under the hand and stands in no row of a list: the heading over it takes the focus. */
export const handOn: Attachment<HTMLElement> = (part) => {
  if (part.closest(ROW)) return undefined;
  const room = part.closest(ROOM);
  let held = false;
  const note = (): void => void (held = true);
  part.addEventListener('focusin', note);
  return () => {
    if (held && isNowhere()) headingOf(room)?.focus({ preventScroll: true });
  };
};

function headingOf(room: Element | null): HTMLElement | null {
  const heading = room?.isConnected ? room.querySelector<HTMLElement>('h1, h2, h3') : null;
  if (heading) heading.tabIndex = -1;
  return heading;
}
