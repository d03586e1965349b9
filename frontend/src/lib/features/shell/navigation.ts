import { paths } from '#lib/paths.ts';

/** The rooms of the house, in the order of masthead and tab bar. */
export const rooms = [
  { href: paths.home(), label: 'latest' },
  { href: paths.library(), label: 'library' },
  { href: paths.upload(), label: 'upload' },
] as const;

/** What a link to the present page carries. */
export const currentPage = (href: string, pathname: string): 'page' | undefined =>
  href === pathname ? 'page' : undefined;
