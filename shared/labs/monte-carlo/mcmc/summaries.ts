import { type Arrays, array, type NDArray } from "../../../arrays.ts";
import { SUMMARY, type Summary, type SummaryName, summarise } from "../../../stats/summary.ts";
import { drive, type Start } from "../../process.ts";
import { eachStep } from "../../records.ts";

const WIDTH = SUMMARY.length;
/** Parameters whose draws are picked out together: they lie side by side, and what is read for one holds its neighbours. */
const TOGETHER = 4;

/** Which draws are summarised: rows [from, to) of every chain, and of the parameters those from `first` on, one per step. */
interface Asked {
  readonly first: number;
  readonly from: number;
  readonly to: number;
}

interface Answer {
  readonly values: Float64Array;
  readonly known: Uint8Array;
}

/**
 * Summaries of parameters, one per step, of the chains that are given whole (`chainsGiven`). Output `values` [parameters, SUMMARY], and
 * `known`, 0 where there is none.
 */
export const mcmcSummaries = drive(({ first, from, to }: Asked, { inputs }, { steps, saved }: Start<Answer>) => {
  const chains = Object.values(inputs.given);
  const values = saved?.values ?? new Float64Array(steps * WIDTH);
  const known = saved?.known ?? new Uint8Array(steps * WIDTH);
  let picked = -1;
  let columns: readonly (readonly Float64Array[])[] = [];
  return {
    advance: eachStep([], (step) => {
      const block = Math.floor(step / TOGETHER);
      if (block !== picked) {
        const start = block * TOGETHER;
        columns = chains.map((chain) =>
          columnsOf(chain, first + start, Math.min(TOGETHER, steps - start), from, to - from),
        );
        picked = block;
      }
      const summary = summarise(columns.map((chain) => chain[step % TOGETHER]));
      for (const [i, name] of SUMMARY.entries()) {
        const value = summary[name];
        if (value === undefined || !Number.isFinite(value)) continue;
        values[step * WIDTH + i] = value;
        known[step * WIDTH + i] = 1;
      }
    }),
    save: () => ({ values, known }),
    output: () => ({ values: array(values.slice(), [steps, WIDTH]), known: array(known.slice(), [steps, WIDTH]) }),
  };
});

/** The summaries that an answer holds. */
export function summariesOf({ values, known }: Arrays): readonly Partial<Summary>[] {
  return Array.from({ length: values.shape[0] }, (_, row) => {
    const of = (name: SummaryName, i: number) =>
      known.values[row * WIDTH + i] ? [[name, values.values[row * WIDTH + i]] as const] : [];
    return Object.fromEntries(SUMMARY.flatMap(of));
  });
}

/** One parameter of a chain, rows [from, from + draws). */
export function columnOf(chain: NDArray, column: number, from: number, draws: number): Float64Array {
  return columnsOf(chain, column, 1, from, draws)[0];
}

/** Parameters of a chain that lie side by side, from `first` on, each over rows [from, from + draws). */
function columnsOf({ shape, values }: NDArray, first: number, count: number, from: number, draws: number) {
  const width = shape[1];
  const columns = Array.from({ length: count }, () => new Float64Array(draws));
  for (let i = 0; i < draws; i++) {
    const row = (from + i) * width + first;
    for (let k = 0; k < count; k++) columns[k][i] = values[row + k];
  }
  return columns;
}

/** The summaries of parameters as the metrics of a result say them, where they say any: they are of all its draws after warm-up, however few were kept. */
export function summariesIn(
  metrics: Readonly<Record<string, number>>,
  parameters: readonly string[],
): readonly Partial<Summary>[] {
  const known = parameters.filter((name) => `mean.${name}` in metrics);
  return known.map((parameter) =>
    Object.fromEntries(
      SUMMARY.flatMap((name) => {
        const value = metrics[`${name}.${parameter}`];
        return value === undefined ? [] : [[name, value] as const];
      }),
    ),
  );
}
