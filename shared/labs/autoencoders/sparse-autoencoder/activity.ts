/** What the units of a trained net do: their mean activities, how often each is how active, and which samples excite it most. */
import { array } from "../../../arrays.ts";
import { BLOCK, blockAt } from "../../nets/blocks.ts";
import { openOnRows } from "../../nets/on-rows.ts";
import { drive, type Start } from "../../process.ts";
import { eachStep } from "../../records.ts";
import { samplesOf } from "../samples.ts";
import { checkSparse } from "./data.ts";
import type { SparseTaskParams } from "./fields.ts";
import { sparseModel } from "./net.ts";
import { BINS, binOf, deadUnits, EXCITING } from "./units.ts";

/** Sums over the rows so far. */
interface Counted {
  /** Of each unit over training rows: Σ |h|, Σ h, Σ h²; then Σ |h| over held-out rows; then one number: the held-out squared error. */
  readonly sums: Float64Array;
  /** units × BINS, training rows. */
  readonly bins: Float64Array;
  /** units × EXCITING: the strongest activities of training rows, and their rows, −1 where there is none yet. */
  readonly strongest: Float64Array;
  readonly rows: Int32Array;
}

/**
 * All rows through the net, held-out ones first. Output: `testMse`; of each unit `training` and `heldOut`, its mean activity (size); `deviation` over the
 * training rows; `bins`, how many of these are how active; `rows`, those that excite it most, strongest first; `dead`, 1 where no sample moves it.
 */
export const unitActivity = drive((params: SparseTaskParams, context, { saved }: Start<Counted>) => {
  const table = checkSparse(params, context.data);
  const samples = samplesOf(table, params);
  const { measures, outputs } = sparseModel(params, table).build(BLOCK, false);
  const [, units] = outputs.code.shape;
  const { program, run } = openOnRows(context, { code: outputs.code, mse: measures?.mse ?? outputs.code }, samples);
  const state = saved ?? {
    sums: new Float64Array(4 * units + 1),
    bins: new Float64Array(units * BINS),
    strongest: new Float64Array(units * EXCITING).fill(Number.NEGATIVE_INFINITY),
    rows: new Int32Array(units * EXCITING).fill(-1),
  };
  const { sums, bins } = state;

  const count = (row: number, h: Float32Array) => {
    for (let j = 0; j < units; j++) {
      const size = Math.abs(h[j]);
      sums[j] += size;
      sums[units + j] += h[j];
      sums[2 * units + j] += h[j] * h[j];
      bins[j * BINS + binOf(h[j], params.activation)]++;
      insert(state, j, h[j], row);
    }
  };
  return {
    advance: eachStep([], (step) => {
      const { isTest, rows } = blockAt(step, samples.test, samples.train);
      run(rows);
      const code = program.output("code");
      for (const [n, row] of rows.entries()) {
        const h = code.subarray(n * units, (n + 1) * units);
        if (isTest) for (let j = 0; j < units; j++) sums[3 * units + j] += Math.abs(h[j]);
        else count(row, h);
      }
      if (isTest) for (const x of program.output("mse").subarray(0, rows.length)) sums[4 * units] += x;
    }),
    save: () => state,
    output() {
      const [train, test] = [samples.train.length, samples.test.length];
      const deviation = Float64Array.from({ length: units }, (_, j) => {
        const mean = sums[units + j] / train;
        return Math.sqrt(Math.max(0, sums[2 * units + j] / train - mean * mean));
      });
      return {
        testMse: array(Float64Array.of(sums[4 * units] / test)),
        training: array(sums.slice(0, units).map((sum) => sum / train)),
        heldOut: array(sums.slice(3 * units, 4 * units).map((sum) => sum / test)),
        deviation: array(deviation),
        bins: array(bins.slice(), [units, BINS]),
        rows: array(state.rows.slice(), [units, EXCITING]),
        dead: array(deadUnits(deviation)),
      };
    },
  };
});

/** Among the strongest of unit j, of which the first that came stays before its equals. */
function insert({ strongest, rows }: Counted, j: number, h: number, row: number): void {
  const [first, last] = [j * EXCITING, (j + 1) * EXCITING - 1];
  if (!(h > strongest[last])) return;
  let at = last;
  for (; at > first && h > strongest[at - 1]; at--) {
    strongest[at] = strongest[at - 1];
    rows[at] = rows[at - 1];
  }
  strongest[at] = h;
  rows[at] = row;
}
