/** One chain of samples, and what all chains together say. */
import { type Arrays, array } from "../../../arrays.ts";
import { ExperimentError } from "../../../experiment/errors.ts";
import type { Factor } from "../../../kernels/bayes-net/model.ts";
import {
  forward,
  gibbsSweep,
  type Network,
  neighbourhoods,
  weighted,
  weightsOf,
} from "../../../kernels/bayes-net/sampling.ts";
import { log } from "../../../math/index.ts";
import { foldIn, type Key, uniform } from "../../../random/index.ts";
import type { Context } from "../../lab.ts";
import { iterate, once } from "../../process.ts";
import { distances, expectedDistance } from "./distance.ts";
import { isWeighed, type Sampler } from "./fields.ts";
import { findingsFor } from "./findings.ts";
import { NONE } from "./metrics.ts";
import { netOf, type Problem, problemOf, type Question } from "./problem.ts";
import { PER_STEP } from "./steps.ts";
import {
  agreementOf,
  counted,
  effectiveSize,
  emptyTally,
  errorsOf,
  estimateOf,
  type Tally,
  tallyArrays,
  tallyOf,
} from "./tally.ts";

/** Of how many samples by likelihood weighting a chain of Gibbs sampling starts at one, and how many are drawn at most to find them. */
const CANDIDATES = 100;
const STARTS = 10_000;
/** What the random numbers of a chain are drawn for. */
const STREAM = { start: 0, samples: 1, accept: 2, choice: 3 } as const;

export interface ChainParams extends Question {
  readonly method: Sampler;
  /** Steps of Gibbs sampling that do not count. */
  readonly burnIn?: number;
}

interface ChainProblem extends Problem {
  readonly network: Network;
  readonly method: Sampler;
  readonly burnIn: number;
  /** Product of the findings about each node; undefined where there are none. */
  readonly weights: readonly (ArrayLike<number> | undefined)[];
  /** For Gibbs sampling: the tables that have each node. */
  readonly near: readonly (readonly Factor[])[];
  /** The exact answer, where there is one. */
  readonly exact: ArrayLike<number> | undefined;
  readonly mostProbable: ArrayLike<number> | undefined;
}

interface ChainState {
  readonly tally: Tally;
  /** The newest sample. */
  readonly states: Int32Array;
}

/**
 * Draws PER_STEP samples per step. Records, after each step: `errorMean` and `errorMax`, the distance of this chain's estimate from the exact answer (where there
 * is one and a sample counts), `expected`, the mean distance that its standard errors let expect, and `effective`, the effective number of samples. Output: its
 * tally.
 */
export const chain = iterate({
  records: ["errorMean", "errorMax", "expected", "effective"],
  problem: chainProblem,
  init: (key: Key, problem: ChainProblem): ChainState => ({
    tally: emptyTally(problem.offsets[problem.model.sizes.length], problem.method === "gibbs"),
    states: problem.method === "gibbs" ? startOf(key, problem) : new Int32Array(problem.model.sizes.length),
  }),
  step(key, problem, { tally, states: before }, n): ChainState {
    const states = before.slice();
    const draw = drawer(key, problem, states);
    const first = n * PER_STEP;
    if (n < problem.burnIn) {
      for (let i = 0; i < PER_STEP; i++) draw(first + i);
      return { tally, states };
    }
    return { tally: counted(tally, problem.offsets, PER_STEP, (i) => ({ states, weight: draw(first + i) })), states };
  },
  info({ exact, offsets }, { tally }) {
    if (tally.weight === 0) return {};
    const estimate = estimateOf([tally]);
    const errors = errorsOf([tally], estimate);
    const off = exact && distances(estimate, exact, offsets);
    return {
      errorMean: off?.mean,
      errorMax: off?.max,
      expected: expectedDistance(errors, offsets),
      effective: effectiveSize([tally], estimate, errors),
    };
  },
  live: (_problem, { tally }) => ({ estimate: array(estimateOf([tally])) }),
  output: (_problem, { tally }) => tallyArrays(tally),
});

function chainProblem({ method, burnIn = 0, ...question }: ChainParams, context: Context): ChainProblem {
  const { inputs } = context;
  const problem = problemOf(netOf(context), question);
  const { network } = problem;
  if (!network) throw new RangeError("samples are not drawn of two worlds at once");
  const own = method === "forward" ? [] : findingsFor(problem, inputs.exact);
  return {
    ...problem,
    ...{ method, burnIn, network },
    weights: weightsOf(network.sizes, own),
    near: method === "gibbs" ? neighbourhoods(network) : [],
    exact: inputs.exact?.marginals.values,
    mostProbable: inputs.exact?.mostProbable.values,
  };
}

