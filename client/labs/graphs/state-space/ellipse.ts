import type { Arrays } from "../../../../shared/arrays.ts";
import { log } from "../../../../shared/math/elementary.ts";
import type { PlotContext } from "../../../views/plane.tsx";

export interface Ellipse {
  readonly x: number;
  readonly y: number;
  /** Half axes along and across a direction, which is turned by so many radians. */
  readonly long: number;
  readonly short: number;
  readonly turn: number;
}

/** The ellipse that holds a pair with probability `band`, at a step of beliefs of two columns: T × 2, and T × 2 × 2. */
export function ellipseAt(
  found: Arrays,
  name: string,
  step: number,
  band: number,
  noise: ArrayLike<number> = [0, 0],
): Ellipse {
  const { values } = found[`${name}Cov`];
  const a = Number(values[4 * step]) + noise[0] ** 2;
  const b = Number(values[4 * step + 1]);
  const d = Number(values[4 * step + 3]) + noise[1] ** 2;
  // Of two numbers the squared distance is χ² with two degrees: −2·log(1 − p).
  const reach = Math.sqrt(-2 * log(1 - band));
  const half = Math.hypot((a - d) / 2, b);
  return {
    x: Number(found[name].values[2 * step]),
    y: Number(found[name].values[2 * step + 1]),
    long: reach * Math.sqrt((a + d) / 2 + half),
    short: reach * Math.sqrt(Math.max((a + d) / 2 - half, 0)),
    turn: 0.5 * Math.atan2(2 * b, a - d),
  };
}

/** Draws it as a line. */
export function drawEllipse(
  { context, px, py }: PlotContext,
  { x, y, long, short, turn }: Ellipse,
  color: string,
): void {
  context.strokeStyle = color;
  context.lineWidth = 1.5;
  context.beginPath();
  for (let k = 0; k <= 48; k++) {
    const angle = (k / 48) * 2 * Math.PI;
    const [u, v] = [long * Math.cos(angle), short * Math.sin(angle)];
    const [ax, ay] = [px(x + u * Math.cos(turn) - v * Math.sin(turn)), py(y + u * Math.sin(turn) + v * Math.cos(turn))];
    if (k === 0) context.moveTo(ax, ay);
    else context.lineTo(ax, ay);
  }
  context.stroke();
}

export function drawCross({ context, px, py }: PlotContext, x: number, y: number, color: string): void {
  context.strokeStyle = color;
  context.lineWidth = 2;
  context.beginPath();
  for (const [dx, dy] of [
    [6, 0],
    [0, 6],
  ]) {
    context.moveTo(px(x) - dx, py(y) - dy);
    context.lineTo(px(x) + dx, py(y) + dy);
  }
  context.stroke();
}

export function drawRing({ context, px, py }: PlotContext, x: number, y: number, radius: number, color: string): void {
  context.strokeStyle = color;
  context.lineWidth = 1.5;
  context.beginPath();
  context.arc(px(x), py(y), radius, 0, 2 * Math.PI);
  context.stroke();
}
