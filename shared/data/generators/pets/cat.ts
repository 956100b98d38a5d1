/** A cat: pointed ears, slit pupils, a small nose and muzzle, whiskers, a slender body with a long tail. */
import type { Dice } from "../dice.ts";
import { type Canvas, ellipse, type Frame, fill, line, mixed, type Point, polygon } from "../painting.ts";
import { drawCollar, drawEyes, drawPattern, mirrored, outlined, SIDES } from "./face.ts";
import { DARK, type Look, PINK, WHITE } from "./look.ts";

interface Ears {
  readonly form: "pointed" | "folded";
  readonly height: number;
  readonly lean: number;
}

export function drawCat(canvas: Canvas, frame: Frame, look: Look, dice: Dice): void {
  const ears: Ears = {
    form: dice.chance(0.1) ? "folded" : "pointed",
    height: dice.between(0.55, 0.85),
    lean: dice.between(-0.05, 0.2),
  };
  if (look.pose === "sitting") drawSitting(canvas, frame, look, dice);
  else outlined(canvas, ellipse(frame, 0, 1.5, 0.8, 0.95), look.main, look.outline);
  if (look.pose === "portrait" && look.pattern === "tuxedo") fill(canvas, ellipse(frame, 0, 1.4, 0.4, 0.6), look.light);
  drawCollar(canvas, frame, look, 0.98, 0.6);
  if (ears.form === "pointed") drawEars(canvas, frame, look, ears);
  const head = ellipse(frame, 0, 0, look.wide, 0.84);
  outlined(canvas, head, look.main, look.outline);
  drawPattern(canvas, frame, head, look);
  if (ears.form === "folded") drawFoldedEars(canvas, frame, look);
  const width = dice.between(0.19, 0.27);
  const slit = dice.between(0.05, 0.13);
  drawEyes(canvas, frame, look, {
    apart: 0.43,
    y: -0.08,
    rx: width,
    ry: width * dice.between(0.85, 1.15),
    pupil: [slit, 0.17],
    iris: look.iris,
  });
  drawMuzzle(canvas, frame, look);
  drawWhiskers(canvas, frame, look, dice);
}

function drawEars(canvas: Canvas, frame: Frame, look: Look, { height, lean }: Ears): void {
  const colour = look.pattern === "mask" ? look.dark : look.main;
  for (const side of SIDES) {
    const tip: Point = [0.72 + lean, -0.62 - height];
    const outer: Point[] = [[0.93 * look.wide, -0.3], tip, [0.18, -0.76]];
    const inner: Point[] = [
      [0.8 * look.wide, -0.52],
      [tip[0] - 0.03, tip[1] + 0.24],
      [0.4, -0.74],
    ];
    outlined(canvas, polygon(frame, mirrored(side, outer), 0.05), colour, look.outline);
    fill(canvas, polygon(frame, mirrored(side, inner), 0.02), mixed(PINK, look.main, 0.25));
  }
}

function drawFoldedEars(canvas: Canvas, frame: Frame, look: Look): void {
  for (const side of SIDES) {
    const flap: Point[] = [
      [0.86, -0.48],
      [0.62, -0.9],
      [0.3, -0.82],
      [0.62, -0.52],
    ];
    outlined(
      canvas,
      polygon(frame, mirrored(side, flap), 0.05),
      look.pattern === "mask" ? look.dark : look.main,
      look.outline,
    );
  }
}

function drawMuzzle(canvas: Canvas, frame: Frame, { yaw, pitch, light, pattern, main }: Look): void {
  const [x, y] = [1.25 * yaw, 0.24 + pitch];
  const colour = pattern === "plain" ? mixed(light, main, 0.35) : light;
  for (const side of SIDES) fill(canvas, ellipse(frame, x + 0.14 * side, y + 0.15, 0.19, 0.15), colour);
  const nose: Point[] = [
    [x - 0.09, y - 0.03],
    [x + 0.09, y - 0.03],
    [x, y + 0.07],
  ];
  fill(canvas, polygon(frame, nose, 0.03), PINK);
  for (const side of SIDES) {
    const lip: Point[] = [
      [x, y + 0.1],
      [x + 0.08 * side, y + 0.22],
      [x + 0.2 * side, y + 0.19],
    ];
    fill(canvas, line(frame, lip, 0.05), DARK, { opacity: 0.6 });
  }
}

function drawWhiskers(canvas: Canvas, frame: Frame, look: Look, dice: Dice): void {
  const { yaw, pitch, main } = look;
  const isDark = main[0] + main[1] + main[2] > 1.35;
  const long = dice.between(0.75, 1.05);
  const droop = dice.between(-0.06, 0.1);
  for (const side of SIDES)
    for (const k of [-1, 0, 1]) {
      const from: Point = [1.25 * yaw + 0.26 * side, 0.38 + pitch + 0.07 * k];
      const to: Point = [from[0] + side * long, from[1] + 0.17 * k + droop];
      const hair = line(frame, [from, to], 0.03, 1);
      fill(canvas, hair, isDark ? DARK : WHITE, { opacity: k === 0 ? 0.55 : 0.75, soft: 1.1 });
    }
}

function drawSitting(canvas: Canvas, frame: Frame, look: Look, dice: Dice): void {
  const { side, main, outline, light, dark, pattern } = look;
  const reach = dice.between(1.1, 1.4);
  const lift = dice.between(0.9, 1.9);
  const tail: Point[] = [
    [0.45 * side, 2.5],
    [reach * side, 2.4],
    [(reach + 0.2) * side, lift + 0.3],
    [(reach - 0.05) * side, lift],
  ];
  outlined(canvas, line(frame, tail, 0.26), pattern === "mask" ? dark : main, outline);
  outlined(canvas, ellipse(frame, 0, 1.75, 0.76, 1.02), main, outline);
  if (pattern !== "plain" && pattern !== "mask") fill(canvas, ellipse(frame, 0, 1.45, 0.36, 0.6), light);
  for (const one of SIDES)
    outlined(canvas, ellipse(frame, 0.3 * one, 2.62, 0.27, 0.2), pattern === "plain" ? main : light, outline);
}
