/** Draws a chart with Observable Plot. Loaded only when a chart is shown: the library is larger than the rest of the page. */
import * as Plot from "@observablehq/plot";
import type { Locale } from "../../shared/text.ts";
import { formatNumber } from "../i18n/numbers.ts";
import {
  type Axis,
  axisTitle,
  type ChartSpec,
  isWhole,
  type LineMark,
  type Mark,
  placesOf,
  thin,
} from "./chart-spec.ts";
import { seriesColor } from "./palette.ts";
import {
  finite,
  labelsAtEnd,
  labelWidth,
  marginLeft,
  placesOfRules,
  type RulePlaces,
  ruleLabel,
} from "./plot-names.ts";
import { tickText } from "./ticks.ts";

/** At the right: half of the last number of the axis. */
const MARGIN = 22;
const longestLine = 2000;

/** A finished SVG of the given size in CSS pixels. */
export function draw(spec: ChartSpec, width: number, height: number, locale: Locale, name: string): SVGSVGElement {
  const labels = spec.marks.flatMap((mark) => (mark.kind === "line" && mark.label ? [mark.label.length] : []));
  const names = spec.marks.flatMap((mark) => (mark.kind === "bars" ? mark.names : []));
  const longest = Math.max(0, ...names.map((name) => name.length));
  const beside = Math.min(width / 3, Math.max(MARGIN, 12 + labelWidth * Math.max(0, ...labels)));
  const rules = placesOfRules(spec, width, beside);
  const along = spec.marks.flatMap((mark) => {
    const [x, [y]] = placesOf(mark);
    // A line without x counts its points.
    return x.length === 0 && mark.kind !== "bars" && y ? [[0, y.length - 1]] : x;
  });
  const up = spec.marks.flatMap((mark) => placesOf(mark)[1]);
  const across = tickCount(spec.x, along, isWhole(spec.x, along), width / 90);
  const upright = tickCount(spec.y, up, spec.y.whole === true, height / 50);
  // Names that do not fit side by side are slanted.
  const leaning = names.length * (longest + 1) * labelWidth > width - 64;
  const figure = Plot.plot({
    width,
    height,
    marginLeft,
    marginBottom: leaning ? 36 + Math.min(60, longest * labelWidth * 0.7) : 36,
    marginTop: 24,
    marginRight: beside,
    // Bars are in the order in which they are given.
    x: { ...scale(spec.x, across, spec.marks), ...(names.length > 0 && { domain: [...new Set(names)] }) },
    y: scale(spec.y, upright, spec.marks),
    style: { background: "transparent", color: "var(--ink-soft)" },
    ariaLabel: name,
    marks: [
      Plot.axisX({
        label: axisTitle(spec.x),
        labelAnchor: "center",
        labelArrow: "none",
        tickSize: 4,
        ...ticks(spec.x, locale, across, spec.marks),
        ...(leaning && { tickRotate: -45 }),
      }),
      Plot.axisY({ label: axisTitle(spec.y), labelArrow: "none", tickSize: 4, ...ticks(spec.y, locale, upright) }),
      ...(spec.y.log ? [] : [Plot.gridY({ stroke: "var(--line)", strokeOpacity: 1, ticks: upright })]),
      ...spec.marks.flatMap((mark) => marksOf(mark, spec, locale, rules)),
      ...labelsAtEnd(
        spec.marks.filter((mark) => mark.kind === "line"),
        spec,
        height,
      ),
      ...tipOf(spec.marks, locale),
    ],
  });
  // Plot puts its few rules into a style element, which the content security policy refuses; figure.css has them.
  figure.querySelector("style")?.remove();
  figure.setAttribute("role", "img");
  // The drawing is one picture with one name; its numbers are in the table.
  for (const part of figure.querySelectorAll("g[aria-label]")) part.removeAttribute("aria-label");
  return figure as SVGSVGElement;
}

/**
 * How many ticks an axis has, about: one that counts no more than there are whole numbers from its end to its end, since none lies between these.
 * `places`: of its points.
 */
