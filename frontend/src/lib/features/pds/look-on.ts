/** So often is asked anew while something is on its way to the PDS. */
export const LOOK_MS = 4000;

/** Reads until it is ended by what this returns; each time some time after the last answer. What fails is asked again. */
export function lookOn(read: () => Promise<unknown>): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let over = false;
  const goOn = (): void => void (over || lookLater());
  const lookLater = (): void => {
    timer = setTimeout(() => void read().then(goOn, goOn), LOOK_MS);
  };
  lookLater();
  return () => {
    over = true;
    clearTimeout(timer);
  };
}
