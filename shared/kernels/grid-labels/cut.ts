/**
 * Exact answers for two labels, and moves for more. Greig, Porteous & Seheult (1989), J. R. Stat. Soc. B 51: the field of two labels with the least energy
 * is a minimum cut. Boykov, Veksler & Zabih (2001), IEEE Trans. PAMI 23: of K labels, a cut finds the best field in which any pixels change to label α
 * (expansion), or any pixels of labels α and β change to the other (swap).
 */
import { energyOf, type GridField } from "./field.ts";
import { type FlowNet, flowNet, maxFlow } from "./max-flow.ts";

/** The net of a grid: a node for each pixel, and of each pair of neighbours the arcs 2·pair, ahead, and 2·pair + 1, back. */
export interface GridNet {
  readonly net: FlowNet;
  /** Of each pair of weight > 0: where its weight is. */
  readonly edges: Int32Array;
}

export function gridNet({ width, height, offsets, weights }: GridField): GridNet {
  const pixels = width * height;
  const edges = Int32Array.from(Array.from(weights.keys()).filter((edge) => weights[edge] > 0));
  const pairs = Array.from(edges, (edge): [number, number] => [
    edge % pixels,
    (edge % pixels) + offsets[Math.floor(edge / pixels)],
  ]);
  return { net: flowNet(pixels, pairs), edges };
}

export interface Cut {
  /** The labels of least energy. */
  readonly labels: Uint8Array;
  /** Their energy by the flow: of all labellings none has less. */
  readonly energy: number;
}

/** The labels of least energy of a field of two labels. Throws a RangeError for one of more. */
export function minimumCut(field: GridField, { net, edges }: GridNet = gridNet(field)): Cut {
  const { labels, unary, weights, apart } = field;
  if (labels !== 2) throw new RangeError(`labels: ${labels} (must be 2)`);
  const terminal = new Float64Array(net.nodes);
  let least = 0;
  for (let i = 0; i < net.nodes; i++) {
    terminal[i] = unary[2 * i + 1] - unary[2 * i];
    least += Math.min(unary[2 * i], unary[2 * i + 1]);
  }
  const capacities = Float64Array.from({ length: 2 * edges.length }, (_, arc) => weights[edges[arc >> 1]] * apart[1]);
  const { value, sinkSide } = maxFlow(net, terminal, capacities);
  return { labels: sinkSide, energy: least + value };
}

/** The best labels of which each is that of `x` or label `alpha`. Of a metric V, such as Potts, alone. */
export function expanded(field: GridField, grid: GridNet, x: Uint8Array, alpha: number): Uint8Array {
  return moved(field, grid, x, (label) => [label, alpha]);
}

/** The best labels in which those that are `alpha` or `beta` in `x` are either of the two. */
export function swapped(field: GridField, grid: GridNet, x: Uint8Array, alpha: number, beta: number): Uint8Array {
  return moved(field, grid, x, (label) => (label === alpha || label === beta ? [alpha, beta] : [label, label]));
}

/** The best labels where each pixel has the choice of two: Kolmogorov & Zabih (2004), IEEE Trans. PAMI 26, section 4. */
function moved(
  { labels, unary, offsets, weights, apart }: GridField,
  { net, edges }: GridNet,
  x: Uint8Array,
  choice: (label: number) => readonly [number, number],
): Uint8Array {
  const choices = Array.from({ length: labels }, (_, label) => choice(label));
  const terminal = Float64Array.from(x, (label, i) => {
    const [keep, take] = choices[label];
    return unary[i * labels + take] - unary[i * labels + keep];
  });
  const capacities = new Float64Array(2 * edges.length);
  for (let pair = 0; pair < edges.length; pair++) {
    const edge = edges[pair];
    const i = edge % x.length;
    const j = i + offsets[Math.floor(edge / x.length)];
    const [ours, theirs] = [choices[x[i]], choices[x[j]]];
    const cost = (a: 0 | 1, b: 0 | 1) => weights[edge] * apart[Math.abs(ours[a] - theirs[b])];
    const [both, right, left, neither] = [cost(0, 0), cost(0, 1), cost(1, 0), cost(1, 1)];
    terminal[i] += left - both;
    terminal[j] += neither - left;
    capacities[2 * pair] = Math.max(0, right + left - both - neither);
  }
  const { sinkSide } = maxFlow(net, terminal, capacities);
  return x.map((label, i) => choices[label][sinkSide[i]]);
}

/** A round of moves, one for each label or, where V is no metric, for each pair of labels; each is kept if it lowers the energy. */
export function cutMoves(field: GridField, grid: GridNet, x: Uint8Array, beat?: () => void): Uint8Array {
  const { labels } = field;
  let best = x;
  let energy = energyOf(field, x);
  const keep = (next: Uint8Array) => {
    const found = energyOf(field, next);
    if (found < energy) [best, energy] = [next, found];
    beat?.();
  };
  for (let a = 0; a < labels; a++) {
    if (isPotts(field)) keep(expanded(field, grid, best, a));
    else for (let b = a + 1; b < labels; b++) keep(swapped(field, grid, best, a, b));
  }
  return best;
}

/** All different labels cost the same. */
export const isPotts = ({ apart }: GridField) => apart[1] === apart[apart.length - 1];
