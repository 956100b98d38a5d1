import { roleColor } from "../../views/palette.ts";
import { Plane, type PlotContext } from "../../views/plane.tsx";

interface LineRowProps {
  readonly title: string;
  readonly row: Float64Array;
  /** What a net makes of it. */
  readonly back?: Float64Array | undefined;
}

/** A row of many numbers as a line, and what comes back for it; where they part, the gap is filled. */
export function LineRow({ title, row, back }: LineRowProps) {
  const both = [...row, ...(back ?? [])];
  const [low, high] = [Math.min(...both), Math.max(...both)];
  const room = 0.08 * (high - low || 1);
  return (
    <Plane
      title={title}
      x={[0, row.length - 1]}
      y={[low - room, high + room]}
      height={96}
      draw={(pen) => drawPair(pen, row, back)}
    />
  );
}

function drawPair({ context, px, py, color }: PlotContext, row: Float64Array, back: Float64Array | undefined) {
  context.lineJoin = "round";
  if (back) {
    context.beginPath();
    for (const [k, y] of row.entries()) context.lineTo(px(k), py(y));
    for (let k = back.length - 1; k >= 0; k--) context.lineTo(px(k), py(back[k]));
    context.fillStyle = color("var(--series-1)");
    context.globalAlpha = 0.45;
    context.fill();
    context.globalAlpha = 1;
  }
  for (const [values, role, width] of [
    [back, "model", 1.25],
    [row, "data", 1.5],
  ] as const) {
    if (!values) continue;
    context.beginPath();
    for (const [k, y] of values.entries()) context.lineTo(px(k), py(y));
    context.strokeStyle = color(roleColor(role));
    context.lineWidth = width;
    context.stroke();
  }
}
