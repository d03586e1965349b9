/** The time, as something that can be given to a class and replaced in its specs. */
export class Clock {
  now(): Date {
    return new Date();
  }

  /** `now` moved by so many milliseconds. */
  after(ms: number): Date {
    return new Date(this.now().getTime() + ms);
  }
}

export const SECOND_MS = 1000;
export const MINUTE_MS = 60 * SECOND_MS;
export const HOUR_MS = 60 * MINUTE_MS;
export const DAY_MS = 24 * HOUR_MS;
