/** Approximations that are renewed round by round: messages on the graph as it is, and independent distributions. */
import { array } from "../../../arrays.ts";
import type { Finding } from "../../../kernels/bayes-net/exact.ts";
import {
  beginLoopy,
  beliefs,
  betheFreeEnergy,
  type Loopy,
  type LoopyOptions,
  loopyRound,
} from "../../../kernels/bayes-net/loopy.ts";
import { boundOf, meanFieldSweep } from "../../../kernels/bayes-net/mean-field.ts";
import type { Model } from "../../../kernels/bayes-net/model.ts";
import type { Key } from "../../../random/key.ts";
import type { Context } from "../../lab.ts";
import { iterate } from "../../process.ts";
import { distances } from "./distance.ts";
import { findingsFor } from "./findings.ts";
import { answeredStates, netOf, problemOf, type Question, type World } from "./problem.ts";

interface RoundsProblem {
  /** With the findings as factors. */
  readonly model: Model;
  readonly world: World;
  readonly exact: ArrayLike<number> | undefined;
}

function roundsProblem(question: Question, context: Context): RoundsProblem {
  const { inputs } = context;
  const problem = problemOf(netOf(context), question);
  const { sizes, factors } = problem.model;
  const asFactor = ({ variable, weights }: Finding) => ({ scope: [variable], table: Float64Array.from(weights) });
  return {
    model: { sizes, factors: [...factors, ...findingsFor(problem, inputs.exact).map(asFactor)] },
    world: problem,
    exact: inputs.exact?.marginals.values,
  };
}

type LoopyParams = Question & Omit<LoopyOptions, "product">;

/** All messages in one array each way: of each factor, of each variable of its scope, a number per state. */
interface Messages {
  readonly toVariable: Float64Array;
  readonly toFactor: Float64Array;
  readonly residual: number;
}

/**
 * Loopy belief propagation, a round per step. Records `residual`, the largest change of a message, and as `errorMean`, `errorMax` the distance of the beliefs from
 * the exact answer, where there is one. Output: `estimate` of all states, and the estimate of `logEvidence` (minus the Bethe free energy).
 */
export const loopy = iterate({
  records: ["residual", "errorMean", "errorMax"],
  problem: ({ damping, schedule, ...question }: LoopyParams, context) => ({
    ...roundsProblem(question, context),
    options: { damping, schedule, product: "sum" } as const,
  }),
  init: (_key: Key, { model }): Messages => flat(beginLoopy(model)),
  step: (_key, { model, options }, state): Messages => flat(loopyRound(model, nested(model, state), options)),
  info({ model, world, exact }, state) {
    const off = exact && distances(answeredStates(world, beliefList(model, state)), exact, world.answered);
    return { residual: state.residual, errorMean: off?.mean, errorMax: off?.max };
  },
  live: ({ model, world }, state) => ({ estimate: array(answeredStates(world, beliefList(model, state))) }),
  output: ({ model, world }, state) => ({
    estimate: array(answeredStates(world, beliefList(model, state))),
    logEvidence: array(Float64Array.of(-betheFreeEnergy(model, nested(model, state))), []),
  }),
});

/**
 * Mean field, a sweep over all nodes per step. Records `bound`, which the logarithm of the evidence's probability cannot be below, and the distance from the exact
 * answer as `loopy` does. Output: `estimate` of all states, and the `bound`.
 */
export const meanField = iterate({
  records: ["bound", "errorMean", "errorMax"],
  problem: roundsProblem,
  init: (_key: Key, { model: { sizes }, world: { offsets } }): MeanFieldState => {
    const q = new Float64Array(offsets[sizes.length]);
    for (const [v, size] of sizes.entries()) q.fill(1 / size, offsets[v], offsets[v + 1]);
    return { q, bound: boundOf({ sizes, factors: [] }, rows(q, offsets)) };
  },
  step(_key, { model, world: { offsets } }, { q }): MeanFieldState {
    const next = meanFieldSweep(model, rows(q, offsets));
    return { q: concatenated(next.q), bound: next.bound };
  },
  info({ exact, world }, { q, bound }) {
    const off = exact && distances(answeredStates(world, q), exact, world.answered);
    return { bound, errorMean: off?.mean, errorMax: off?.max };
  },
  live: ({ world }, { q }) => ({ estimate: array(answeredStates(world, q)) }),
  output: ({ world }, { q, bound }) => ({
    estimate: array(answeredStates(world, q)),
    bound: array(Float64Array.of(bound), []),
  }),
});

interface MeanFieldState {
  readonly q: Float64Array;
  readonly bound: number;
}

const rows = (q: Float64Array, offsets: Int32Array) =>
  Array.from({ length: offsets.length - 1 }, (_, v) => q.subarray(offsets[v], offsets[v + 1]));

const beliefList = (model: Model, state: Messages) => concatenated(beliefs(model, nested(model, state)));

function flat({ toVariable, toFactor, residual }: Loopy): Messages {
  return { toVariable: concatenated(toVariable.flat()), toFactor: concatenated(toFactor.flat()), residual };
}

function nested({ sizes, factors }: Model, { toVariable, toFactor, residual }: Messages): Loopy {
  let at = 0;
  const places = factors.map(({ scope }) =>
    scope.map((v) => {
      at += sizes[v];
      return [at - sizes[v], at] as const;
    }),
  );
  const cut = (list: Float64Array) => places.map((own) => own.map(([from, to]) => list.subarray(from, to)));
  return { toVariable: cut(toVariable), toFactor: cut(toFactor), residual };
}

function concatenated(parts: readonly Float64Array[]): Float64Array {
  const all = new Float64Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}
