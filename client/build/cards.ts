/** The small pictures of the home page's cards, taken from real results. */
import type { Arrays, NDArray } from "../../shared/arrays.ts";
import type { Table } from "../../shared/data/table.ts";
import type { Fold } from "../../shared/labs/fold.ts";
import type { Card } from "../labs/recorded.ts";

const mostImages = 18;
const mostPoints = 150;
const mostCodes = 500;
const mostSeries = 4;
const longestLine = 100;

/** A picture of what the lab's results look like: filters, draws in the plane, curves. */
export function cardOf(fold: Fold, table: Table | null): Card {
  const separated = fold.tasks.map(({ id }) => fold.output(id)).find((output) => output?.unmixing);
  if (separated && table) return components(separated, table);
  const atoms = fold.output("train")?.atoms;
  if (atoms && table) return atomPictures(atoms, table);
  const weights = fold.output("train")?.weights;
  if (weights && weights.shape.length === 2 && weights.shape[0] === table?.columns) return filters(weights, table);
  const features = fold.output("slow")?.features;
  if (features) return slowLines(features);
  const loadings = fold.output("fit")?.loadings;
  if (loadings && table?.image) return filters(loadings, table);
  const latents = fold.output("scores")?.latents;
  if (latents && latents.shape[1] > 1) return plane(latents);
  const family = fold.output("sparse") && fold.output("pca");
  if (family) return table?.image ? filters(turned(family.components), table) : plane(firstTwo(family.codes));
  const codes = fold.output("codes")?.picture;
  const first = fold.output("train")?.["layer0.weights"];
  if (first && first.shape[1] > 2 && first.shape[0] === table?.columns && !isPlanar(fold)) return filters(first, table);
  if (codes) return plane(codes);
  if (fold.tasks[0].kind === "chain") return chains(fold);
  return curves(fold);
}

/** Atoms of a dictionary, one a row, as patches where they are squares of pictures. */
function atomPictures(atoms: NDArray, table: Table): Card {
  const side = Math.sqrt(atoms.shape[1]);
  const image = { width: side, height: side, channels: 1 as const };
  const { image: _, ...plain } = table;
  return filters(turned(atoms), table.image && Number.isInteger(side) ? { ...table, image } : plain);
}

/** What was separated: of patches their features, else the signals under each other. */
function components({ unmixing, mixing, mean }: Arrays, table: Table): Card {
  const [n, columns] = unmixing.shape;
  const side = Math.sqrt(columns);
  if (table.image) return filters(mixing, { ...table, image: { width: side, height: side, channels: 1 } });
  const count = Math.min(n, mostSeries);
  const value = (k: number, row: number) => {
    let sum = 0;
    for (let c = 0; c < columns; c++)
      sum += unmixing.values[k * columns + c] * (table.values[row * columns + c] - mean.values[c]);
    return sum;
  };
  // The extremes of each stretch in turn draw the outline of a wave.
  const rows = table.rate === undefined ? longestLine : table.rows;
  const lines = Array.from({ length: count }, (_, k) => {
    const points = Array.from({ length: longestLine }, (_, i) => {
      const from = Math.floor((i * rows) / longestLine);
      const to = Math.max(from + 1, Math.floor(((i + 1) * rows) / longestLine));
      const all = Array.from({ length: to - from }, (_, r) => value(k, from + r));
      return i % 2 === 0 ? Math.max(...all) : Math.min(...all);
    });
    const most = Math.max(...points.map(Math.abs)) || 1;
    return points.map((y) => Math.round(1000 * ((count - k - 0.5 + (0.45 * y) / most) / count)) / 1000);
  });
  return { kind: "lines", lines };
}

/** Columns of a matrix [inputs, units], each as a picture of the inputs' shape; zero in the middle of the scale. */
function filters({ shape, values }: NDArray, table: Table): Card {
  const [inputs, units] = shape;
  const { width, height } = table.image ?? { width: inputs, height: 1 };
  const count = Math.min(units, mostImages);
  const bytes = new Uint8Array(count * inputs);
  let largest = 0;
  for (const value of values) largest = Math.max(largest, Math.abs(value));
  for (let unit = 0; unit < count; unit++) {
    for (let i = 0; i < inputs; i++) {
      bytes[unit * inputs + i] = Math.round(127.5 + (127.5 * values[i * units + unit]) / (largest || 1));
    }
  }
  return { kind: "images", width, height, count, bytes: Buffer.from(bytes).toString("base64"), map: "diverging" };
}

