/** The small pictures of the home page's cards and of the runs of a sweep, taken from real results. */
import type { NDArray } from "../arrays.ts";
import type { Fold } from "./fold.ts";
import type { CardPicture } from "./picture.ts";

/** The picture of a card. */
export type Card =
  /** Pictures side by side, bytes 0–255 as base64. */
  | {
      readonly kind: "images";
      readonly width: number;
      readonly height: number;
      readonly count: number;
      readonly bytes: string;
      readonly map: "grey" | "diverging";
    }
  /** Lines over their index, each scaled to [0, 1] together: at most 100 points with three digits. */
  | { readonly kind: "lines"; readonly lines: readonly (readonly number[])[] }
  /**
   * A square of side × side cells from the top left, bytes as base64: of classes two per cell, the likeliest and how far it stands out (0–255); of a number
   * its place between the lowest and the highest. Over it points of the unit square by class.
   */
  | {
      readonly kind: "map";
      readonly side: number;
      readonly classes: boolean;
      readonly bytes: string;
      readonly series: readonly (readonly (readonly [number, number])[])[];
    }
  /** Nodes in the unit square, from the top left, the lines between them (arrows, where it is directed) by their numbers, and those that are filled. */
  | {
      readonly kind: "graph";
      readonly directed: boolean;
      readonly places: readonly (readonly [number, number])[];
      readonly lines: readonly (readonly [number, number])[];
      readonly filled: readonly number[];
    }
  /** Points of the unit square by series. */
  | { readonly kind: "points"; readonly series: readonly (readonly (readonly [number, number])[])[] };

/** How much of a result a picture of it has. */
export interface CardDetail {
  /** Pixels on a side of the card's picture: each of its pictures has room at least as large as itself. */
  readonly side: number;
  /** Columns of pictures, points of all series, numbers of a line, cells on a side of a map and points over it, at most. */
  readonly columns: number;
  readonly points: number;
  readonly line: number;
  readonly cells: number;
  readonly over: number;
}

/** Of the cards of the page, which are written down for each lab. */
const small: CardDetail = { side: 104, columns: 4, points: 400, line: 100, cells: 32, over: 120 };
/** Pixels between pictures. */
const gap = 2;
const maxSeries = 4;

export function cardOf(picture: CardPicture, detail = small): Card {
  switch (picture.kind) {
    case "images":
      return images(picture, detail);
    case "points":
      return { kind: "points", series: points(picture.series, detail) };
    case "map":
      return map(picture, detail);
    case "graph":
      return picture;
    case "lines":
      return { kind: "lines", lines: (picture.apart ? waves : lines)(picture.lines.slice(0, maxSeries), detail) };
    default:
      return picture satisfies never;
  }
}

function images(
  { rows, width, height }: CardPicture & { readonly kind: "images" },
  { side, ...most }: CardDetail,
): Card {
  const [found, pixels] = rows.shape;
  const columns = Math.floor((side + gap) / (Math.max(width, height) + gap));
  const count = Math.min(found, Math.max(1, Math.min(most.columns, columns)) ** 2);
  let largest = 0;
  for (const value of rows.values) largest = Math.max(largest, Math.abs(value));
  const bytes = Uint8Array.from({ length: count * pixels }, (_, i) =>
    Math.round(127.5 + (127.5 * rows.values[i]) / (largest || 1)),
  );
  return { kind: "images", width, height, count, bytes: base64(bytes), map: "diverging" };
}

/** Every so many cells of every so many lines, and as many points as do not hide them. */
function map({ surface, classes, series }: CardPicture & { readonly kind: "map" }, most: CardDetail): Card {
  const [cells, width] = surface.shape;
  const all = Math.sqrt(cells);
  const stride = Math.ceil(all / most.cells);
  const side = Math.ceil(all / stride);
  const kept = Array.from(
    { length: side * side },
    (_, i) => stride * (Math.floor(i / side) * all + (i % side)) * width,
  );
  const bytes = classes ? kept.flatMap((at) => likeliest(surface, at)) : shades(kept.map((at) => surface.values[at]));
  return {
    kind: "map",
    side,
    classes,
    bytes: base64(bytes),
    series: series.map(({ shape: [rows], values }) => {
      const count = Math.min(rows, Math.floor(most.over / series.length));
      return Array.from({ length: count }, (_, i) => {
        const at = 2 * Math.floor((i * rows) / count);
        return [digits(Number(values[at])), digits(Number(values[at + 1]))] as const;
      });
    }),
  };
}

