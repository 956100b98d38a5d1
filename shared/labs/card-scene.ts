/**
 * What is drawn of a card's picture, and where: the page draws it as SVG, the edge as pixels. Places and sizes are hundredths of the picture's side, from
 * the top left; colours are series by their number.
 */
import { colorTable, type Rgb } from "../color-maps.ts";
import type { Card } from "./card.ts";

export type Point = readonly [x: number, y: number];

export type Mark =
  /** One line through its points. */
  | { readonly kind: "line"; readonly series: number; readonly opacity: number; readonly points: readonly Point[] }
  /** Circles of one series. */
  | {
      readonly kind: "dots";
      readonly series: number;
      readonly opacity: number;
      readonly radius: number;
      readonly places: readonly Point[];
      /** How they are told from what lies under them: by a line of the paper's colour, or their own with paper inside. */
      readonly rim?: "paper" | "own";
      /** Of those with a rim of their own, the ones that are filled. */
      readonly filled?: readonly number[];
    };

type Of<K extends Card["kind"]> = Extract<Card, { readonly kind: K }>;

/** The marks of a card, those on top last; those of a map lie over its cells. Pictures have none. */
export function marksOf(card: Exclude<Card, Of<"images">>): readonly Mark[] {
  switch (card.kind) {
    case "lines":
      return card.lines.map((line, series) => {
        const along = (i: number) => (i / Math.max(1, line.length - 1)) * 100;
        return { kind: "line", series, opacity: 1, points: line.map((y, i) => [along(i), 98 - 96 * y] as const) };
      });
    case "points":
      return card.series.map((points, series) => {
        const places = points.map(([x, y]) => [2 + 96 * x, 98 - 96 * y] as const);
        return { kind: "dots", series, opacity: 0.7, radius: radiusOf(card.series), places };
      });
    case "map":
      return card.series.map((points, series) => {
        const places = points.map(([x, y]) => [100 * x, 100 - 100 * y] as const);
        return { kind: "dots", series, opacity: 1, radius: 1.7, places, rim: "paper" };
      });
    case "graph":
      return graphMarks(card);
    default:
      return card satisfies never;
  }
}

/** Small enough for many to be told apart; of the few hundred of a card always the same. */
function radiusOf(series: Of<"points">["series"]): number {
  const all = series.reduce((sum, { length }) => sum + length, 0);
  return 1.1 * Math.min(1, Math.sqrt(400 / Math.max(1, all)));
}

function graphMarks({ places, lines, filled, directed }: Of<"graph">): readonly Mark[] {
  const radius = Math.min(6, 24 / Math.sqrt(places.length));
  const at = places.map(([x, y]) => [6 + 88 * x, 6 + 88 * y] as const);
  const strokes = lines.flatMap(([a, b]) => strokesOf(at[a], at[b], radius, directed));
  return [
    ...strokes.map((points): Mark => ({ kind: "line", series: 0, opacity: 0.7, points })),
    { kind: "dots", series: 0, opacity: 1, radius, places: at, rim: "own", filled },
  ];
}

/** From rim to rim, with a head of two strokes where it is an arrow. */
function strokesOf([x1, y1]: Point, [x2, y2]: Point, radius: number, hasHead: boolean): readonly (readonly Point[])[] {
  const length = Math.sqrt((x2 - x1) ** 2 + (y2 - y1) ** 2) || 1;
  const [ux, uy] = [(x2 - x1) / length, (y2 - y1) / length];
  const end = [x2 - radius * ux, y2 - radius * uy] as const;
  const head = (side: number) => [end[0] - 3 * ux - side * uy * 1.6, end[1] - 3 * uy + side * ux * 1.6] as const;
  const line = [[x1 + radius * ux, y1 + radius * uy], end] as const;
  return hasHead ? [line, [head(1), end, head(-1)]] : [line];
}

export interface CellColors {
  readonly paper: Rgb;
  /** Of series `index`. */
  series(index: number): Rgb;
}

/** Red, green and blue of each cell of a map: of the likeliest class, the paler the less it stands out; or of a number. */
export function cellColors(
  { classes }: Of<"map">,
  cells: Uint8Array,
  { paper, series }: CellColors,
): Uint8ClampedArray {
  const count = classes ? cells.length / 2 : cells.length;
  const out = new Uint8ClampedArray(3 * count);
  const colors = colorTable("viridis");
  for (let cell = 0; cell < count; cell++) {
    if (!classes) {
      out.set(colors.subarray(3 * cells[cell], 3 * cells[cell] + 3), 3 * cell);
      continue;
    }
    const own = series(cells[2 * cell]);
    const strength = 0.08 + (0.6 * cells[2 * cell + 1]) / 255;
    for (let k = 0; k < 3; k++) out[3 * cell + k] = paper[k] + strength * (own[k] - paper[k]);
  }
  return out;
}