function turned({ shape: [m, n], values }: NDArray): NDArray {
  return {
    shape: [n, m],
    values: Float64Array.from({ length: m * n }, (_, at) => values[(at % m) * n + Math.floor(at / m)]),
  };
}

function firstTwo({ shape: [rows, count], values }: NDArray): NDArray {
  const of = (at: number) => values[Math.floor(at / 2) * count + Math.min(at % 2, count - 1)];
  return { shape: [rows, 2], values: Float64Array.from({ length: 2 * rows }, (_, at) => of(at)) };
}

/** The first two columns of [rows, count] over their rows. */
function slowLines({ shape: [rows, count], values }: NDArray): Card {
  const at = Array.from({ length: longestLine }, (_, n) => Math.floor((n * rows) / longestLine));
  const lines = [0, 1].slice(0, count).map((i) => at.map((n) => Number(values[n * count + i])));
  const scale = spread(lines.flat());
  return { kind: "lines", lines: lines.map((line) => line.map(scale)) };
}

/** The codes have two dimensions themselves. */
function isPlanar(fold: Fold): boolean {
  return fold.output("codes")?.codes?.shape[1] === 2;
}

/** Points: the first two columns of [n, …], evenly chosen where there are many. */
function plane({ shape: [rows, width], values }: NDArray): Card {
  const count = Math.min(rows, mostCodes);
  const points = Array.from({ length: count }, (_, i) => {
    const at = Math.floor((i * rows) / count) * width;
    return [Number(values[at]), Number(values[at + 1])] as const;
  });
  return { kind: "points", series: inTheSquare([points]) };
}

/** The first two coordinates of the draws of each chain. */
function chains(fold: Fold): Card {
  const series = fold.tasks.slice(0, mostSeries).map(({ id }) => {
    const name = fold.recordNames(id).find((one) => (fold.records(id, one)?.shape[1] ?? 0) >= 2);
    const record = name === undefined ? undefined : fold.records(id, name);
    if (!record) return [];
    const [rows, width] = record.shape;
    // The first half is warm-up.
    const from = Math.floor(rows / 2);
    const count = Math.min(mostPoints, rows - from);
    return Array.from({ length: count }, (_, i): readonly [number, number] => {
      const row = from + Math.floor((i * (rows - from)) / count);
      return [Number(record.values[row * width]), Number(record.values[row * width + 1])];
    });
  });
  return { kind: "points", series: inTheSquare(series) };
}

type Points = readonly (readonly [number, number])[];

/** Scaled to the unit square; what lies outside is left out, for at the edge it would look like a wall. */
function inTheSquare(series: readonly Points[]): readonly Points[] {
  const [x, y] = [0, 1].map((axis) => spread(series.flat().map((point) => point[axis])));
  return series.map((points) =>
    points
      .map(([a, b]): readonly [number, number] => [x(a), y(b)])
      .filter(([a, b]) => a > 0 && a < 1 && b > 0 && b < 1),
  );
}

/** Records of one number a step; steps without one are left out. */
function curves(fold: Fold): Card {
  const lines: number[][] = [];
  for (const { id } of fold.tasks) {
    for (const name of fold.recordNames(id)) {
      const record = fold.records(id, name);
      if (record?.shape.length !== 1 || lines.length >= mostSeries) continue;
      const known = Array.from(record.values, Number).filter(Number.isFinite);
      const length = Math.min(longestLine, known.length);
      lines.push(Array.from({ length }, (_, i) => known[Math.floor((i * known.length) / length)]));
    }
  }
  const scale = spread(lines.flat());
  return { kind: "lines", lines: lines.map((line) => line.map(scale)) };
}

/** To [0, 1], with three digits; a hundredth of the values at either end may fall outside and is cut. */
function spread(values: readonly number[]): (value: number) => number {
  const sorted = [...values].filter(Number.isFinite).sort((a, b) => a - b);
  const low = sorted[Math.floor(0.01 * (sorted.length - 1))] ?? 0;
  const high = sorted[Math.ceil(0.99 * (sorted.length - 1))] ?? 1;
  return (value) => Math.round(1000 * Math.min(1, Math.max(0, (value - low) / (high - low || 1)))) / 1000;
}
