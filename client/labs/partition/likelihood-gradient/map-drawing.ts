/** What is drawn on the map of the likelihood: contours, paths, places of rest, arrows. */
import type { Arrays } from "../../../../shared/arrays.ts";
import type { Method } from "../../../../shared/labs/partition/likelihood-gradient/names.ts";
import { type MapPlane, placeOf } from "../../../../shared/labs/partition/likelihood-gradient/questions.ts";
import type { PlotContext } from "../../../views/plane.tsx";
import { contour } from "./contours.ts";
import { methodColor } from "./state.ts";

/** Heights of the contours above the lowest point that is seen, in nats. */
const HEIGHTS = [0.003, 0.01, 0.03, 0.1, 0.2, 0.4, 0.8, 1.6, 3.2, 6.4];
/** CSS pixels of the longest arrow. */
const ARROW = 90;

/** Where the parameters went, on the plane; `steps`: after which updates. */
export interface Path {
  readonly method: Method;
  readonly steps: Float64Array;
  readonly x: Float64Array;
  readonly y: Float64Array;
  readonly start: readonly [number, number];
}

export function drawContours({ context, px, py, color }: PlotContext, { values }: Arrays, plane: MapPlane): void {
  const [rows, columns] = values.shape;
  const numbers = Float64Array.from(values.values);
  const lowest = numbers.reduce((least, value) => Math.min(least, value), Number.POSITIVE_INFINITY);
  const at = (cell: number, [from, to]: readonly [number, number], count: number) =>
    from + ((to - from) * (cell + 0.5)) / count;
  context.lineWidth = 1;
  context.strokeStyle = color("var(--ink-soft)");
  for (const [h, height] of HEIGHTS.entries()) {
    context.globalAlpha = 0.75 - (0.5 * h) / HEIGHTS.length;
    context.beginPath();
    for (const [x0, y0, x1, y1] of contour(numbers, columns, rows, lowest + height)) {
      // The first row is at the top.
      context.moveTo(px(at(x0, plane.x, columns)), py(at(rows - 1 - y0, plane.y, rows)));
      context.lineTo(px(at(x1, plane.x, columns)), py(at(rows - 1 - y1, plane.y, rows)));
    }
    context.stroke();
  }
  context.globalAlpha = 1;
}

export function drawPath(pen: PlotContext, { method, x, y, start }: Path, share: number): void {
  const { context, px, py } = pen;
  const until = Math.ceil(share * x.length);
  context.strokeStyle = pen.color(methodColor(method));
  context.lineWidth = 1.8;
  context.lineJoin = "round";
  context.beginPath();
  context.moveTo(px(start[0]), py(start[1]));
  for (let i = 0; i < until; i++) context.lineTo(px(x[i]), py(y[i]));
  context.stroke();
  if (until === 0) return;
  context.beginPath();
  context.arc(px(x[until - 1]), py(y[until - 1]), 4.5, 0, 2 * Math.PI);
  context.fillStyle = pen.color(methodColor(method));
  context.fill();
  context.lineWidth = 1.5;
  context.strokeStyle = pen.color("var(--surface)");
  context.stroke();
}

/** A cross, with a halo so that it stands out from the paths. Maximum likelihood's is larger: SML's lies on it. */
export function drawFixed(pen: PlotContext, [x, y]: readonly [number, number], method: Method): void {
  const { context, px, py } = pen;
  const arm = method === "exact" ? 10 : 7;
  for (const [width, css] of [
    [5, "var(--surface)"],
    [2.2, methodColor(method)],
  ] as const) {
    context.lineWidth = width;
    context.strokeStyle = pen.color(css);
    context.beginPath();
    context.moveTo(px(x) - arm, py(y) - arm);
    context.lineTo(px(x) + arm, py(y) + arm);
    context.moveTo(px(x) - arm, py(y) + arm);
    context.lineTo(px(x) + arm, py(y) - arm);
    context.stroke();
  }
}

/** Where each method would go from there: arrows in proportion, the longest always as long. */
export function drawProbe(
  pen: PlotContext,
  [x, y]: readonly [number, number],
  plane: MapPlane,
  answer: Arrays | null,
  shown: readonly Method[],
): void {
  const { context, px, py } = pen;
  const origin = { directions: plane.directions, centre: new Float64Array(plane.centre.length) };
  const arrows = shown.flatMap((method) => {
    const update = answer?.[`update.${method}`]?.values;
    if (!update) return [];
    const [across, up] = placeOf(origin, update);
    return [{ method, dx: px(x + across) - px(x), dy: py(y + up) - py(y) }];
  });
  const longest = arrows.reduce((most, { dx, dy }) => Math.max(most, Math.hypot(dx, dy)), 0);
  for (const { method, dx, dy } of arrows) {
    const length = (ARROW * Math.hypot(dx, dy)) / (longest || 1);
    const angle = Math.atan2(dy, dx);
    const [ex, ey] = [px(x) + length * Math.cos(angle), py(y) + length * Math.sin(angle)];
    context.strokeStyle = pen.color(methodColor(method));
    context.lineWidth = 3;
    context.beginPath();
    context.moveTo(px(x), py(y));
    context.lineTo(ex, ey);
    for (const turn of [2.6, -2.6]) {
      context.moveTo(ex, ey);
      context.lineTo(ex + 9 * Math.cos(angle + turn), ey + 9 * Math.sin(angle + turn));
    }
    context.stroke();
  }
  context.beginPath();
  context.arc(px(x), py(y), 5, 0, 2 * Math.PI);
  context.fillStyle = pen.color("var(--ink)");
  context.fill();
}
