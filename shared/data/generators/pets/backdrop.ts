/** What stands behind an animal: wall, floor, and things that are neither cat nor dog. */
import type { Dice } from "../dice.ts";
import { type Canvas, type Colour, ellipse, type Frame, fill, line, mixed, type Point, polygon } from "../painting.ts";
import { DARK, WHITE } from "./look.ts";

const WALLS: readonly [Colour, ...Colour[]] = [
  [0.79, 0.88, 0.93],
  [0.9, 0.84, 0.76],
  [0.78, 0.87, 0.74],
  [0.91, 0.79, 0.82],
  [0.45, 0.6, 0.74],
  [0.93, 0.9, 0.68],
  [0.6, 0.52, 0.66],
  [0.34, 0.45, 0.42],
  [0.86, 0.86, 0.86],
  [0.72, 0.5, 0.42],
];

/** Wall and floor over the whole canvas. */
export function drawWall(canvas: Canvas, dice: Dice): void {
  const { width, height, pixels } = canvas;
  const wall = dice.pick(WALLS);
  const other = dice.pick(WALLS);
  const floor = mixed(wall, dice.chance(0.5) ? other : DARK, dice.between(0.1, 0.4));
  const horizon = dice.chance(0.6) ? height * dice.between(0.6, 0.85) : height;
  const fade = dice.between(-0.12, 0.12);
  for (let y = 0; y < height; y++) {
    const share = Math.min(Math.max(y + 1 - horizon, 0), 1);
    const light = 1 + fade * (y / height - 0.5);
    for (let x = 0; x < width; x++)
      for (let k = 0; k < 3; k++) pixels[3 * (y * width + x) + k] = light * (wall[k] + share * (floor[k] - wall[k]));
  }
}

/** Colours of things, which are mixed with those of walls. */
const DYES: readonly [Colour, ...Colour[]] = [
  [0.85, 0.25, 0.2],
  [0.2, 0.4, 0.8],
  [0.95, 0.75, 0.15],
  [0.25, 0.6, 0.3],
];

type Thing = (canvas: Canvas, frame: Frame, colour: Colour) => void;

const drawBall: Thing = (canvas, frame, colour) => {
  fill(canvas, ellipse(frame, 0, 0, 0.8, 0.8), mixed(colour, DARK, 0.5));
  fill(canvas, ellipse(frame, 0, 0, 0.7, 0.7), colour);
  fill(canvas, ellipse(frame, -0.25, -0.25, 0.2, 0.2), WHITE, { opacity: 0.6 });
};

const drawPlant: Thing = (canvas, frame, colour) => {
  for (const u of [-0.6, -0.25, 0.25, 0.6]) {
    const stem: Point[] = [
      [0, 0.3],
      [u / 2, -0.3],
      [u, -0.85 + u * u],
    ];
    fill(canvas, line(frame, stem, 0.22), [0.25, 0.52, 0.27]);
  }
  const pot: Point[] = [
    [-0.4, 0.2],
    [0.4, 0.2],
    [0.3, 0.9],
    [-0.3, 0.9],
  ];
  fill(canvas, polygon(frame, pot, 0.03), colour);
};

const drawCloud: Thing = (canvas, frame) => {
  for (const u of [-0.5, 0, 0.5])
    fill(canvas, ellipse(frame, u, u === 0 ? -0.15 : 0, 0.5, 0.4), WHITE, { opacity: 0.9 });
};

const drawBox: Thing = (canvas, frame, colour) => {
  fill(canvas, polygon(frame, slab(0.7)), colour);
  fill(canvas, polygon(frame, slab(0.1)), mixed(colour, DARK, 0.35));
};

const drawCushion: Thing = (canvas, frame, colour) => {
  fill(canvas, ellipse(frame, 0, 0.3, 1, 0.5), mixed(colour, DARK, 0.4));
  fill(canvas, ellipse(frame, 0, 0.22, 0.95, 0.42), colour);
};

const STAR: readonly Point[] = [
  [0, -0.9],
  [0.22, -0.28],
  [0.86, -0.28],
  [0.34, 0.1],
  [0.53, 0.73],
  [0, 0.35],
  [-0.53, 0.73],
  [-0.34, 0.1],
  [-0.86, -0.28],
  [-0.22, -0.28],
];

const drawStar: Thing = (canvas, frame, colour) => fill(canvas, polygon(frame, STAR, 0.05), colour);

/** Two places of the list are empty: now and then there is nothing. */
const THINGS: readonly [Thing | null, ...(Thing | null)[]] = [
  drawBall,
  drawPlant,
  drawCloud,
  drawBox,
  drawCushion,
  drawStar,
  null,
  null,
];

/** Perhaps a thing of about `size` pixels in radius, at a place in pixels. */
export function drawThing(canvas: Canvas, x: number, y: number, size: number, dice: Dice): void {
  const colour = mixed(dice.pick(WALLS), dice.pick(DYES), 0.7);
  dice.pick(THINGS)?.(canvas, { x, y, scale: size, cos: 1, sin: 0, flip: 1 }, colour);
}

/** A rectangle of half width 0.7. */
const slab = (half: number): readonly Point[] => [
  [-0.7, -half],
  [0.7, -half],
  [0.7, half],
  [-0.7, half],
];
