import { PATH } from "../../../../shared/kernels/mcmc/path.ts";
import type { PlotContext } from "../../../views/plane.tsx";
import { cross, dot, line, ring } from "../../../views/strokes.ts";
import type { Replay, State } from "./replay.ts";

/** Whether a path is made of proposals, intervals or swaps rather than of the states of a trajectory. */
export function isMarked(path: readonly State[]): boolean {
  return path.some(({ mark }) => mark !== PATH.state);
}

/**
 * What was tried in making a draw: rings for what was accepted, joined to where it came from, crosses for what was rejected, bars for the ends of an
 * interval, hollow squares for the partner of a stretch. Hot levels of a ladder are drawn in ink, the cold one in the chain's colour.
 */
export function drawSteps(pen: PlotContext, { path, start }: Replay, color: string, isLadder: boolean): void {
  if (path === null) return;
  const { context } = pen;
  const ink = pen.color("var(--ink)");
  const own = pen.color(color);
  let from = path.find(({ mark }) => mark === PATH.state) ?? { x: start[0], y: start[1] };
  context.lineWidth = 1.25;
  context.strokeStyle = ink;
  const partner = path.find(({ mark }) => mark === PATH.partner);
  if (partner) {
    line(context, pen.px(partner.x), pen.py(partner.y), pen.px(from.x), pen.py(from.y));
    context.strokeRect(pen.px(partner.x) - 4, pen.py(partner.y) - 4, 8, 8);
  }
  context.fillStyle = own;
  dot(context, pen.px(from.x), pen.py(from.y), 4.5);
  for (const [i, state] of path.entries()) {
    const [x, y] = [pen.px(state.x), pen.py(state.y)];
    const isHot = isLadder && state.time > 0;
    context.lineWidth = 1.25;
    context.strokeStyle = ink;
    if (state.mark === PATH.interval) drawInterval(pen, path, i);
    else if (state.mark === PATH.rejected) {
      if (!isHot) line(context, pen.px(from.x), pen.py(from.y), x, y);
      context.lineWidth = 2;
      context.strokeStyle = isHot ? ink : pen.color("var(--bad)");
      cross(context, x, y, isHot ? 2.5 : 4);
    } else if (state.mark === PATH.accepted || state.mark === PATH.swapped) {
      const isSwap = state.mark === PATH.swapped;
      if (!isHot && !isSwap) line(context, pen.px(from.x), pen.py(from.y), x, y);
      context.lineWidth = isHot ? 1.5 : 2.5;
      context.strokeStyle = isHot ? ink : own;
      ring(context, x, y, isSwap ? 8 : isHot ? 3.5 : 5);
      // Two rings, so that a swap is told from a proposal by more than its size.
      if (isSwap) ring(context, x, y, 3.5);
      if (!isHot) from = state;
    }
  }
}

/** A bar across each end, and the line between both once both are known. */
function drawInterval(pen: PlotContext, path: readonly State[], i: number): void {
  const { context } = pen;
  const { x, y, time } = path[i];
  const [px, py] = [pen.px(x), pen.py(y)];
  if (time === 1) line(context, px, py - 6, px, py + 6);
  else line(context, px - 6, py, px + 6, py);
  const other = path[i - 1];
  if (other?.mark !== PATH.interval || other.time !== time) return;
  context.globalAlpha = 0.5;
  line(context, pen.px(other.x), pen.py(other.y), px, py);
  context.globalAlpha = 1;
}
