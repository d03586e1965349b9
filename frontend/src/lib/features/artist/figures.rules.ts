import type { Analytics } from '#lib/api/contract.ts';
import { paths } from '#lib/paths.ts';
import { count, counted } from '#lib/util/count.ts';

/** One number, or what it is about. */
export interface ArtistFigure {
  label: string;
  value: string;
  href?: string;
  note?: string;
}

/** ART-03: the numbers of an artist. What nobody has played or liked yet is left out. */
export function artistFigures({ total_plays, total_items, top_item, top_liked }: Analytics): ArtistFigure[] {
  const figures: ArtistFigure[] = [
    { label: 'plays', value: count(total_plays) },
    { label: 'tracks', value: count(total_items) },
  ];
  if (top_item && top_item.play_count > 0)
    figures.push({
      label: 'most played',
      value: top_item.title,
      href: paths.track(top_item),
      note: counted(top_item.play_count, 'play'),
    });
  if (top_liked && top_liked.play_count > 0)
    figures.push({
      label: 'most liked',
      value: top_liked.title,
      href: paths.track(top_liked),
      note: counted(top_liked.play_count, 'like'),
    });
  return figures;
}
