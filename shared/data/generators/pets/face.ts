/** Parts that cats and dogs share. The origin is the middle of the head, lengths are half widths of the head, y points down. */
import {
  type Canvas,
  type Colour,
  ellipse,
  type Frame,
  fill,
  grown,
  line,
  mixed,
  type Point,
  type Shape,
} from "../painting.ts";
import { DARK, type Look, WHITE } from "./look.ts";

/** Width of the drawn outline in pixels. */
const OUTLINE = 0.7;

/** A shape with its outline around it. */
export function outlined(canvas: Canvas, shape: Shape, colour: Colour, outline: Colour): void {
  fill(canvas, grown(shape, OUTLINE), outline);
  fill(canvas, shape, colour);
}

/** Both of a pair, to the left and to the right of x = 0. */
export const SIDES = [-1, 1] as const;

/** Mirrors points to the side −1, or leaves them. */
export function mirrored(side: -1 | 1, points: readonly Point[]): readonly Point[] {
  return points.map(([u, v]) => [side * u, v]);
}

export interface Eyes {
  readonly apart: number;
  readonly y: number;
  readonly rx: number;
  readonly ry: number;
  readonly pupil: readonly [rx: number, ry: number];
  /** The iris fills the eye; without one the eye is all dark. */
  readonly iris: Colour | null;
}

export function drawEyes(canvas: Canvas, frame: Frame, { eyes, yaw, pitch, outline }: Look, form: Eyes): void {
  const { apart, rx, ry, pupil, iris } = form;
  for (const side of SIDES) {
    const [x, y] = [side * apart + yaw, form.y + pitch];
    if (eyes === "closed") {
      const lid: Point[] = [
        [x - rx, y - 0.02],
        [x, y + 0.1],
        [x + rx, y - 0.02],
      ];
      fill(canvas, line(frame, lid, 0.08), DARK);
      continue;
    }
    const aside = eyes === "aside" ? 0.06 : 0;
    if (iris) {
      fill(canvas, grown(ellipse(frame, x, y, rx, ry), 0.4), mixed(outline, DARK, 0.6));
      fill(canvas, ellipse(frame, x, y, rx, ry), iris);
    }
    fill(canvas, ellipse(frame, x + aside, y, pupil[0], pupil[1]), DARK);
    fill(canvas, ellipse(frame, x + aside - 0.05, y - 0.08, 0.055, 0.055), WHITE, { soft: 1.2 });
  }
}

/** Patches of colour on the head, the same for both kinds. */
export function drawPattern(canvas: Canvas, frame: Frame, head: Shape, look: Look): void {
  const { pattern, dark, light, yaw, side } = look;
  const within = head;
  if (pattern === "blaze" || pattern === "tuxedo")
    fill(canvas, ellipse(frame, yaw, -0.15, pattern === "blaze" ? 0.2 : 0.12, 0.85), light, { within, soft: 1.3 });
  if (pattern === "tuxedo") fill(canvas, ellipse(frame, yaw, 0.75, 0.75, 0.55), light, { within });
  if (pattern === "patch") fill(canvas, ellipse(frame, side * 0.55 + yaw, -0.2, 0.42, 0.5), dark, { within });
  if (pattern === "mask") {
    fill(canvas, ellipse(frame, yaw, 0.3, 0.72, 0.62), mixed(dark, look.main, 0.25), { within, soft: 3 });
  }
  if (pattern !== "stripes") return;
  for (const k of [-1, 0, 1]) {
    const forehead: Point[] = [
      [0.24 * k + yaw, -0.95],
      [0.2 * k + yaw, -0.5],
    ];
    fill(canvas, line(frame, forehead, 0.12), dark, { within });
  }
  for (const one of SIDES)
    for (const y of [0.05, 0.32]) {
      const cheek: Point[] = [
        [one * 1.05, y],
        [one * 0.72, y + 0.04],
      ];
      fill(canvas, line(frame, cheek, 0.11), dark, { within });
    }
}

/** A collar with a tag below the head. */
export function drawCollar(canvas: Canvas, frame: Frame, { collar }: Look, y: number, half: number): void {
  if (!collar) return;
  const band: Point[] = [
    [-half, y - 0.08],
    [0, y + 0.08],
    [half, y - 0.08],
  ];
  fill(canvas, line(frame, band, 0.2), collar);
  fill(canvas, ellipse(frame, 0, y + 0.2, 0.11, 0.11), [0.96, 0.83, 0.36]);
}
