import { qr } from "../../linalg/index.ts";
import type { Algebra } from "./algebra.ts";
import type { Matrix, Node } from "./node.ts";

/** Multiplications that a factorisation may take when a text is read. */
const MOST_WORK = 5e7;

/** known + Σ column · node, over all columns of all blocks: as many columns as the node has elements. */
interface Affine {
  readonly known: Float64Array;
  readonly blocks: Map<Node, Float64Array[]>;
}

/**
 * Σ dᵢ² of a d that depends on few numbers θ linearly, d = Cθ + k with data C and k: with the triangle R of the QR decomposition of (C, k) it is |Rθ + q|² + ρ², so
 * that it costs as many rows as there are numbers in θ, and not a pass over the data. Undefined where d is not so, or that would save nothing.
 */
export function sumOfSquares(g: Algebra, d: Node): Node | undefined {
  const n = d.length;
  const found: Affine = { known: new Float64Array(n), blocks: new Map() };
  if (!gather(g, d, { n, weights: null, factor: 1 }, found)) return undefined;
  const columns = [...found.blocks.values()].flat();
  const p = columns.length;
  if (p === 0 || 2 * (p + 1) > n || n * (p + 1) * (p + 1) > MOST_WORK) return undefined;
  const augmented = new Float64Array(n * (p + 1));
  [...columns, found.known].forEach((column, j) => {
    for (let i = 0; i < n; i++) augmented[i * (p + 1) + j] = column[i];
  });
  if (augmented.some((value) => !Number.isFinite(value))) return undefined;
  const { r } = qr(augmented, n, p + 1);
  const triangle = new Float64Array(p * p);
  const shift = new Float64Array(p);
  for (let i = 0; i < p; i++) {
    for (let j = 0; j < p; j++) triangle[i * p + j] = r[i * (p + 1) + j];
    shift[i] = r[i * (p + 1) + p];
  }
  const rest = r[p * (p + 1) + p];
  const theta = placed(g, [...found.blocks.keys()], p);
  const residual = g.add(g.known(shift), times(g, { rows: p, columns: p, values: triangle }, theta));
  return g.plus(g.rawSum(g.square(residual)), rest * rest);
}

function times(g: Algebra, matrix: Matrix, x: Node): Node {
  return matrix.rows === 1 ? g.scaled(matrix.values[0], x) : g.times(matrix, x);
}

/** Nodes one after the other. Coordinates that follow each other are read at once. */
function placed(g: Algebra, nodes: readonly Node[], length: number): Node {
  const follows = (node: Node, i: number) =>
    node.kind === "position" && (i === 0 || node.at === nodes[i - 1].at + nodes[i - 1].length);
  if (nodes.every(follows)) return g.make("position", length, nodes, { at: nodes[0].at });
  let at = 0;
  let whole: Node | undefined;
  for (const node of nodes) {
    const part = g.embed(node, at, length);
    whole = whole ? g.add(whole, part) : part;
    at += node.length;
  }
  return whole as Node;
}

/** What the parts of a sum are multiplied with. */
interface Scale {
  readonly n: number;
  readonly weights: Float64Array | null;
  readonly factor: number;
}

/** Adds `scale` · node to what was found; false where it is not linear in parameters. */
function gather(g: Algebra, node: Node, scale: Scale, found: Affine): boolean {
  const { n } = scale;
  const weight = (i: number) => scale.factor * (scale.weights ? scale.weights[i] : 1);
  if (node.known) {
    for (let i = 0; i < n; i++) found.known[i] += weight(i) * node.known[node.length === 1 ? 0 : i];
    return true;
  }
  if (node.length === 1) return addColumns(found, node, [Float64Array.from({ length: n }, (_, i) => weight(i))]);
  const [x, y] = node.inputs;
  switch (node.kind) {
    case "neg":
      return gather(g, x, { ...scale, factor: -scale.factor }, found);
    case "add":
      return gather(g, x, scale, found) && gather(g, y, scale, found);
    case "sub":
      return gather(g, x, scale, found) && gather(g, y, { ...scale, factor: -scale.factor }, found);
    case "mul": {
      if (x.known) {
        const { known } = x;
        if (x.length === 1) return gather(g, y, { ...scale, factor: scale.factor * known[0] }, found);
        const weights = Float64Array.from({ length: n }, (_, i) => known[i] * (scale.weights ? scale.weights[i] : 1));
        return gather(g, y, { ...scale, weights }, found);
      }
      const { known } = y;
      if (x.length !== 1 || !known) return false;
      return addColumns(found, x, [Float64Array.from({ length: n }, (_, i) => weight(i) * known[i])]);
    }
    case "times": {
      const { values, columns } = node.matrix as Matrix;
      if (n * columns * columns > MOST_WORK) return false;
      const all = Array.from({ length: columns }, (_, j) =>
        Float64Array.from({ length: n }, (_, i) => weight(i) * values[i * columns + j]),
      );
      return addColumns(found, x, all);
    }
    case "gather": {
      if (n * x.length * x.length > MOST_WORK) return false;
      const all = Array.from({ length: x.length }, () => new Float64Array(n));
      (node.index as Int32Array).forEach((k, i) => {
        all[k][i] += weight(i);
      });
      return addColumns(found, x, all);
    }
    default:
      return false;
  }
}

function addColumns(found: Affine, node: Node, columns: readonly Float64Array[]): boolean {
  const before = found.blocks.get(node);
  found.blocks.set(
    node,
    columns.map((column, j) => (before ? column.map((value, i) => value + before[j][i]) : column)),
  );
  return true;
}
