/** Forward–backward over several sequences: scaled, or with logarithms where that is too coarse. */
import { type Spells, smoothByAge } from "./durations.ts";
import { type Evidence, evidenceOf, logDensities } from "./emissions.ts";
import { smoothByLogarithms } from "./logarithms.ts";
import { type Hmm, longestOf, type Observations, sequencesOf, statesOf } from "./model.ts";
import { type Beliefs, beliefsOf, filter, smooth } from "./smooth.ts";

export interface Posterior extends Beliefs {
  /** Of each sequence; −Infinity where the model cannot have produced it (its rows say nothing then). */
  readonly logLikelihoods: Float64Array;
  /** Expected numbers of transitions, K × K, over all sequences. */
  readonly pairs: Float64Array;
  /** Of a model with durations: then `pairs` counts transitions between segments. */
  readonly spells?: Spells;
}

/** `counts`: with expected numbers of transitions; without they are 0. */
export function posteriorOf(model: Hmm, data: Observations, { counts = true } = {}): Posterior {
  const K = statesOf(model);
  const beliefs = beliefsOf(data.rows, K);
  const pairs = new Float64Array(K * K);
  const logs = lazily(() => logDensities(model.emissions, K, data));
  if (model.durations) {
    const count = K * longestOf(model);
    const spells = { ended: new Float64Array(count), stayed: new Float64Array(count) };
    const logLikelihoods = Float64Array.from(sequencesOf(data), (range) =>
      smoothByAge(model, logs(), range, beliefs, pairs, spells),
    );
    return { ...beliefs, logLikelihoods, pairs, spells };
  }
  const evidence = evidenceOf(model.emissions, K, data);
  const logLikelihoods = Float64Array.from(sequencesOf(data), (range) =>
    smoothSequence(model, evidence, logs, range, beliefs, pairs, counts),
  );
  return { ...beliefs, logLikelihoods, pairs };
}

function smoothSequence(
  model: Hmm,
  evidence: Evidence,
  logs: () => Float64Array,
  range: readonly [number, number],
  beliefs: Beliefs,
  pairs: Float64Array,
  counts: boolean,
): number {
  const logLikelihood = filter(model, evidence, range, beliefs);
  if (Number.isNaN(logLikelihood)) return smoothByLogarithms(model, logs(), range, beliefs, pairs);
  smooth(model, range, beliefs, counts ? pairs : undefined);
  return logLikelihood;
}

/** Computed when it is first asked for. */
export function lazily<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}
