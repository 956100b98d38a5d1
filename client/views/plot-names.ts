/** Where the names of lines and rules stand in a chart of Observable Plot. */
import * as Plot from "@observablehq/plot";
import { type ChartSpec, type LineMark, type Mark, placesOf, type RuleMark } from "./chart-spec.ts";

/** Width of a letter, about, in CSS pixels, and of what is left of a chart. */
export const labelWidth = 6.6;
export const marginLeft = 52;

/** The name of a rule, beside it. */
export function ruleLabel(
  label: string,
  { x, y }: RuleMark,
  color: string,
  spec: ChartSpec,
  { isBefore, row }: RulePlace = { isBefore: false, row: 0 },
): Plot.Markish {
  const common = { text: [label], fill: color, stroke: "var(--surface)", strokeWidth: 4, fontSize: 12 };
  return x === undefined
    ? Plot.text([0], {
        ...common,
        y: [y ?? 0],
        frameAnchor: "left",
        textAnchor: "start",
        dx: 4,
        dy: spec.y.log ? -7 : -8,
      })
    : Plot.text([0], {
        ...common,
        x: [x],
        frameAnchor: "top",
        ...(isBefore ? { textAnchor: "end", dx: -4 } : { textAnchor: "start", dx: 4 }),
        dy: 4 + rowHeight * row,
      });
}

/** Where the name of an upright rule stands: before or behind its line, and in which row from the top. */
interface RulePlace {
  readonly isBefore: boolean;
  readonly row: number;
}
export type RulePlaces = ReadonlyMap<Mark, RulePlace>;

/** Names of upright rules: behind their lines where there is room, and each in the first row where it lies on no other. */
export function placesOfRules(spec: ChartSpec, width: number, beside: number): RulePlaces {
  const found = new Map<Mark, RulePlace>();
  const taken: { readonly row: number; readonly from: number; readonly to: number }[] = [];
  const [low, high] = endsAlong(spec);
  const log = spec.x.log ?? false;
  const share = (x: number) => (log ? Math.log(x / low) / Math.log(high / low) : (x - low) / (high - low));
  for (const mark of spec.marks) {
    if (mark.kind !== "rule" || mark.x === undefined || !mark.label) continue;
    const at = marginLeft + share(mark.x) * (width - marginLeft - beside) || 0;
    const size = 4 + mark.label.length * labelWidth;
    const isBefore = width - at < size + 4;
    const [from, to] = isBefore ? [at - size, at] : [at, at + size];
    let row = 0;
    while (taken.some((one) => one.row === row && one.from < to + 4 && from < one.to + 4)) row++;
    taken.push({ row, from, to });
    found.set(mark, { isBefore, row });
  }
  return found;
}

/** Ends of x, about: those that are asked for, else of what is drawn. */
function endsAlong({ x, marks }: ChartSpec): readonly [number, number] {
  if (x.domain) return x.domain;
  const columns = marks.flatMap((mark) => (mark.kind === "rule" ? [[mark.x ?? Number.NaN]] : placesOf(mark)[0]));
  const ends = [Math.min, Math.max].map((pick) =>
    columns.map((one) => finite(one, pick, x.log)).filter(Number.isFinite),
  );
  if (x.zero) ends[0].push(0);
  return [Math.min(...ends[0]), Math.max(...ends[1])];
}

/** Direct labels at the right end of lines, pushed apart where they would overlap. */
export function labelsAtEnd(lines: readonly LineMark[], spec: ChartSpec, height: number): Plot.Markish[] {
  const named = lines.filter((line) => line.label && line.y.length > 0);
  if (named.length === 0) return [];
  const low = Math.min(
    ...lines.map((line) => finite(line.y, Math.min, spec.y.log)),
    ...(spec.y.domain ? [spec.y.domain[0]] : spec.y.zero ? [0] : []),
  );
  const high = Math.max(
    ...lines.map((line) => finite(line.y, Math.max, spec.y.log)),
    ...(spec.y.domain ? [spec.y.domain[1]] : spec.y.zero ? [0] : []),
  );
  const position = (v: number) =>
    spec.y.log ? Math.log(v / low) / Math.log(high / low || Math.E) : (v - low) / (high - low || 1);
  const pixels = height - 60;
  const ends = named
    .map((line) => ({ line, y: line.y[line.y.length - 1], x: line.x ? line.x[line.x.length - 1] : line.y.length - 1 }))
    .filter((end) => Number.isFinite(end.y) && !(spec.y.log && end.y <= 0))
    .sort((a, b) => b.y - a.y);
  const places = ends.map(({ y }) => (1 - position(y)) * pixels);
  const moved = apart(places, pixels);
  return ends.map(({ line, x, y }, i) => {
    return Plot.text([0], {
      x: [x],
      y: [y],
      text: [line.label],
      fill: line.color ?? "var(--ink)",
      textAnchor: "start",
      dx: 6,
      dy: moved[i] - places[i],
      fontSize: 12,
    });
  });
}

const rowHeight = 14;

/** Places from top to bottom, so far moved that each has a row; the last not below `most`, where the axis has its numbers, while there is room above. */
export function apart(places: readonly number[], most: number): readonly number[] {
  const down: number[] = [];
  for (const place of places) down.push(Math.max(place, (down.at(-1) ?? Number.NEGATIVE_INFINITY) + rowHeight));
  const lowest = Math.max(most, rowHeight * (places.length - 1));
  return down.map((place, i) => Math.min(place, lowest - rowHeight * (down.length - 1 - i)));
}

/** Of the values that are drawn: those with a logarithm where the axis is logarithmic. */
export function finite(values: ArrayLike<number>, pick: (a: number, b: number) => number, log = false): number {
  let found = Number.NaN;
  for (let i = 0; i < values.length; i++) {
    if (Number.isFinite(values[i]) && !(log && values[i] <= 0))
      found = Number.isNaN(found) ? values[i] : pick(found, values[i]);
  }
  return found;
}
