/** What varies from animal to animal. Both kinds draw from the same furs, patterns, poses and places: only their parts tell them apart. */
import type { Dice } from "../dice.ts";
import { type Colour, mixed } from "../painting.ts";

export const DARK: Colour = [0.1, 0.08, 0.09];
export const WHITE: Colour = [0.98, 0.97, 0.94];
export const PINK: Colour = [0.93, 0.56, 0.58];

interface Fur {
  readonly main: Colour;
  /** Of stripes, patches and masks. */
  readonly dark: Colour;
  /** Of muzzle, chest and paws. */
  readonly light: Colour;
}

const FURS: readonly [Fur, ...Fur[]] = [
  { main: [0.89, 0.58, 0.27], dark: [0.67, 0.36, 0.13], light: [0.98, 0.9, 0.77] },
  { main: [0.57, 0.57, 0.6], dark: [0.34, 0.34, 0.38], light: [0.9, 0.9, 0.9] },
  { main: [0.56, 0.39, 0.26], dark: [0.34, 0.22, 0.14], light: [0.88, 0.76, 0.61] },
  { main: [0.25, 0.23, 0.25], dark: [0.13, 0.12, 0.14], light: [0.93, 0.91, 0.88] },
  { main: [0.93, 0.85, 0.7], dark: [0.58, 0.44, 0.34], light: [0.99, 0.96, 0.9] },
  { main: [0.94, 0.93, 0.9], dark: [0.6, 0.54, 0.5], light: [1, 0.99, 0.97] },
  { main: [0.8, 0.64, 0.43], dark: [0.5, 0.36, 0.22], light: [0.96, 0.89, 0.76] },
  { main: [0.42, 0.46, 0.54], dark: [0.26, 0.29, 0.36], light: [0.84, 0.86, 0.88] },
];

const PATTERNS = ["plain", "blaze", "stripes", "patch", "mask", "tuxedo"] as const;
const EYES: readonly [Colour, ...Colour[]] = [
  [0.42, 0.66, 0.25],
  [0.86, 0.66, 0.16],
  [0.35, 0.6, 0.82],
  [0.5, 0.32, 0.16],
];

/** Lengths in half widths of the head. */
export interface Look extends Fur {
  readonly outline: Colour;
  readonly pattern: (typeof PATTERNS)[number];
  readonly iris: Colour;
  readonly eyes: "open" | "closed" | "aside";
  /** Where it looks: how far the features are off the middle of the face. */
  readonly yaw: number;
  readonly pitch: number;
  readonly pose: "portrait" | "sitting";
  readonly collar: Colour | null;
  /** How wide the head is relative to its height. */
  readonly wide: number;
  /** Lighter or darker sides of the body: −1 tail to the left, 1 to the right. */
  readonly side: -1 | 1;
}

const COLLARS: readonly [Colour, ...Colour[]] = [
  [0.83, 0.2, 0.22],
  [0.18, 0.45, 0.76],
  [0.2, 0.6, 0.42],
  [0.93, 0.76, 0.2],
];

export function lookOf(dice: Dice): Look {
  const fur = dice.pick(FURS);
  const light = dice.between(0.9, 1.1);
  const tint = (colour: Colour): Colour => [
    Math.min(1, colour[0] * light),
    Math.min(1, colour[1] * light),
    Math.min(1, colour[2] * light),
  ];
  const main = tint(fur.main);
  return {
    main,
    dark: tint(fur.dark),
    light: tint(fur.light),
    outline: mixed(main, DARK, 0.72),
    pattern: dice.pick(PATTERNS),
    iris: dice.pick(EYES),
    eyes: dice.chance(0.14) ? "closed" : dice.chance(0.25) ? "aside" : "open",
    yaw: dice.between(-0.2, 0.2),
    pitch: dice.between(-0.07, 0.09),
    pose: dice.chance(0.4) ? "sitting" : "portrait",
    collar: dice.chance(0.4) ? dice.pick(COLLARS) : null,
    wide: dice.between(0.94, 1.08),
    side: dice.chance(0.5) ? 1 : -1,
  };
}