/** The likeliest class, and how far its probability lies above even, in 255ths. */
function likeliest({ shape: [, width], values }: NDArray, at: number): readonly [number, number] {
  const odds = Array.from({ length: width }, (_, c) => Number(values[at + c]));
  const most = Math.max(...odds);
  return [odds.indexOf(most), Math.round((255 * (most - 1 / width)) / (1 - 1 / width))];
}

function shades(values: readonly number[]): readonly number[] {
  const [low, high] = [Math.min(...values), Math.max(...values)];
  return values.map((value) => Math.round((255 * (value - low)) / (high - low || 1)));
}

type Points = readonly (readonly [number, number])[];

/** Evenly chosen where there are many, and scaled to the unit square; what lies outside is left out, since at the edge it would look like a wall. */
function points(series: readonly NDArray[], detail: CardDetail): readonly Points[] {
  const most = Math.floor(detail.points / series.length);
  const chosen = series.map(({ shape: [rows, width], values }): Points => {
    const count = Math.min(rows, most);
    return Array.from({ length: count }, (_, i) => {
      const at = Math.floor((i * rows) / count) * width;
      return [Number(values[at]), Number(values[at + 1])] as const;
    });
  });
  const [x, y] = [0, 1].map((axis) => spread(chosen.flat().map((point) => point[axis])));
  return chosen.map((one) =>
    one.map(([a, b]): readonly [number, number] => [x(a), y(b)]).filter(([a, b]) => a > 0 && a < 1 && b > 0 && b < 1),
  );
}

/** On one scale, evenly thinned. */
function lines(all: readonly ArrayLike<number>[], detail: CardDetail): readonly (readonly number[])[] {
  const thin = all.map((line) => {
    const length = Math.min(detail.line, line.length);
    return Array.from({ length }, (_, i) => Number(line[Math.floor((i * line.length) / length)]));
  });
  const scale = spread(thin.flat());
  return thin.map((line) => line.map(scale));
}

/** Under each other; the extremes of each stretch in turn draw the outline of a wave. */
function waves(all: readonly ArrayLike<number>[], detail: CardDetail): readonly (readonly number[])[] {
  return all.map((line, k) => {
    const outline = Array.from({ length: detail.line }, (_, i) => {
      const from = Math.floor((i * line.length) / detail.line);
      const to = Math.max(from + 1, Math.floor(((i + 1) * line.length) / detail.line));
      let extreme = line[from];
      for (let t = from; t < to; t++) extreme = i % 2 === 0 ? Math.max(extreme, line[t]) : Math.min(extreme, line[t]);
      return extreme;
    });
    const most = Math.max(...outline.map(Math.abs)) || 1;
    return outline.map((y) => digits((all.length - k - 0.5 + (0.45 * y) / most) / all.length));
  });
}

/** For labs without a picture of their own: records of one number per step, the first of them or all; steps without one are omitted. */
export function curvesOf(fold: Fold, most = Number.POSITIVE_INFINITY): CardPicture {
  const found = fold.tasks.flatMap(({ id }) => fold.recordNames(id).map((name) => fold.records(id, name)));
  return {
    kind: "lines",
    lines: found
      .flatMap((record) =>
        record?.shape.length === 1 ? [Array.from(record.values, Number).filter(Number.isFinite)] : [],
      )
      .slice(0, most),
  };
}

/** To [0, 1], with three digits; a hundredth of the values at either end may fall outside and is cut. */
function spread(values: readonly number[]): (value: number) => number {
  const sorted = [...values].filter(Number.isFinite).sort((a, b) => a - b);
  const low = sorted[Math.floor(0.01 * (sorted.length - 1))] ?? 0;
  const high = sorted[Math.ceil(0.99 * (sorted.length - 1))] ?? 1;
  return (value) => digits(Math.min(1, Math.max(0, (value - low) / (high - low || 1))));
}

function digits(value: number): number {
  return Math.round(1000 * value) / 1000;
}

function base64(bytes: ArrayLike<number>): string {
  let text = "";
  for (let at = 0; at < bytes.length; at++) text += String.fromCharCode(bytes[at]);
  return btoa(text);
}
