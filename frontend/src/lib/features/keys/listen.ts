import { tinykeys } from 'tinykeys';
import { KEY_MAP, type KeyActions, type KeyLine } from './key-map.ts';

const TYPING = 'input, textarea, select, [contenteditable]:not([contenteditable="false"]), [role="textbox"]';
const TAKERS = {
  arrows: '[role="slider"], [role="tab"], [role="radio"], [role="option"], [role^="menu"], [data-arrows]',
  space: 'button, a, summary, [role="button"], [role="switch"]',
  nothing: '',
} as const;

/** Binds the keys of the whole page. Returns what takes them away again. */
export function listenToKeys(target: Window, actions: KeyActions): () => void {
  const handle =
    ({ act, leftTo = 'nothing', repeats, everywhere }: KeyLine) =>
    (event: KeyboardEvent): void => {
      if (event.repeat && !repeats) return;
      if (event.defaultPrevented || (!everywhere && isOn(event, TYPING)) || isOn(event, TAKERS[leftTo])) return;
      const deed = act(actions);
      if (!deed) return;
      event.preventDefault();
      deed();
    };
  const bound = KEY_MAP.flatMap(({ lines }) => lines.map((line) => [line.press, handle(line)] as const));
  // by itself it leaves out all fields
  const ignore = (event: KeyboardEvent): boolean => event.isComposing;
  return tinykeys(target, Object.fromEntries(bound), { ignore });
}

function isOn({ target }: KeyboardEvent, selector: string): boolean {
  return selector !== '' && target instanceof Element && target.closest(selector) !== null;
}
