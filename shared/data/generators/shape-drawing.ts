/** One form, drawn as its factors say: a square, an ellipse, a heart or a car on a dark ground. */
import { cosTurns, sinTurns } from "../../math/elementary.ts";
import {
  blankCanvas,
  bytesInto,
  type Canvas,
  type Colour,
  ellipse,
  type Frame,
  fill,
  grown,
  mixed,
  type Point,
  polygon,
  type Shape,
  spline,
} from "./painting.ts";

/** Pixels on a side of a picture. */
export const SHAPE_SIDE = 32;
export const FORMS = ["square", "ellipse", "heart", "car"] as const;
export type Form = (typeof FORMS)[number];

/**
 * What makes a picture; each is one number. `form` is an index of FORMS, `x` and `y` the middle and `scale` about half the width of the form in pixels, `rotation`
 * degrees clockwise, `brightness` the share of light that the form gives back, `hue` in turns from red over yellow, green and blue to violet (which is
 * not the whole circle, so that its ends look different), `light` where light comes from: −1 the left, 0 above, 1 the right.
 */
export interface ShapeFactors {
  readonly form: number;
  readonly x: number;
  readonly y: number;
  readonly scale: number;
  readonly rotation: number;
  readonly brightness: number;
  readonly light: number;
  readonly hue: number;
}
export type ShapeFactor = keyof ShapeFactors;

/** Between which values each factor is drawn, and what it is where it is held. */
export const SHAPE_RANGES: Readonly<
  Record<ShapeFactor, { readonly low: number; readonly high: number; readonly held: number }>
> = {
  form: { low: 0, high: FORMS.length - 1, held: 0 },
  x: { low: 10, high: 22, held: 16 },
  y: { low: 10, high: 22, held: 16 },
  scale: { low: 4.5, high: 8, held: 6.5 },
  rotation: { low: -40, high: 40, held: 0 },
  brightness: { low: 0.4, high: 1, held: 0.9 },
  light: { low: -1, high: 1, held: 0 },
  hue: { low: 0, high: 0.75, held: 0.57 },
};

const WHITE: Colour = [1, 1, 1];
const BLACK: Colour = [0, 0, 0];
const GROUND: Colour = [0.11, 0.13, 0.19];
const GLASS: Colour = [0.16, 0.21, 0.3];
const TYRE: Colour = [0.05, 0.05, 0.07];

/** The picture as bytes: height × width × channels. */
export function drawShape(out: Uint8Array, factors: ShapeFactors, channels: 1 | 3): void {
  const canvas = blankCanvas(SHAPE_SIDE, SHAPE_SIDE);
  paint(canvas, factors, channels === 3);
  if (channels === 3) {
    bytesInto(out, canvas);
    return;
  }
  const bytes = new Uint8Array(canvas.pixels.length);
  bytesInto(bytes, canvas);
  for (let i = 0; i < out.length; i++) out[i] = bytes[3 * i];
}

/** In grey all three channels are equal and the ground is black. */
function paint(canvas: Canvas, factors: ShapeFactors, hasColour: boolean): void {
  const { form, x, y, scale, rotation, brightness, light, hue } = factors;
  const turn = rotation / 360;
  const frame: Frame = { x, y, scale, cos: cosTurns(turn), sin: sinTurns(turn), flip: 1 };
  const full: Colour = hasColour ? hueOf(hue) : WHITE;
  const colour = mixed(BLACK, full, brightness);
  const name = FORMS[form];
  const body = outline(name, frame);
  const [toX, toY] = [sinTurns(light / 5), -cosTurns(light / 5)];
  if (hasColour) {
    for (let i = 0; i < canvas.pixels.length; i++) canvas.pixels[i] = GROUND[i % 3];
    drawShadow(canvas, body, [-2.4 * toX, -2.4 * toY]);
  }
  if (name === "car") drawWheels(canvas, frame, brightness, hasColour);
  fill(canvas, body, colour);
  drawLight(canvas, factors, [toX, toY], body, colour);
  if (name === "car") drawWindows(canvas, frame, hasColour);
}

