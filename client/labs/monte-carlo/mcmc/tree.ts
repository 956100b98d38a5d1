import type { PlotContext } from "../../../views/plane.tsx";
import { dot, ring } from "../../../views/strokes.ts";
import type { Replay, State } from "./replay.ts";

/** A doubling of a trajectory: the states that it added at one of its ends. */
export interface Doubling {
  /** Of time. */
  readonly isForwards: boolean;
  /** The end of the trajectory that it goes on from; undefined: the start. */
  readonly from: State | undefined;
  readonly states: readonly State[];
}

/** The doublings of a trajectory whose states are given as they were walked: one, two, four, … of them. The last may be cut short. */
export function doublingsOf(path: readonly State[]): readonly Doubling[] {
  const found: Doubling[] = [];
  for (let first = 0, size = 1; first < path.length; first += size, size *= 2) {
    const states = path.slice(first, first + size);
    const isForwards = states[0].time > 0;
    // Of an earlier doubling the same way, its last state is the end.
    const from = found.findLast((one) => one.isForwards === isForwards)?.states.at(-1);
    found.push({ isForwards, from, states });
  }
  return found;
}

/**
 * The tree of a transition of NUTS or WALNUTS: each doubling a line of its own, solid forwards and dashed backwards in time, thicker the later it came,
 * with its number at its end; and a ring around the state that became the draw.
 */
export function drawTree(pen: PlotContext, { path, start, end, complete }: Replay, color: string): void {
  if (path === null) return;
  const { context } = pen;
  const doublings = doublingsOf(path);
  const [x0, y0] = [pen.px(start[0]), pen.py(start[1])];
  doublings.forEach(({ isForwards, from, states }, depth) => {
    const ink = pen.color(isForwards ? "var(--accent)" : "var(--mark)");
    context.strokeStyle = ink;
    context.fillStyle = ink;
    context.lineWidth = Math.min(1 + 0.4 * depth, 3);
    context.setLineDash(isForwards ? [] : [5, 3]);
    context.beginPath();
    if (from) context.moveTo(pen.px(from.x), pen.py(from.y));
    else context.moveTo(x0, y0);
    for (const { x, y } of states) context.lineTo(pen.px(x), pen.py(y));
    context.stroke();
    context.setLineDash([]);
    for (const { x, y } of states) dot(context, pen.px(x), pen.py(y), 2);
  });
  writeNumbers(pen, doublings);
  context.fillStyle = pen.color(color);
  dot(context, x0, y0, 4.5);
  if (!complete) return;
  context.lineWidth = 2.5;
  context.strokeStyle = pen.color(color);
  ring(context, pen.px(end[0]), pen.py(end[1]), 6);
}

/** Beside the last state of each doubling its number, with a halo that any ground leaves legible. */
function writeNumbers(pen: PlotContext, doublings: readonly Doubling[]): void {
  const { context } = pen;
  context.font = "bold 11px system-ui, sans-serif";
  context.textAlign = "left";
  context.lineJoin = "round";
  context.lineWidth = 3;
  context.strokeStyle = pen.color("var(--surface)");
  doublings.forEach(({ isForwards, states }, depth) => {
    const { x, y } = states[states.length - 1];
    const [left, top] = [pen.px(x) + 6, pen.py(y) - 5];
    context.strokeText(String(depth + 1), left, top);
    context.fillStyle = pen.color(isForwards ? "var(--accent)" : "var(--mark)");
    context.fillText(String(depth + 1), left, top);
  });
}
