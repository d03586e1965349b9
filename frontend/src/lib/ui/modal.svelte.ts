import { untrack } from 'svelte';
import type { Attachment } from 'svelte/attachments';

/** The dialogs that cover the page, the last one on top. */
let covering = $state.raw<readonly HTMLDialogElement[]>([]);

/** Where a float is put: a native modal dialog shuts off all that does not stand in it. */
export const topmost = (): Element => covering.at(-1) ?? document.body;

/** Opens a native dialog for as long as it is attached: it keeps the focus, answers escape, and what lies behind is shut off. */
export const asModal: Attachment<HTMLDialogElement> = (dialog) => {
  dialog.showModal();
  untrack(() => cover([...covering, dialog]));
  return () => {
    cover(covering.filter((other) => other !== dialog));
    dialog.close();
  };
};

/** Lets something of the whole window stand where it can be seen, heard and touched, whatever covers the page. */
export const onTop: Attachment<HTMLElement> = (element) => {
  topmost().append(element);
  return () => element.remove();
};

function cover(dialogs: readonly HTMLDialogElement[]): void {
  covering = dialogs;
  document.documentElement.style.overflow = dialogs.length > 0 ? 'hidden' : '';
}
