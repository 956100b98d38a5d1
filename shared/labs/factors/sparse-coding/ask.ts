import { type Arrays, array } from "../../../arrays.ts";
import { lassoPath } from "../../../kernels/sparse/lars.ts";
import { once } from "../../process.ts";
import { checkSparse } from "./data.ts";
import type { SparseTaskParams } from "./fields.ts";
import { rowSource } from "./source.ts";
import { coderOn, penaltyOf, ruleOf } from "./train.ts";

/** Rows to choose from, and the key with which they are drawn: the same for every answer. */
const OFFERED = 24;
const OFFER = [0x0ffe4, 0] as const;
/** Square of a row that is offered at least (the mean is 1), as long as so many have not been tried. */
const LIVELY = 0.7;
const TRIED = 200;
/** Bends of a path at most, and the share of its first penalty where it ends. */
const BENDS = 400;
const LAST = 0.02;
/** Iterations over which solvers are compared. */
const COMPARED = 60;
const BEST = { tolerance: 1e-10, iterations: 100_000 } as const;

/**
 * Explains one row with given atoms. Task params: those of the training task, and `row`. Output: `rows` (24 × inputs, offered), `code` (atoms), `order` and
 * `parts` (the atoms in use from the largest coefficient on, and their partial sums), `penalties`, `pathAtoms` and `path` (bends × atoms that the path
 * uses), and `gaps` (ISTA, FISTA, coordinate descent × iterations: loss above the least one).
 */
export const sparseExplanation = once((params: SparseTaskParams & { readonly row?: number }, context) => {
  const source = rowSource(checkSparse(params, context.data), params);
  const { inputs } = source;
  const { atoms } = context.inputs.given;
  const dictionary = atoms.values as Float64Array;
  const [count] = atoms.shape;
  const coder = coderOn(context, inputs, count, 1);
  coder.setAtoms(dictionary);
  const rows = new Float64Array(OFFERED * inputs);
  for (let r = 0, n = 0; n < OFFERED; r++) {
    const offered = rows.subarray(n * inputs, (n + 1) * inputs);
    source.draw(OFFER, r, offered);
    // Flat rows have nothing to explain.
    if (r >= TRIED || offered.reduce((sum, x) => sum + x * x, 0) >= LIVELY) n++;
  }
  const chosen = (params.row ?? 0) % OFFERED;
  const row = rows.slice(chosen * inputs, (chosen + 1) * inputs);
  coder.setRow(0, row);
  coder.code(1, ruleOf(params, BEST));
  const code = coder.codes(1);
  const order = [...code.keys()]
    .filter((j) => code[j] !== 0)
    .sort((a, b) => Math.abs(code[b]) - Math.abs(code[a]) || a - b);
  return {
    rows: array(rows, [OFFERED, inputs]),
    row: array(row),
    code: array(code),
    order: array(Int32Array.from(order)),
    parts: array(partialSums(order, code, dictionary, inputs), [order.length, inputs]),
    ...pathOf(coder.gram(), dictionary, row, count),
    gaps: array(compare(coder, penaltyOf(params) || 0.15), [3, COMPARED]),
  };
});

function partialSums(order: readonly number[], code: Float64Array, atoms: Float64Array, inputs: number): Float64Array {
  const parts = new Float64Array(order.length * inputs);
  for (const [n, j] of order.entries())
    for (let i = 0; i < inputs; i++)
      parts[n * inputs + i] = (n === 0 ? 0 : parts[(n - 1) * inputs + i]) + code[j] * atoms[j * inputs + i];
  return parts;
}

function pathOf(gram: Float64Array, atoms: Float64Array, row: Float64Array, count: number): Arrays {
  const inputs = row.length;
  const q = Float64Array.from({ length: count }, (_, j) => {
    let sum = 0;
    for (let i = 0; i < inputs; i++) sum += atoms[j * inputs + i] * row[i];
    return sum;
  });
  const first = q.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  const { penalties, codes } = lassoPath(gram, q, LAST * first, BENDS);
  const used = Array.from({ length: count }, (_, j) => j).filter((j) =>
    penalties.some((_, n) => codes[n * count + j] !== 0),
  );
  const path = new Float64Array(penalties.length * used.length);
  for (let n = 0; n < penalties.length; n++)
    for (const [m, j] of used.entries()) path[n * used.length + m] = codes[n * count + j];
  return {
    penalties: array(penalties),
    pathAtoms: array(Int32Array.from(used)),
    path: array(path, [penalties.length, used.length]),
  };
}

/** Loss above the least one after 1, 2, … iterations of each solver from zero. */
function compare(coder: ReturnType<typeof coderOn>, penalty: number): Float64Array {
  const lossAfter = (method: "ista" | "fista" | "cd", iterations: number, tolerance: number) => {
    coder.code(1, { method, penalty, tolerance, iterations });
    return coder.reconstruct(1, penalty).losses[0];
  };
  const least = lossAfter("cd", BEST.iterations, BEST.tolerance);
  const gaps = new Float64Array(3 * COMPARED);
  for (const [m, method] of (["ista", "fista", "cd"] as const).entries())
    for (let n = 0; n < COMPARED; n++) gaps[m * COMPARED + n] = Math.max(0, lossAfter(method, n + 1, 1e-12) - least);
  return gaps;
}
