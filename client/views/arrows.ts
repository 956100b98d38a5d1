/** Fields of arrows and paths over a plane. */
import type { NDArray } from "../../shared/arrays.ts";
import type { PlotContext } from "./plane.tsx";
import { dot } from "./strokes.ts";

type Numbers = ArrayLike<number>;

interface ArrowStyle {
  readonly color: string;
  readonly width: number;
}

/**
 * A field at the nodes of a square grid, `across` on a side, both nodes × 2. Every second node gets an arrow; lengths are those of the field, shortened where
 * they would reach over the next arrow but one.
 */
export function drawArrows(pen: PlotContext, grid: Numbers, field: Numbers, across: number, style: ArrowStyle): void {
  const { context, px, py } = pen;
  context.strokeStyle = pen.color(style.color);
  context.lineWidth = style.width;
  const cell = 2 * Math.abs(px(grid[2]) - px(grid[0]));
  const unit = Math.abs(px(1) - px(0));
  for (let row = 0; row < across; row += 2)
    for (let column = 0; column < across; column += 2) {
      const at = 2 * (row * across + column);
      const length = unit * Math.hypot(field[at], field[at + 1]);
      if (!(length > 0)) continue;
      // A tenth of the plane fills half a cell, and longer ones come closer and closer to a whole one.
      const drawn = (cell * length) / (length + cell);
      const [ux, uy] = [(unit * field[at]) / length, (-unit * field[at + 1]) / length];
      arrow(context, px(grid[at]), py(grid[at + 1]), drawn * ux, drawn * uy);
    }
}

function arrow(context: CanvasRenderingContext2D, x: number, y: number, dx: number, dy: number): void {
  const length = Math.hypot(dx, dy);
  const [ux, uy] = [dx / length, dy / length];
  const head = Math.min(5, 0.45 * length);
  const [tipX, tipY] = [x + dx, y + dy];
  context.beginPath();
  context.moveTo(x, y);
  context.lineTo(tipX, tipY);
  context.moveTo(tipX - head * (ux + 0.6 * uy), tipY - head * (uy - 0.6 * ux));
  context.lineTo(tipX, tipY);
  context.lineTo(tipX - head * (ux - 0.6 * uy), tipY - head * (uy + 0.6 * ux));
  context.stroke();
}

/** Where points went, steps × points × 2: a line each, with a small dot at its beginning and a large one at its end. */
export function drawPaths({ context, color, px, py }: PlotContext, { shape: [steps, count], values }: NDArray): void {
  context.strokeStyle = context.fillStyle = color("var(--ink)");
  context.lineWidth = 1.8;
  for (let n = 0; n < count; n++) {
    const place = (t: number) => [px(values[2 * (t * count + n)]), py(values[2 * (t * count + n) + 1])] as const;
    context.beginPath();
    context.moveTo(...place(0));
    for (let t = 1; t < steps; t++) context.lineTo(...place(t));
    context.stroke();
    dot(context, ...place(0), 2.5);
    dot(context, ...place(steps - 1), 4.5);
  }
}

/** Points x, y, x, y, … as a faint cloud behind what else is drawn. */
export function drawCloud({ context, color, px, py }: PlotContext, points: Numbers): void {
  context.fillStyle = color("var(--ink-soft)");
  context.globalAlpha = 0.35;
  for (let n = 0; n < points.length / 2; n++) dot(context, px(points[2 * n]), py(points[2 * n + 1]), 1.6);
  context.globalAlpha = 1;
}
