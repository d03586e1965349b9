import type { IconName } from './icons.ts';

/** One line of a menu. */
export interface MenuAction {
  label: string;
  icon?: IconName;
  /** Small words at the right: a count, the present state. */
  end?: string;
  /** Present for lines that are on or off. */
  checked?: boolean;
  danger?: boolean;
  disabled?: boolean;
  /** Leads somewhere instead of doing something. */
  href?: string;
  onselect?: () => void;
}

/** What a menu is about, as its sheet shows it above the lines. */
export interface MenuSubject {
  name: string;
  note: string;
  /** A small round picture. */
  avatar: string | null;
}

/** Lines in groups; a hairline parts the groups. */
export type MenuGroups = readonly (readonly MenuAction[])[];
