/** Whether a list is being put in order, and how that begins and ends. */
export interface Arrangement {
  arranging: boolean;
  onarrange: (arranging: boolean) => void;
}
