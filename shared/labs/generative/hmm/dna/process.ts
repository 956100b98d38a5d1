import { array } from "../../../../arrays.ts";
import type { Table } from "../../../../data/table.ts";
import { type Hmm, type HmmMachine, openHmm, smoothedOf, viterbi } from "../../../../kernels/hmm/index.ts";
import { iterate } from "../../../process.ts";
import { drawnTask } from "./drawn.ts";
import { isInIsland, islandModel, relearnt, STATES } from "./model.ts";
import type { IslandParams } from "./plan.ts";
import { type Strand, strandOf } from "./strand.ts";

interface State {
  readonly transitions: Float64Array;
  /** Per base, of the model before the step. */
  readonly logLikelihood: number;
}

interface Problem extends IslandParams {
  readonly strand: Strand;
  readonly machine: HmmMachine;
}

const modelOf = (problem: Problem, { transitions }: State): Hmm => ({ ...islandModel(problem), transitions });

/**
 * Finds CpG islands. Each step learns the transitions anew, where they are learnt. `island`: probability of each base to lie in an island; `path`: 1 where the most probable
 * states do; `transitions`: 8 × 8; `logLikelihood`; `correct`: bases rightly told by the path, and all, where the truth is known.
 */
export const islandsTask = iterate<IslandParams, Problem, State, "logLikelihood">({
  records: ["logLikelihood"],
  problem: (params, context) => ({ ...params, strand: strandOf(context.data as Table), machine: openHmm(context) }),
  init: (_key, problem) => ({ transitions: islandModel(problem).transitions, logLikelihood: 0 }),
  step(_key, problem, state) {
    const model = modelOf(problem, state);
    const { pairs, logLikelihoods } = smoothedOf(model, problem.strand, { machine: problem.machine });
    const logLikelihood = total(logLikelihoods) / problem.strand.rows;
    return { transitions: problem.learn ? relearnt(model, pairs).transitions : model.transitions, logLikelihood };
  },
  info: (_problem, { logLikelihood }) => ({ logLikelihood }),
  output: (problem, state) => found(modelOf(problem, state), problem),
});

const total = (values: Float64Array) => values.reduce((sum, one) => sum + one, 0);

function found(model: Hmm, { strand, machine }: Problem) {
  const { posterior, logLikelihoods } = smoothedOf(model, strand, { counts: false, machine });
  const states = viterbi(model, strand).path;
  const island = Float32Array.from({ length: strand.rows }, (_, t) => {
    let sum = 0;
    for (let s = 0; s < STATES; s++) if (isInIsland(s)) sum += posterior[t * STATES + s];
    return Math.min(1, sum);
  });
  const path = Int32Array.from(states, (state) => Number(isInIsland(state)));
  const { labels } = strand;
  const right = labels ? path.filter((one, t) => one === labels[t]).length : 0;
  return {
    island: array(island, [strand.rows]),
    path: array(path, [strand.rows]),
    transitions: array(model.transitions, [STATES, STATES]),
    logLikelihood: array(Float64Array.of(total(logLikelihoods)), [1]),
    ...(labels && { correct: array(Float64Array.of(right, strand.rows), [2]) }),
  };
}

export const islandsProcesses = { islands: islandsTask, drawn: drawnTask };
