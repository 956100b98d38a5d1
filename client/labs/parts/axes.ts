import type { Locale } from "../../../shared/text.ts";
import type { PlotContext } from "../../views/plane.tsx";
import { line } from "../../views/strokes.ts";
import { roundTicks, tickTexts } from "../../views/ticks.ts";

export type Range = readonly [number, number];

/** Ticks and names along the lower and the left edge of a plane. `logY`: the plane's y is a logarithm, named by its value. */
export function drawAxes(
  pen: PlotContext,
  x: Range,
  y: Range,
  names: readonly [string, string],
  language: Locale,
  logY = false,
): void {
  const { context, width, height } = pen;
  context.font = "11px system-ui, sans-serif";
  context.fillStyle = pen.color("var(--ink-soft)");
  context.strokeStyle = pen.color("var(--line)");
  context.lineWidth = 1;
  // A halo: what lies below may have any colour.
  const halo = pen.color("var(--surface)");
  const write = (text: string, left: number, top: number) => {
    context.save();
    context.strokeStyle = halo;
    context.lineWidth = 3;
    context.lineJoin = "round";
    context.strokeText(text, left, top);
    context.restore();
    context.fillText(text, left, top);
  };
  context.textAlign = "center";
  const along = roundTicks(x[0], x[1], 6);
  const alongTexts = tickTexts(along, language);
  for (const [i, value] of along.entries()) {
    const at = pen.px(value);
    line(context, at, height - 16, at, height - 12);
    if (at > 14 && at < width - 14) write(alongTexts[i], at, height - 3);
  }
  context.textAlign = "left";
  const up = logY ? decades(y) : roundTicks(y[0], y[1], 6);
  const upTexts = tickTexts(
    up.map((value) => (logY ? 10 ** value : value)),
    language,
  );
  for (const [i, value] of up.entries()) {
    const at = pen.py(value);
    // No mark at its side: that would read as a minus.
    if (at > 26 && at < height - 24) write(upTexts[i], 4, at + 4);
  }
  context.fillStyle = pen.color("var(--ink)");
  write(names[1], 4, 12);
  context.textAlign = "right";
  write(names[0], width - 4, height - 20);
}

function decades([low, high]: Range): number[] {
  const values: number[] = [];
  for (let power = Math.floor(low); power <= high; power++) {
    for (const digit of [1, 2, 5]) {
      const at = power + Math.log10(digit);
      if (at >= low && at <= high) values.push(at);
    }
  }
  return values;
}
