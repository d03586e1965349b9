const DAY_MS = 86_400_000;
const lower = (text: string): string => text.toLowerCase();
const full = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'long', year: 'numeric' });
const dayMonth = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'long' });
const weekday = new Intl.DateTimeFormat('en-GB', { weekday: 'long' });

const midnight = (date: Date): number => new Date(date.getFullYear(), date.getMonth(), date.getDate()).getTime();
/** Rounded, because a day of a clock change has 23 or 25 hours. */
const daysBetween = (earlier: Date, later: Date): number => Math.round((midnight(later) - midnight(earlier)) / DAY_MS);

/** "21 november 2025" */
export const longDate = (iso: string): string => lower(full.format(new Date(iso)));

/** The heading of a day in a list: today, yesterday, a weekday, then the date itself. */
export function dayLabel(iso: string, now = new Date()): { name: string; date: string } {
  const date = new Date(iso);
  const age = daysBetween(date, now);
  const sameYear = date.getFullYear() === now.getFullYear();
  const written = lower((sameYear ? dayMonth : full).format(date));
  if (age <= 0) return { name: 'today', date: written };
  if (age === 1) return { name: 'yesterday', date: written };
  if (age < 7) return { name: lower(weekday.format(date)), date: written };
  return { name: written, date: '' };
}

/** "just now", "5 min ago", "9 h ago", "3 d ago", then the date. */
export function ago(iso: string, now = new Date()): string {
  const minutes = Math.floor((now.getTime() - new Date(iso).getTime()) / 60_000);
  if (minutes < 1) return 'just now';
  if (minutes < 60) return `${minutes} min ago`;
  if (minutes < 24 * 60) return `${Math.floor(minutes / 60)} h ago`;
  if (minutes < 14 * 24 * 60) return `${Math.floor(minutes / (24 * 60))} d ago`;
  return longDate(iso);
}

/** Things in order, gathered by the local day they were made on. */
export function byDay<T extends { created_at: string }>(things: readonly T[], now = new Date()) {
  const days: { name: string; date: string; things: T[] }[] = [];
  let day = Number.NaN;
  for (const thing of things) {
    const its = midnight(new Date(thing.created_at));
    const last = days.at(-1);
    // of thousands of things, names are made for days only
    if (last && (its === day || last.name === dayLabel(thing.created_at, now).name)) last.things.push(thing);
    else days.push({ ...dayLabel(thing.created_at, now), things: [thing] });
    day = its;
  }
  return days;
}
