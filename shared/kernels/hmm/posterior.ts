/** Forward–backward over several sequences: scaled, or with logarithms where that is too coarse. */
import { type Spells, smoothByAge } from "./durations.ts";
import { logDensities } from "./emissions.ts";
import { smoothByLogarithms } from "./logarithms.ts";
import type { HmmMachine, SomeBeliefs } from "./machine.ts";
import { type Hmm, longestOf, type Observations, sequencesOf, statesOf } from "./model.ts";
import { scalarMachine } from "./scalar.ts";
import { type Beliefs, beliefsOf } from "./smooth.ts";

export interface Smoothed extends Pick<Beliefs, "posterior"> {
  /** Of each sequence; −Infinity where the model cannot have produced it (its rows say nothing then). */
  readonly logLikelihoods: Float64Array;
  /** Expected numbers of transitions, K × K, over all sequences. */
  readonly pairs: Float64Array;
  /** Of a model with durations: then `pairs` counts transitions between segments. */
  readonly spells?: Spells;
}

export interface Posterior extends Smoothed, Beliefs {}

/** `counts`: with expected numbers of transitions; without they are 0. */
interface Asked {
  readonly counts?: boolean;
  readonly machine?: HmmMachine;
}

/** Beliefs about each row's state: before and after what was observed there, and given everything. */
export function posteriorOf(model: Hmm, data: Observations, asked: Asked = {}): Posterior {
  const beliefs = beliefsOf(data.rows, statesOf(model));
  return { ...answered(model, data, beliefs, asked), ...beliefs };
}

/** The same, given everything alone. */
export function smoothedOf(model: Hmm, data: Observations, asked: Asked = {}): Smoothed {
  const posterior = new Float64Array(data.rows * statesOf(model));
  return answered(model, data, { posterior }, asked);
}

function answered(
  model: Hmm,
  data: Observations,
  beliefs: SomeBeliefs,
  { counts = true, machine = scalarMachine }: Asked,
): Smoothed {
  const K = statesOf(model);
  const { posterior } = beliefs;
  const pairs = new Float64Array(K * K);
  const logs = lazily(() => logDensities(model.emissions, K, data));
  if (model.durations) {
    const count = K * longestOf(model);
    const spells = { ended: new Float64Array(count), stayed: new Float64Array(count) };
    const logLikelihoods = Float64Array.from(sequencesOf(data), (range) =>
      smoothByAge(model, logs(), range, beliefs, pairs, spells),
    );
    return { posterior, logLikelihoods, pairs, spells };
  }
  const smoother = machine(model, data);
  const logLikelihoods = Float64Array.from(sequencesOf(data), (range) => {
    const logLikelihood = smoother(range, beliefs, counts ? pairs : undefined);
    return Number.isNaN(logLikelihood) ? smoothByLogarithms(model, logs(), range, beliefs, pairs) : logLikelihood;
  });
  return { posterior, logLikelihoods, pairs };
}

/** Computed when it is first asked for. */
export function lazily<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}
