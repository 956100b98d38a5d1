import { keepOf, learn, type Memory, type Rule, sparseCoder } from "../../../kernels/sparse/index.ts";
import { foldIn, integer } from "../../../random/index.ts";
import { numbersOf } from "./data.ts";
import type { Fitting, Given } from "./machine.ts";

/** Streams of random numbers. */
const KEY = { start: 0, batch: 1 } as const;
/** Rows of a minibatch. */
const BATCH = 64;
/** Of the codes: how far the conditions of the minimum may be missed, and sweeps at most. */
const PRECISION = { tolerance: 1e-6, iterations: 200 };

/** Atoms, and what the learning of them remembers. */
interface SparseFit extends Memory {
  readonly atoms: Float64Array;
}

/** Online dictionary learning on the centred rows at scale 1; a step is a minibatch of random rows. Atoms start as rows. */
export function openSparse({ params, moments, parts, context, key }: Given, saved?: SparseFit): Fitting<SparseFit> {
  const { columns, train } = parts;
  const atoms = parts.latents * params.overcomplete;
  const rule: Rule = { method: "cd", penalty: params.penalty, ...PRECISION };
  const coder = sparseCoder(context.device !== "scalar" ? context.wasm("sparse") : "scalar", columns, atoms, BATCH);
  const scale = scaleOf(moments.covariance, columns);
  const centred = (values: Float64Array) => values.map((value, j) => (value - moments.mean[j]) * scale);
  const rowAt = (row: number) => centred(numbersOf(train.values.subarray(row * columns, (row + 1) * columns)));
  if (saved) {
    coder.setAtoms(saved.atoms);
    coder.setMemory(saved);
  } else {
    const start = new Float64Array(atoms * columns);
    for (let k = 0; k < atoms; k++) start.set(unit(rowAt(integer(foldIn(key, KEY.start), k, train.rows))), k * columns);
    coder.setAtoms(start);
  }
  return {
    iterate(iteration) {
      const drawn = foldIn(key, KEY.batch, iteration);
      for (let r = 0; r < BATCH; r++) coder.setRow(r, rowAt(integer(drawn, r, train.rows)));
      coder.code(BATCH, rule);
      learn(coder, BATCH, keepOf(iteration), 1 / BATCH);
    },
    save: () => ({ atoms: coder.atoms(), ...coder.memory() }),
    get linear() {
      const decode = coder.atoms().map((value) => value / scale);
      return { mean: moments.mean, encode: new Float64Array(0), decode };
    },
    code(x, rows) {
      const codes = new Float64Array(rows * atoms);
      const back = new Float64Array(rows * columns);
      for (let at = 0; at < rows; at += BATCH) {
        const count = Math.min(BATCH, rows - at);
        for (let r = 0; r < count; r++)
          coder.setRow(r, centred(x.subarray((at + r) * columns, (at + r + 1) * columns)));
        coder.code(count, rule);
        codes.set(coder.codes(count), at * atoms);
        back.set(coder.reconstruct(count, params.penalty).rows, at * columns);
      }
      return { codes, back: back.map((value, at) => value / scale + moments.mean[at % columns]) };
    },
  };
}

/** Brings the variance of a column to 1 on average. */
function scaleOf(covariance: Float64Array, columns: number): number {
  let trace = 0;
  for (let j = 0; j < columns; j++) trace += covariance[j * columns + j] / columns;
  return trace > 0 ? 1 / Math.sqrt(trace) : 1;
}

function unit(x: Float64Array): Float64Array {
  const length = Math.sqrt(x.reduce((sum, value) => sum + value * value, 0));
  return length > 0 ? x.map((value) => value / length) : x;
}
