/** The rows of `estimates`. */
export const QUANTITIES = [
  "energy",
  "magnetisation",
  "heatCapacity",
  "susceptibility",
  "binder",
  "tauEnergy",
  "tauMagnetisation",
] as const;
export type Quantity = (typeof QUANTITIES)[number];

/** In the place of an error bar, or of a number, that the sweeps do not tell. */
export const UNKNOWN = -1;
