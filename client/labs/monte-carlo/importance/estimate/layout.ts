/** Measures of the picture, in pixels. */
export const HEIGHT = 260;
/** Under the curves: the draws. */
export const STRIP = 84;
export const LEFT = 12;
export const RIGHT = 12;
export const AXIS = 26;

export type Domain = readonly [number, number];
/** The pixel of a value. */
export type Across = (value: number) => number;
export const pointAt = (x: number, y: number) => `${x.toFixed(1)} ${y.toFixed(1)}`;