function tickCount(axis: Axis, places: readonly ArrayLike<number>[], isCounted: boolean, most: number): number {
  if (axis.log || !isCounted) return most;
  const ends = places.flatMap((one) => [finite(one, Math.min), finite(one, Math.max)]).filter(Number.isFinite);
  if (axis.zero) ends.push(0);
  const [low, high] = axis.domain ?? [Math.min(...ends), Math.max(...ends)];
  return high > low ? Math.max(1, Math.min(most, high - low)) : most;
}

function scale(axis: Axis, count: number, marks: readonly Mark[]): Plot.ScaleOptions {
  const named = marks.some((mark) => mark.kind === "bars");
  // Plot makes no scale from no data, and then no axis either.
  const domain = axis.domain ?? (marks.length > 0 ? undefined : axis.log ? [1, 10] : [0, 1]);
  return {
    ...(axis.log ? { type: "log" as const } : {}),
    ...(axis.zero ? { zero: true } : {}),
    ...(domain ? { domain: [...domain] } : {}),
    // By this name the numbers under the pointer are told.
    label: axisTitle(axis),
    ...(named ? {} : { nice: !axis.domain && !axis.log, ticks: count }),
  };
}

function ticks(axis: Axis, locale: Locale, count: number, marks: readonly Mark[] = []): Plot.AxisOptions {
  if (marks.some((mark) => mark.kind === "bars")) return {};
  return {
    ticks: axis.ticks ? everyFew(axis.ticks, count) : axis.log ? Math.min(4, count) : count,
    tickFormat: (d: number) => tickText(d, locale, axis.log, DIGITS),
  };
}

/** So many of them at most, evenly spaced from the first. */
function everyFew(values: readonly number[], most: number): number[] {
  const step = Math.ceil(values.length / Math.max(1, most));
  return values.filter((_, i) => i % step === 0);
}

/** Digits of a tick: Plot's ticks differ within them. */
const DIGITS = 6;

function marksOf(mark: Mark, spec: ChartSpec, locale: Locale, rules: RulePlaces): Plot.Markish[] {
  const color = mark.color ?? "var(--ink)";
  switch (mark.kind) {
    case "line": {
      const { x, y } = points(mark);
      const drawn = {
        x,
        y,
        stroke: color,
        strokeWidth: mark.width ?? 1.5,
        clip: true,
        ...(mark.dashed ? { strokeDasharray: "4 3" } : {}),
      };
      return [Plot.lineY({ length: y.length }, drawn)];
    }
    case "band": {
      const x = mark.x ?? indices(mark.low.length);
      return [
        Plot.areaY(
          { length: mark.low.length },
          { x: list(x), y1: list(mark.low), y2: list(mark.high), fill: color, fillOpacity: 0.2, clip: true },
        ),
      ];
    }
    case "points": {
      const fill = mark.groups ? Array.from(mark.groups, seriesColor) : color;
      const at = { x: list(mark.x), y: list(mark.y) };
      return [
        Plot.dot(
          { length: mark.x.length },
          // Not clipped: a dot on the frame is whole.
          {
            ...at,
            fill,
            r: mark.radius ?? 2.5,
            fillOpacity: 0.75,
            filter: at.x.map((x, i) => isWithin(x, at.y[i], spec)),
          },
        ),
      ];
    }
    case "interval":
      return [
        Plot.ruleX(
          { length: mark.x.length },
          { x: list(mark.x), y1: list(mark.low), y2: list(mark.high), stroke: color, strokeWidth: 2 },
        ),
      ];
    case "histogram":
      return [histogram(mark.values, mark.bins, mark.density ?? false, color)];
    case "bars":
      return [
        Plot.barY(
          { length: mark.names.length },
          {
            x: [...mark.names],
            y: list(mark.values),
            fill: color,
            sort: null,
            tip: { format: { ...formatOf(locale), x: (name: string) => name }, fill: "var(--surface)" },
          },
        ),
        Plot.ruleY([0], { stroke: "var(--line-strong)" }),
      ];
    case "rule": {
      const style = { stroke: color, ...(mark.dashed ? { strokeDasharray: "4 3" } : {}) };
      const rule = mark.x === undefined ? Plot.ruleY([mark.y ?? 0], style) : Plot.ruleX([mark.x], style);
      return mark.label ? [rule, ruleLabel(mark.label, mark, color, spec, rules.get(mark))] : [rule];
    }
    default:
      mark satisfies never;
      return [];
  }
}

