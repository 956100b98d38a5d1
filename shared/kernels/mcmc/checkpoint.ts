import type { ChainParams, ChainState } from "./chain.ts";
import type { Metric, MetricKind } from "./metric.ts";
import { paddedLength } from "./vectors.ts";

// A chain between two draws as one array of float64: vectors and matrices (rows of padded length), in the order of `parts`, then the numbers of `SCALARS`,
// then what a remembering sampler remembers. The WebAssembly module writes the same.

const SCALARS = [
  "logDensity",
  "draws",
  "stepSize",
  "adapted",
  "shortfall",
  "logStepMean",
  "shrinkTo",
  "count",
  "windowLength",
  "windowEnd",
  "rank",
] as const;

type Scalars = Record<(typeof SCALARS)[number], number>;

/** Lengths of the arrays, in order. */
function parts(dimension: number, kind: MetricKind) {
  const vector = paddedLength(dimension);
  const matrix = kind === "diagonal" ? 0 : dimension * vector;
  const ofLowRank = kind === "low-rank" ? 1 : 0;
  return {
    position: vector,
    gradient: vector,
    inverseDiagonal: vector,
    scale: vector,
    mean: vector,
    squares: kind === "diagonal" ? vector : matrix,
    matrix,
    stretch: vector * ofLowRank,
    gradientMean: vector * ofLowRank,
    gradientSquares: matrix * ofLowRank,
  };
}

type Parts = Readonly<Record<keyof ReturnType<typeof parts>, Float64Array>>;

function views(values: Float64Array, dimension: number, kind: MetricKind): Parts {
  let from = 0;
  return Object.fromEntries(
    Object.entries(parts(dimension, kind)).map(([name, length]) => {
      from += length;
      return [name, values.subarray(from - length, from)];
    }),
  ) as Parts;
}

/** Numbers of a checkpoint before those that a sampler remembers. */
export function chainLength(dimension: number, kind: MetricKind): number {
  return Object.values(parts(dimension, kind)).reduce((sum, length) => sum + length, SCALARS.length);
}

function scalarsOf({ logDensity, draws, stepSize, metric, warmup }: ChainState): Scalars {
  const { adapted, shortfall, logStepMean, shrinkTo, count, windowLength, windowEnd } = warmup;
  const { rank } = metric;
  return {
    ...{ logDensity, draws, stepSize, adapted, shortfall, logStepMean, shrinkTo, count, windowLength, windowEnd, rank },
  };
}

export function encodeChain(state: ChainState): Float64Array {
  const { dimension, kind } = state.metric;
  const length = chainLength(dimension, kind);
  const values = new Float64Array(length + state.memory.length);
  const from: Parts = { ...state, ...state.metric, ...state.warmup };
  for (const [name, view] of Object.entries(views(values, dimension, kind))) view.set(from[name as keyof Parts]);
  writeScalars(state, values);
  values.set(state.memory, length);
  return values;
}

/** Writes the numbers of a state behind its arrays. */
export function writeScalars(state: ChainState, values: Float64Array): void {
  const { dimension, kind } = state.metric;
  const scalars = scalarsOf(state);
  values.set(
    SCALARS.map((name) => scalars[name]),
    chainLength(dimension, kind) - SCALARS.length,
  );
}

/** A state whose arrays are parts of `values`; its numbers are copies. */
export function chainOver(values: Float64Array, dimension: number, params: Pick<ChainParams, "metric">): ChainState {
  const kind = params.metric ?? "diagonal";
  const { position, gradient, inverseDiagonal, scale, matrix, stretch, ...window } = views(values, dimension, kind);
  const length = chainLength(dimension, kind);
  const numbers = values.subarray(length - SCALARS.length, length);
  const scalars = Object.fromEntries(SCALARS.map((name, i) => [name, numbers[i]])) as Scalars;
  const { logDensity, draws, stepSize, rank, ...warmup } = scalars;
  const metric: Metric = { kind, dimension, inverseDiagonal, scale, matrix, stretch, rank };
  return {
    position,
    gradient,
    logDensity,
    draws,
    stepSize,
    metric,
    warmup: { ...warmup, ...window },
    memory: values.subarray(length),
  };
}

export function decodeChain(values: Float64Array, dimension: number, params: Pick<ChainParams, "metric">): ChainState {
  return chainOver(values.slice(), dimension, params);
}
