/** What is known of the model before any method is tried: its constant, its bases, and how many states have which probability. */
import { array, type NDArray } from "../../../arrays.ts";
import { bondsOf, gridMeanField, ratesOf } from "../../../kernels/log-z/grid.ts";
import { MAX_COUNTED } from "../../../kernels/log-z/limits.ts";
import { countMachine, machineMeanField, machinePath } from "../../../kernels/log-z/machine.ts";
import { mixtureMeanField, momentsOf } from "../../../kernels/log-z/mixture.ts";
import { countStates, drawMany } from "../../../kernels/log-z/transfer.ts";
import { log } from "../../../math/index.ts";
import { foldIn, type Key } from "../../../random/index.ts";
import type { Context } from "../../lab.ts";
import { once } from "../../process.ts";
import { dataRates } from "../base-rates.ts";
import { pixelsOf, rowsOf } from "./data.ts";
import type { LogZParams } from "./fields.ts";
import { type Model, machineOf, modelOf } from "./problem.ts";

const STREAM = { data: 1, meanField: 2 } as const;
/** Draws of the model that stand for data, where there are none. */
const DATA = 200;
/** Visible units of which all states are counted for a picture, and its bins. */
const COUNTED_VISIBLE = 16;
const BINS = 60;

/** log p* of all states of the machine's smaller side, for the tasks that draw from it. */
export const states = once((_params: LogZParams, { data, inputs }) => ({
  logs: array(countMachine(machineOf(data, inputs))),
}));

/**
 * `logZ`: exact. `rates` and `meanField`: the bases, probabilities of each unit or means and then variances. `levels` and `logCounts`: values of log p*, and log of
 * how many states have them (of an Ising grid without a field, and of small machines).
 */
export const model = once((params: LogZParams, context, { key }) => {
  const own = modelOf(params, context);
  return {
    logZ: array(Float64Array.of(own.exact.logZ)),
    ...basesOf(own, context, key),
    ...levelsOfModel(own, params),
  };
});

function basesOf(own: Model, { data }: Pick<Context, "data">, key: Key): Record<"rates" | "meanField", NDArray> {
  switch (own.kind) {
    case "ising": {
      const sites = own.grid.columns * own.grid.rows;
      return {
        rates: array(ratesOf(sites, DATA, own.exact.draw, foldIn(key, STREAM.data))),
        meanField: array(gridMeanField(own.grid)),
      };
    }
    case "rbm": {
      const table = rowsOf(data);
      const rates = dataRates(pixelsOf(table), table.columns);
      return { rates: array(rates), meanField: array(machineMeanField(own.machine, rates)) };
    }
    default: {
      const { dimension } = own.mixture;
      const seen = momentsOf(dimension, drawMany(own.exact, dimension, DATA, foldIn(key, STREAM.data)));
      return {
        rates: normalBase(seen),
        meanField: normalBase(mixtureMeanField(own.mixture, foldIn(key, STREAM.meanField))),
      };
    }
  }
}

function normalBase({ means, variances }: { readonly means: Float64Array; readonly variances: Float64Array }): NDArray {
  return array(Float64Array.of(...means, ...variances), [2, means.length]);
}

function levelsOfModel(own: Model, { field = 0 }: LogZParams): Record<string, NDArray> {
  if (own.kind === "ising" && field === 0 && own.grid.columns <= MAX_COUNTED) {
    const bonds = bondsOf(own.grid);
    const levels = Float64Array.from({ length: bonds + 1 }, (_, a) => own.grid.coupling * (2 * a - bonds));
    return kept(levels, countStates(own.grid));
  }
  if (own.kind === "rbm" && own.machine.visibleBias.length <= COUNTED_VISIBLE) return machineLevels(own.machine);
  return {};
}

/** Levels that some state has. */
function kept(levels: Float64Array, logCounts: Float64Array): Record<string, NDArray> {
  const known = (_: number, i: number) => logCounts[i] > Number.NEGATIVE_INFINITY;
  return { levels: array(levels.filter(known)), logCounts: array(logCounts.filter(known)) };
}

/** All visible states of a machine, in bins of log p*. */
function machineLevels(machine: Parameters<typeof machinePath>[0]): Record<string, NDArray> {
  const visible = machine.visibleBias.length;
  const path = machinePath(machine, new Float64Array(visible).fill(0.5));
  const v = new Float64Array(visible);
  const logs = Float64Array.from({ length: 2 ** visible }, (_, state) => {
    for (let i = 0; i < visible; i++) v[i] = (state >> i) & 1;
    return path.logModel(v);
  });
  const [low, high] = logs.reduce(([a, b], value) => [Math.min(a, value), Math.max(b, value)], [Infinity, -Infinity]);
  const counts = new Float64Array(BINS);
  const wide = Math.max(high - low, 1e-9) / BINS;
  for (const value of logs) counts[Math.min(BINS - 1, Math.floor((value - low) / wide))]++;
  return kept(
    counts.map((_, bin) => low + (bin + 0.5) * wide),
    counts.map((count) => log(count)),
  );
}
