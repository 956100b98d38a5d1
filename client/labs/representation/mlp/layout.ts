/** Where the units of a net lie in its picture. */
import { SHOWN_UNITS } from "../../../../shared/labs/representation/mlp/plane.ts";

export interface Node {
  /** 0: inputs; hidden layers from 1; the outputs come last. */
  readonly layer: number;
  readonly unit: number;
  /** Of the left upper corner, in CSS pixels. */
  readonly x: number;
  readonly y: number;
}

export interface NetLayout {
  readonly height: number;
  /** On a side of a unit, in CSS pixels. */
  readonly size: number;
  readonly layers: readonly (readonly Node[])[];
  /** Units of each layer that are not drawn. */
  readonly hidden: readonly number[];
}

const GAP = 5;
/** Height of the units of a layer together, in CSS pixels: the figure stays on the screen. */
const TALL = 340;
const LARGEST = 48;
/** Under a layer that is not drawn whole. */
const MORE = 18;
const TOP = 22;

/** `widths`: units of each layer, inputs and outputs too. At most twelve of each are drawn. */
export function netLayout(widths: readonly number[], width: number): NetLayout {
  const shown = widths.map((units) => Math.min(units, SHOWN_UNITS));
  const across = width / widths.length;
  const most = Math.max(...shown);
  const room = Math.min(LARGEST, Math.floor(TALL / most) - GAP);
  const size = Math.max(10, Math.floor(Math.min(room, 0.62 * across)));
  const height = TOP + most * (size + GAP) + MORE;
  const step = widths.length > 1 ? (width - size) / (widths.length - 1) : 0;
  const layers = shown.map((units, layer) => {
    const top = TOP + (most * (size + GAP) - units * (size + GAP)) / 2;
    return Array.from({ length: units }, (_, unit) => ({ layer, unit, x: layer * step, y: top + unit * (size + GAP) }));
  });
  return { height, size, layers, hidden: widths.map((units, l) => units - shown[l]) };
}

/** A weight between two drawn units. */
export interface Edge {
  readonly from: Node;
  readonly to: Node;
  readonly weight: number;
}

/** All weights into the units of a layer from those before it. */
export function edgesInto(
  { layers }: NetLayout,
  layer: number,
  weights: { readonly shape: readonly number[]; readonly values: ArrayLike<number> },
): readonly Edge[] {
  const [rows, columns] = weights.shape;
  return layers[layer].flatMap((to) =>
    layers[layer - 1].flatMap((from) =>
      from.unit < rows && to.unit < columns
        ? [{ from, to, weight: weights.values[from.unit * columns + to.unit] }]
        : [],
    ),
  );
}

/** How far a point is from the curve of an edge, in CSS pixels: sampled at 16 places. */
export function distanceTo({ from, to }: Edge, size: number, x: number, y: number): number {
  const [x0, y0, x1, y1] = ends(from, to, size);
  let least = Number.POSITIVE_INFINITY;
  for (let k = 0; k <= 16; k++) {
    const t = k / 16;
    // The curve below: control points at half the way across.
    const ease = t * t * (3 - 2 * t);
    const along = bezier(x0, (x0 + x1) / 2, (x0 + x1) / 2, x1, t);
    least = Math.min(least, Math.hypot(along - x, y0 + ease * (y1 - y0) - y));
  }
  return least;
}

/** Start and end of the line of an edge. */
export function ends(from: Node, to: Node, size: number): readonly [number, number, number, number] {
  return [from.x + size, from.y + size / 2, to.x, to.y + size / 2];
}

function bezier(a: number, b: number, c: number, d: number, t: number): number {
  const s = 1 - t;
  return s * s * s * a + 3 * s * s * t * b + 3 * s * t * t * c + t * t * t * d;
}
