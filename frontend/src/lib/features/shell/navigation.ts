import { paths } from '#lib/paths.ts';

/** The rooms of the house, in the order of masthead and tab bar. */
export const rooms = (signedIn: boolean): { href: string; label: string }[] => [
  { href: paths.home(), label: 'latest' },
  { href: paths.library(), label: 'library' },
  { href: paths.upload(), label: 'upload' },
  ...(signedIn ? [{ href: paths.portal(), label: 'portal' }] : []),
];

/** What a link to the present page carries. */
export const currentPage = (href: string, pathname: string): 'page' | undefined =>
  href === pathname ? 'page' : undefined;
