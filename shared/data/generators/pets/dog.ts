/** A dog: hanging or rounded ears, a long muzzle with a large nose, often the tongue out, a sturdy body with straight legs. */
import type { Dice } from "../dice.ts";
import { type Canvas, ellipse, type Frame, fill, line, mixed, type Point, polygon } from "../painting.ts";
import { drawCollar, drawEyes, drawPattern, mirrored, outlined, SIDES } from "./face.ts";
import { DARK, type Look, WHITE } from "./look.ts";

const EARS = ["hanging", "hanging", "round", "tipped", "hanging", "pointed"] as const;
const TONGUE = [0.95, 0.45, 0.5] as const;

export function drawDog(canvas: Canvas, frame: Frame, look: Look, dice: Dice): void {
  const form = dice.pick(EARS);
  const length = dice.between(0.5, 0.85);
  if (look.pose === "sitting") drawSitting(canvas, frame, look, dice);
  else outlined(canvas, ellipse(frame, 0, 1.55, 0.9, 0.95), look.main, look.outline);
  if (look.pose === "portrait" && look.pattern === "tuxedo")
    fill(canvas, ellipse(frame, 0, 1.5, 0.45, 0.6), look.light);
  drawCollar(canvas, frame, look, 1.05, 0.66);
  if (form === "round" || form === "pointed") drawUprightEars(canvas, frame, look, form, length);
  const head = ellipse(frame, 0, 0, 0.9 * look.wide, 0.95);
  outlined(canvas, head, look.main, look.outline);
  drawPattern(canvas, frame, head, look);
  if (form === "hanging" || form === "tipped") drawHangingEars(canvas, frame, look, form, length);
  const size = dice.between(0.13, 0.18);
  const hasIris = dice.chance(0.25);
  drawEyes(canvas, frame, look, {
    apart: 0.37,
    y: -0.2,
    rx: size + 0.04,
    ry: size + 0.04,
    pupil: hasIris ? [size * 0.65, size * 0.75] : [size, size * 1.1],
    iris: hasIris ? look.iris : null,
  });
  if (dice.chance(0.3)) drawBrows(canvas, frame, look);
  drawMuzzle(canvas, frame, look, dice);
}

function earColour({ pattern, main, dark }: Look) {
  return pattern === "plain" || pattern === "stripes" ? mixed(main, dark, 0.45) : dark;
}

function drawHangingEars(canvas: Canvas, frame: Frame, look: Look, form: "hanging" | "tipped", length: number): void {
  const colour = earColour(look);
  for (const side of SIDES) {
    const flap: Point[] =
      form === "hanging"
        ? [
            [0.6, -0.72],
            [0.86, -0.6],
            [1.12, -0.1],
            [1.1, length - 0.1],
            [0.92, length],
            [0.82, -0.1],
          ]
        : [
            [0.42, -0.84],
            [0.74, -1.12],
            [1.14, -0.78],
            [1.16, -0.42],
            [0.86, -0.5],
          ];
    outlined(canvas, polygon(frame, mirrored(side, flap), 0.1), colour, look.outline);
  }
}

function drawUprightEars(canvas: Canvas, frame: Frame, look: Look, form: "round" | "pointed", length: number): void {
  const colour = earColour(look);
  for (const side of SIDES) {
    const triangle: Point[] = [
      [0.84, -0.4],
      [0.68, -0.85 - length / 2],
      [0.3, -0.8],
    ];
    const ear =
      form === "round"
        ? ellipse(frame, 0.68 * side, -0.76, 0.33, 0.36)
        : polygon(frame, mirrored(side, triangle), 0.12);
    outlined(canvas, ear, colour, look.outline);
  }
}

function drawBrows(canvas: Canvas, frame: Frame, { yaw, pitch, light }: Look): void {
  for (const side of SIDES) fill(canvas, ellipse(frame, 0.34 * side + yaw, -0.5 + pitch, 0.13, 0.09), light);
}

function drawMuzzle(canvas: Canvas, frame: Frame, look: Look, dice: Dice): void {
  const { pitch, light, main, pattern, outline } = look;
  const [x, y] = [1.5 * look.yaw, 0.42 + pitch];
  const wide = dice.between(0.4, 0.5);
  const long = dice.between(0.42, 0.56);
  const isOut = dice.chance(0.6);
  const hangs = dice.between(0.2, 0.36);
  const slant = dice.between(-0.1, 0.1);
  if (isOut) {
    const tongue: Point[] = [
      [x + slant / 2, y + 0.25],
      [x + slant, y + long + hangs],
    ];
    outlined(canvas, line(frame, tongue, 0.32, 1), TONGUE, mixed(TONGUE, DARK, 0.55));
  }
  const colour = pattern === "plain" ? mixed(light, main, 0.4) : light;
  fill(canvas, ellipse(frame, x, y + 0.06, wide + 0.05, long), mixed(colour, outline, 0.35));
  fill(canvas, ellipse(frame, x, y, wide, long - 0.04), colour);
  fill(canvas, ellipse(frame, x, y - 0.18, 0.23, 0.17), DARK);
  fill(canvas, ellipse(frame, x - 0.06, y - 0.24, 0.08, 0.045), WHITE, { opacity: 0.7 });
  for (const side of SIDES) {
    const lip: Point[] = [
      [x, y],
      [x + 0.02 * side, y + 0.16],
      [x + 0.28 * side, y + 0.2],
    ];
    fill(canvas, line(frame, lip, 0.06), DARK, { opacity: 0.8 });
  }
}

function drawSitting(canvas: Canvas, frame: Frame, look: Look, dice: Dice): void {
  const { side, main, outline, light, pattern } = look;
  const up = dice.between(1.2, 1.7);
  const tail: Point[] = [
    [0.5 * side, 2.3],
    [1.05 * side, 2.05],
    [1.2 * side, up],
  ];
  outlined(canvas, line(frame, tail, 0.28), main, outline);
  outlined(canvas, ellipse(frame, 0, 1.75, 0.88, 1), main, outline);
  for (const one of SIDES) {
    const leg: Point[] = [
      [0.33 * one, 1.9],
      [0.36 * one, 2.6],
    ];
    outlined(canvas, line(frame, leg, 0.36, 1), main, outline);
  }
  if (pattern !== "plain" && pattern !== "mask") fill(canvas, ellipse(frame, 0, 1.5, 0.45, 0.6), light);
  for (const one of SIDES)
    outlined(canvas, ellipse(frame, 0.38 * one, 2.68, 0.29, 0.17), pattern === "plain" ? main : light, outline);
}