/** Brighter towards the light and darker away from it, over about the whole form. */
function drawLight(canvas: Canvas, { x, y, scale }: ShapeFactors, to: Point, within: Shape, colour: Colour): void {
  const at: Frame = { x, y, scale, cos: 1, sin: 0, flip: 1 };
  const soft = 1.3 * scale;
  const dark = ellipse(at, -1.05 * to[0], -1.05 * to[1], 0.75, 0.75);
  fill(canvas, dark, mixed(colour, BLACK, 0.75), { within, soft, opacity: 0.95 });
  const bright = ellipse(at, 0.75 * to[0], 0.75 * to[1], 0.35, 0.35);
  fill(canvas, bright, mixed(colour, WHITE, 0.6), { within, soft, opacity: 0.85 });
}

function drawShadow(canvas: Canvas, body: Shape, [right, down]: Point): void {
  const { left, right: end, top, bottom } = grown(body, 0.5);
  const shadow: Shape = {
    left: left + right,
    right: end + right,
    top: top + down,
    bottom: bottom + down,
    distance: (x, y) => body.distance(x - right, y - down) - 0.5,
  };
  fill(canvas, shadow, BLACK, { soft: 3, opacity: 0.55 });
}

const SQUARE: readonly Point[] = [
  [-0.72, -0.72],
  [0.72, -0.72],
  [0.72, 0.72],
  [-0.72, 0.72],
];
const HALF_HEART: readonly Point[] = [
  [0, 0.95],
  [0.62, 0.35],
  [0.98, -0.2],
  [0.88, -0.68],
  [0.48, -0.86],
  [0.14, -0.68],
  [0, -0.42],
];
const CAR: readonly Point[] = [
  [-1.12, 0.34],
  [-1.1, -0.08],
  [-0.78, -0.16],
  [-0.48, -0.62],
  [0.28, -0.62],
  [0.62, -0.14],
  [1.02, -0.02],
  [1.12, 0.34],
];
const REAR_WINDOW: readonly Point[] = [
  [-0.6, -0.12],
  [-0.38, -0.46],
  [-0.16, -0.46],
  [-0.16, -0.12],
];
const FRONT_WINDOW: readonly Point[] = [
  [0.02, -0.12],
  [0.02, -0.46],
  [0.2, -0.46],
  [0.44, -0.12],
];

function outline(form: Form, frame: Frame): Shape {
  switch (form) {
    case "square":
      return polygon(frame, SQUARE, 0.1);
    case "ellipse":
      return ellipse(frame, 0, 0, 1.1, 0.68);
    case "heart": {
      const half = spline(HALF_HEART, 3);
      const left = half
        .slice(1, -1)
        .reverse()
        .map(([u, v]): Point => [-u, v]);
      return polygon(frame, [...half, ...left]);
    }
    case "car":
      return polygon(frame, CAR, 0.08);
    default:
      return form satisfies never;
  }
}

function drawWheels(canvas: Canvas, frame: Frame, brightness: number, hasColour: boolean): void {
  const rim: Colour = [0.75 * brightness, 0.75 * brightness, 0.75 * brightness];
  for (const u of [-0.62, 0.62]) {
    // On a black ground a black tyre would not be seen.
    fill(canvas, ellipse(frame, u, 0.42, 0.36, 0.36), hasColour ? TYRE : mixed(BLACK, WHITE, 0.3));
    fill(canvas, ellipse(frame, u, 0.42, 0.17, 0.17), rim);
  }
}

function drawWindows(canvas: Canvas, frame: Frame, hasColour: boolean): void {
  for (const corners of [REAR_WINDOW, FRONT_WINDOW])
    fill(canvas, polygon(frame, corners, 0.02), hasColour ? GLASS : mixed(BLACK, WHITE, 0.15));
}

/** A full colour of the circle of hues, a little towards white, about equally bright all around. */
function hueOf(hue: number): Colour {
  const channel = (at: number) => 0.62 + 0.4 * cosTurns(hue - at);
  return [channel(0), 0.92 * channel(1 / 3), channel(2 / 3)];
}
