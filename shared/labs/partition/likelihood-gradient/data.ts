/** What the methods learn from: a table of the user's, or a world made from the run's key. */
import { type Arrays, array } from "../../../arrays.ts";
import { toFloat64 } from "../../../data/require.ts";
import type { Table } from "../../../data/table.ts";
import { normalised, pairsOf, sharesOf, spin } from "../../../kernels/boltzmann/index.ts";
import { cholesky, invertPositive } from "../../../linalg/index.ts";
import { categorical, cumulate, fillNormal, foldIn, type Key, uniform } from "../../../random/index.ts";
import { once } from "../../process.ts";
import type { LikelihoodParams } from "./fields.ts";
import { standardisedColumns } from "./standardised.ts";

const STREAM = { fields: 0, pairs: 1, triples: 2, rows: 3, groups: 4 } as const;
/** Standard deviation of the fields on single spins. */
const FIELD = 0.3;
/** How far apart the two clusters of numbers are, in deviations, at misspecification 1. */
const APART = 3;
const FIRST_SHARE = 0.7;

/**
 * Binary: `weights` of the 2^n states in the data, and `truth`, those of the distribution that they were drawn from (empty for own data). Numbers: `rows`, each column of mean 0 and
 * variance 1.
 */
export const data = once((params: LikelihoodParams, context, { key }): Arrays => {
  if (params.model === "gaussian") {
    const rows = context.data ? toFloat64(context.data) : gaussianWorld(params, key);
    const columns = context.data?.columns ?? params.units;
    return { rows: array(standardisedColumns(rows, columns), [rows.length / columns, columns]) };
  }
  if (context.data) {
    const states = statesOf(context.data);
    return {
      weights: array(sharesOf(states, 2 ** context.data.columns)),
      truth: array(new Float64Array(0)),
    };
  }
  const truth = binaryWorld(params, key);
  const weights = params.amount === "sample" ? sampled(truth, params.samples, foldIn(key, STREAM.rows)) : truth.slice();
  return { weights: array(weights), truth: array(truth) };
});

/** Shares of the states among that many draws. */
export function sampled(truth: Float64Array, count: number, key: Key): Float64Array {
  const sums = cumulate(truth);
  return sharesOf(
    Uint16Array.from({ length: count }, (_, n) => categorical(key, n, sums)),
    truth.length,
  );
}

/** Probabilities of all states of spins with fields and couplings of the family, and beside them what it does not have. */
export function binaryWorld({ units, pairs, coupling, misspecification }: LikelihoodParams, key: Key): Float64Array {
  const joined = new Set(pairsOf(units, pairs ?? "all").map(([i, j]) => i * units + j));
  const fields = new Float64Array(units);
  fillNormal(foldIn(key, STREAM.fields), 0, fields);
  const couplings = new Float64Array(units * units);
  fillNormal(foldIn(key, STREAM.pairs), 0, couplings);
  const triples = new Float64Array(units ** 3);
  fillNormal(foldIn(key, STREAM.triples), 0, triples);
  const scale = 1 / Math.sqrt(units);
  const logs = Float64Array.from({ length: 2 ** units }, (_, x) => {
    let sum = 0;
    for (let i = 0; i < units; i++) {
      sum += FIELD * fields[i] * spin(x, i);
      for (let j = i + 1; j < units; j++) {
        const inside = joined.has(i * units + j) ? 1 : misspecification;
        sum += inside * coupling * scale * couplings[i * units + j] * spin(x, i) * spin(x, j);
        for (let k = j + 1; k < units; k++)
          sum += misspecification * scale * triples[(i * units + j) * units + k] * spin(x, i) * spin(x, j) * spin(x, k);
      }
    }
    return sum;
  });
  return normalised(logs).p;
}

/** Rows of a Gaussian whose precision joins the pairs of the family; misspecification joins the others too, and pulls two clusters apart. */
function gaussianWorld({ units, pairs, coupling, misspecification, samples }: LikelihoodParams, key: Key) {
  const joined = new Set(pairsOf(units, pairs ?? "all").map(([i, j]) => i * units + j));
  const couplings = new Float64Array(units * units);
  fillNormal(foldIn(key, STREAM.pairs), 0, couplings);
  const precision = new Float64Array(units * units);
  for (let i = 0; i < units; i++)
    for (let j = i + 1; j < units; j++) {
      const inside = joined.has(i * units + j) ? 1 : Math.min(1, misspecification);
      const value = inside * coupling * couplings[i * units + j];
      precision[i * units + j] = value;
      precision[j * units + i] = value;
    }
  // Larger than the sum of its row: such a matrix is positive definite.
  for (let i = 0; i < units; i++) {
    let sum = 0.5;
    for (let j = 0; j < units; j++) if (j !== i) sum += Math.abs(precision[i * units + j]);
    precision[i * units + i] = sum;
  }
  const factor = cholesky(invertPositive(precision, units).inverse, units);
  const noise = new Float64Array(samples * units);
  fillNormal(foldIn(key, STREAM.rows), 0, noise);
  const group = foldIn(key, STREAM.groups);
  return noise.map((_, at) => {
    const [n, i] = [Math.floor(at / units), at % units];
    const side = uniform(group, n) < FIRST_SHARE ? 1 : -1;
    let sum = misspecification * APART * 0.5 * side * Math.sqrt(1 / precision[i * units + i]);
    for (let l = 0; l <= i; l++) sum += factor[i * units + l] * noise[n * units + l];
    return sum;
  });
}

/** Each row as a state: bit i is column i. */
function statesOf(table: Table): Uint16Array {
  const values = toFloat64(table);
  return Uint16Array.from({ length: table.rows }, (_, n) => {
    let state = 0;
    for (let i = 0; i < table.columns; i++) if (values[n * table.columns + i] > 0.5) state |= 1 << i;
    return state;
  });
}
