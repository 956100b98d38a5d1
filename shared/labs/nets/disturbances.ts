/** Deviations of the noise, and pixels of the shifts, that held-out pictures are tested with. */
export const DEVIATIONS = [0, 0.05, 0.1, 0.2, 0.3, 0.4, 0.5] as const;
export const SHIFTS = [0, 1, 2, 3, 4, 5, 6] as const;
