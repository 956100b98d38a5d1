import type { ChainParams, ChainState } from "./chain.ts";
import { paddedLength } from "./vectors.ts";
import { startWarmup } from "./warmup.ts";

// A chain between two draws as one array of float64: position, gradient, inverse metric, mean and squares of the window (each padded to an
// even length), then the numbers below, then what a remembering sampler remembers. The WebAssembly module writes the same.

export function encodeChain(state: ChainState): Float64Array {
  const { position, gradient, inverseMetric, warmup, memory } = state;
  const length = position.length;
  const values = new Float64Array(5 * length + 10 + memory.length);
  [position, gradient, inverseMetric, warmup.mean, warmup.squares].forEach((vector, i) => {
    values.set(vector, i * length);
  });
  values.set(
    [
      state.logDensity,
      state.draws,
      state.stepSize,
      warmup.adapted,
      warmup.shortfall,
      warmup.logStepMean,
      warmup.shrinkTo,
      warmup.count,
      warmup.windowLength,
      warmup.windowEnd,
    ],
    5 * length,
  );
  values.set(memory, 5 * length + 10);
  return values;
}

export function decodeChain(values: Float64Array, dimension: number, params: ChainParams): ChainState {
  const length = paddedLength(dimension);
  const vector = (i: number, size = length) => values.slice(i * length, i * length + size);
  const [logDensity, draws, stepSize, adapted, shortfall, logStepMean, shrinkTo, count, windowLength, windowEnd] =
    values.subarray(5 * length);
  return {
    position: vector(0),
    gradient: vector(1),
    inverseMetric: vector(2),
    logDensity,
    draws,
    stepSize,
    memory: values.slice(5 * length + 10),
    warmup: {
      ...startWarmup(dimension, params),
      mean: vector(3, dimension),
      squares: vector(4, dimension),
      adapted,
      shortfall,
      logStepMean,
      shrinkTo,
      count,
      windowLength,
      windowEnd,
    },
  };
}