const isWithin = (x: number, y: number, spec: ChartSpec): boolean => isOn(spec.x, x) && isOn(spec.y, y);

const isOn = ({ domain }: Axis, value: number): boolean =>
  !domain || (Math.min(...domain) <= value && value <= Math.max(...domain));

/** How the numbers under the pointer are told. */
function formatOf(locale: Locale) {
  const say = (d: number) => formatNumber(d, locale, 5);
  return { x: say, y: say, stroke: false, fill: false, z: false } as const;
}

/** What lies nearest to the pointer, of all lines and points together: a tip for each would lie over the others. */
function tipOf(marks: readonly Mark[], locale: Locale): Plot.Markish[] {
  const at = marks.flatMap((mark) => {
    if (mark.kind === "line") return [{ ...points(mark), name: mark.label ?? "" }];
    if (mark.kind === "points") return [{ x: list(mark.x), y: list(mark.y), name: mark.label ?? "" }];
    return [];
  });
  const x = at.flatMap((one) => one.x);
  if (x.length === 0) return [];
  const names = at.flatMap(({ x: own, name }) => own.map(() => name));
  const isNamed = names.some((name) => name !== "");
  const isAlong = marks.some(({ kind }) => kind === "line");
  const options = {
    x,
    y: at.flatMap((one) => one.y),
    ...(isNamed && { channels: { name: { value: names, label: "" } } }),
    maxRadius: isAlong ? 24 : 16,
    format: { ...(isNamed && { name: true }), ...formatOf(locale) },
    fill: "var(--surface)",
    stroke: "var(--line-strong)",
  };
  return [Plot.tip({ length: x.length }, isAlong ? Plot.pointerX(options) : Plot.pointer(options))];
}

function points(mark: LineMark): { readonly x: number[]; readonly y: number[] } {
  const kept = thin(mark.y, longestLine);
  return { x: Array.from(kept, (i) => (mark.x ? mark.x[i] : i)), y: Array.from(kept, (i) => mark.y[i]) };
}

function histogram(values: ArrayLike<number>, bins: number | undefined, density: boolean, color: string): Plot.Markish {
  const { edges, heights } = binned(values, bins, density);
  return Plot.rectY(
    { length: heights.length },
    { x1: edges.slice(0, -1), x2: edges.slice(1), y: heights, fill: color, fillOpacity: 0.7, inset: 0.5 },
  );
}

/** Counts (or densities of area 1) of finite values in equal bins: Freedman–Diaconis width, 5 to 60 bins. */
export function binned(
  values: ArrayLike<number>,
  bins: number | undefined,
  density: boolean,
): { readonly edges: number[]; readonly heights: number[] } {
  const sorted = Float64Array.from(Array.from(values).filter(Number.isFinite)).sort();
  const n = sorted.length;
  if (n === 0) return { edges: [0, 1], heights: [0] };
  const low = sorted[0];
  const span = sorted[n - 1] - low;
  // What differs by rounding alone is one value: a bar about it.
  const half = Math.max(Math.abs(low), Math.abs(sorted[n - 1])) / 100 || 0.5;
  if (span < 1e-9 * half) return { edges: [low - half, low + half], heights: [density ? 1 / (2 * half) : n] };
  const quartiles = sorted[Math.floor(0.75 * (n - 1))] - sorted[Math.floor(0.25 * (n - 1))];
  const wanted = quartiles > 0 ? Math.ceil((span * Math.cbrt(n)) / (2 * quartiles)) : 10;
  const count = bins ?? Math.min(60, Math.max(5, wanted));
  const heights = new Array<number>(count).fill(0);
  for (const value of sorted) heights[Math.min(count - 1, Math.floor(((value - low) / span) * count))]++;
  const area = (n * span) / count;
  return {
    edges: Array.from({ length: count + 1 }, (_, i) => low + (span * i) / count),
    heights: density ? heights.map((h) => h / area) : heights,
  };
}

function indices(length: number): number[] {
  return Array.from({ length }, (_, i) => i);
}

function list(values: ArrayLike<number>): number[] {
  return Array.from(values);
}
