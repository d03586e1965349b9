/** How far floats stay from the edges of the window: at its foot is the player, over which they open upward (LST-15). */
export const BESIDE_PLAYER = { top: 8, right: 8, bottom: 80, left: 8 } as const;
