const figures = new Intl.NumberFormat('en-US');

/** 1204 → "1,204" */
export const count = (amount: number): string => figures.format(amount);

/** (1, "play") → "1 play", (1204, "play") → "1,204 plays" */
export const counted = (amount: number, thing: string): string => `${count(amount)} ${thing}${amount === 1 ? '' : 's'}`;

/** 1 → "1st", 12 → "12th", 23 → "23rd" */
export function ordinal(place: number): string {
  const teen = place % 100 >= 11 && place % 100 <= 13;
  const ending = teen ? 'th' : (['th', 'st', 'nd', 'rd'][place % 10] ?? 'th');
  return `${place}${ending}`;
}

/** Bytes in the unit a person would use. */
export function fileSize(bytes: number): string {
  if (bytes < 1024) return `${bytes} B`;
  if (bytes < 1024 ** 2) return `${Math.round(bytes / 1024)} kB`;
  if (bytes < 1024 ** 3) return `${(bytes / 1024 ** 2).toFixed(1)} MB`;
  return `${(bytes / 1024 ** 3).toFixed(2)} GB`;
}