/** Draws the sample of a number into `states`, and tells its weight. */
function drawer(key: Key, problem: ChainProblem, states: Int32Array): (sample: number) => number {
  const { method, network, weights, near } = problem;
  const own = foldIn(key, STREAM.samples);
  const { length } = network.order;
  switch (method) {
    case "forward":
      return (sample) => {
        forward(own, sample * length, network, states);
        return 1;
      };
    case "rejection": {
      const accept = foldIn(key, STREAM.accept);
      return (sample) => {
        forward(own, sample * length, network, states);
        return uniform(accept, sample) < acceptance(weights, states) ? 1 : 0;
      };
    }
    case "likelihood-weighting":
      return (sample) => weighted(own, sample * length, network, weights, states);
    case "gibbs":
      return (sample) => {
        gibbsSweep(own, sample * length, network.sizes, near, weights, states);
        return 1;
      };
    default:
      return method satisfies never;
  }
}

/** The probability with which a sample is taken: the product of its weights, each as a share of the largest that its node could have. */
function acceptance(weights: ChainProblem["weights"], states: Int32Array): number {
  let p = 1;
  for (const [v, own] of weights.entries()) {
    if (!own) continue;
    let most = 0;
    for (let s = 0; s < own.length; s++) most = Math.max(most, own[s]);
    p *= own[states[v]] / most;
  }
  return p;
}

/**
 * About a sample of what is sought, so that chains start apart from each other: one of several by likelihood weighting, by its weight. Where none agrees with the
 * evidence, the most probable one. Throws an ExperimentError where that is not known either.
 */
function startOf(key: Key, { network, weights, mostProbable }: ChainProblem): Int32Array {
  const states = new Int32Array(network.order.length);
  const own = foldIn(key, STREAM.start);
  const choice = foldIn(key, STREAM.choice);
  let chosen: Int32Array | undefined;
  let [total, found] = [0, 0];
  for (let sample = 0; sample < STARTS && found < CANDIDATES; sample++) {
    const weight = weighted(own, sample * states.length, network, weights, states);
    if (weight === 0) continue;
    found++;
    total += weight;
    if (uniform(choice, sample) * total < weight) chosen = states.slice();
  }
  if (chosen) return chosen;
  if (mostProbable) return Int32Array.from(mostProbable);
  const message = `no start for Gibbs sampling: none of ${STARTS} samples agrees with the evidence (use another method, or less evidence)`;
  throw new ExperimentError("params.method", "no-start", message, { value: STARTS });
}

/**
 * All chains together. Given their tallies as inputs under their ids, and the exact answer as "exact" where there is one. Output: `estimate` and `errors` of all
 * states; `numbers`: mean and largest distance from the exact answer, share of samples that count, effective sample size, R̂, and states whose chains stand
 * apart (NONE for what has no value); of weighted samples the estimate of `logEvidence`. Throws an ExperimentError where no sample counts.
 */
export const summary = once((params: ChainParams & { readonly chains: number }, context): Arrays => {
  const { inputs } = context;
  const { method, offsets, weights, exact } = chainProblem(params, context);
  const tallies = Array.from({ length: params.chains }, (_, i) => tallyOf(inputs[`chain.${i}`]));
  const drawn = tallies.reduce((sum, tally) => sum + tally.drawn, 0);
  const kept = tallies.reduce((sum, tally) => sum + tally.kept, 0);
  const weight = tallies.reduce((sum, tally) => sum + tally.weight, 0);
  if (weight === 0) throw noneCounts(drawn);
  const estimate = estimateOf(tallies);
  const errors = errorsOf(tallies, estimate);
  const off = exact ? distances(estimate, exact, offsets) : { mean: NONE, max: NONE };
  const { rhat, apart } = method === "gibbs" ? agreementOf(tallies) : { rhat: NONE, apart: NONE };
  // Of rejection, the weight of a sample was divided by the largest that it could have.
  const most = method === "rejection" ? weights.reduce((sum, own) => sum + (own ? log(largest(own)) : 0), 0) : 0;
  return {
    estimate: array(estimate),
    errors: array(errors),
    numbers: array(
      Float64Array.of(
        off.mean,
        off.max,
        isWeighed(method) ? kept / drawn : NONE,
        effectiveSize(tallies, estimate, errors),
        rhat ?? NONE,
        apart,
      ),
    ),
    ...(isWeighed(method) && { logEvidence: array(Float64Array.of(log(weight / drawn) + most), []) }),
  };
});

const largest = (values: ArrayLike<number>) => Array.from(values).reduce((a, b) => Math.max(a, b), 0);

function noneCounts(drawn: number): ExperimentError {
  const message = `none of ${drawn} samples agrees with the evidence (draw more, or choose another method)`;
  return new ExperimentError("params.samples", "none-accepted", message, { value: drawn });
}
