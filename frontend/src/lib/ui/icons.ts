/** Drawn for this product on 20 × 20: 1.5 px strokes with square ends. `solid` ones are filled instead. */
export interface IconShape {
  d: string;
  solid?: true;
}

export const icons = {
  play: { d: 'M5 3.2v13.6L17 10z', solid: true },
  pause: { d: 'M4.5 3.5h4v13h-4zM11.5 3.5h4v13h-4z', solid: true },
  next: { d: 'M3.5 4v12l9-6zM14.5 4h2v12h-2z', solid: true },
  previous: { d: 'M16.5 4v12l-9-6zM3.5 4h2v12h-2z', solid: true },
  heart: { d: 'M10 16.6 3.4 9.9a4.2 4.2 0 0 1 0-5.9 4 4 0 0 1 5.8 0l.8.9.8-.9a4 4 0 0 1 5.8 0 4.2 4.2 0 0 1 0 5.9z' },
  plus: { d: 'M10 4v12M4 10h12' },
  more: { d: 'M3 8.8h2.4v2.4H3zM8.8 8.8h2.4v2.4H8.8zM14.6 8.8H17v2.4h-2.4z', solid: true },
  queue: { d: 'M3 5h14M3 10h14M3 15h7M14 12.5v5l4-2.5z' },
  volume: { d: 'M3 7.5v5h3l4.5 3.5V4L6 7.5zM13.5 7a4.2 4.2 0 0 1 0 6' },
  muted: { d: 'M3 7.5v5h3l4.5 3.5V4L6 7.5zM13 8l4 4M17 8l-4 4' },
  search: { d: 'M8.7 14.4a5.7 5.7 0 1 0 0-11.4 5.7 5.7 0 0 0 0 11.4zM13 13l4 4' },
  settings: { d: 'M3 6h8M15 6h2M3 14h2M9 14h8M13 4v4M7 12v4' },
  share: { d: 'M10 12V3M6.5 6 10 2.7 13.5 6M4 10v7h12v-7' },
  repeat: { d: 'M4 9V6h11M12.5 3.5 15 6l-2.5 2.5M16 11v3H5M7.5 11.5 5 14l2.5 2.5' },
  'repeat-one': { d: 'M4 9V6h11M12.5 3.5 15 6l-2.5 2.5M16 11v3H5M7.5 11.5 5 14l2.5 2.5M9 9l1.3-.9V12' },
  shuffle: { d: 'M3 6h3l8 8h3M3 14h3l2-2M12 8l2-2h3M15 4l2 2-2 2M15 12l2 2-2 2' },
  drag: { d: 'M6.5 4h2v2h-2zM11.5 4h2v2h-2zM6.5 9h2v2h-2zM11.5 9h2v2h-2zM6.5 14h2v2h-2zM11.5 14h2v2h-2z', solid: true },
  close: { d: 'M5 5l10 10M15 5 5 15' },
  check: { d: 'M4 10.5 8 14.5 16 5.5' },
  left: { d: 'M12 4 6 10l6 6' },
  right: { d: 'M8 4l6 6-6 6' },
  eye: { d: 'M2 10s3-5.5 8-5.5S18 10 18 10s-3 5.5-8 5.5S2 10 2 10zM10 12.3a2.3 2.3 0 1 0 0-4.6 2.3 2.3 0 0 0 0 4.6z' },
  edit: { d: 'M4 16v-3L13 4l3 3-9 9zM11 6l3 3' },
  trash: { d: 'M4 6h12M8 6V3.5h4V6M5.5 6l.8 11h7.4l.8-11' },
  up: { d: 'M10 16V4M5.5 8.5 10 4l4.5 4.5' },
  list: { d: 'M3 5h14M3 10h14M3 15h14' },
  user: { d: 'M10 10a3.2 3.2 0 1 0 0-6.4 3.2 3.2 0 0 0 0 6.4zM4 17c.5-3.5 3-5 6-5s5.5 1.5 6 5' },
  out: { d: 'M8 4H4v12h4M12 6l4 4-4 4M7.5 10H16' },
  link: { d: 'M8 12l4-4M9 5.5l2-2a4 4 0 0 1 5.5 5.5l-2 2M11 14.5l-2 2A4 4 0 0 1 3.5 11l2-2' },
  retry: { d: 'M16 10a6 6 0 1 1-2-4.5M16 3v3.5h-3.5' },
} satisfies Record<string, IconShape>;

export type IconName = keyof typeof icons;
