/** A graph from rows: by climbing, by looking at all graphs, or by tests of independence. Rows with gaps are left out. */
import { type Arrays, array } from "../../../../arrays.ts";
import { completeRows, rowsAt } from "../../../../kernels/bayes-net/learn/rows.ts";
import { countTables, tableMeans } from "../../../../kernels/bayes-net/learn/tables.ts";
import type { Discrete } from "../../../../kernels/structure/counts.ts";
import { classOf, differenceOf, type PartialGraph } from "../../../../kernels/structure/equivalence.ts";
import { bestGraph } from "../../../../kernels/structure/exact.ts";
import { extensionOf } from "../../../../kernels/structure/extension.ts";
import { climb, disturbed, type FamilyOf, familyCache } from "../../../../kernels/structure/hill-climbing.ts";
import { gSquared } from "../../../../kernels/structure/independence.ts";
import { pc } from "../../../../kernels/structure/pc.ts";
import type { Score } from "../../../../kernels/structure/scores.ts";
import { foldIn } from "../../../../random/index.ts";
import type { Key } from "../../../../random/key.ts";
import type { Context } from "../../../lab.ts";
import { iterate, once } from "../../../process.ts";
import { graphOf, isSimulated, nodesOf, parentsOf, rowsFrom, truthOf } from "./data.ts";
import { classArrays, classFrom, MOVES, type Parents, parentsArrays, parentsFrom } from "./moves.ts";
import { checkTables } from "./price.ts";
import { EQUIVALENT } from "./tables.ts";
import { flat, worthArrays, worthOf } from "./worth.ts";

export interface ScoreParams {
  readonly score?: "bic" | "bdeu";
  readonly equivalent?: number;
}

export function scoreOf({ score = "bic", equivalent = EQUIVALENT }: ScoreParams): Score {
  return score === "bic" ? { kind: "bic" } : { kind: "bdeu", equivalent };
}

function completeOf(inputs: Context["inputs"]): Discrete {
  const train = rowsFrom(inputs.samples, "train");
  return rowsAt(train, completeRows(train));
}

export interface ClimbParams extends ScoreParams {
  readonly start: number;
  readonly mostParents: number;
}

interface ClimbProblem {
  readonly nodes: number;
  readonly family: FamilyOf;
  readonly most: number;
  readonly start: number;
}

interface ClimbState {
  /** As in `parentsArrays`. */
  readonly counts: Int32Array;
  readonly parents: Int32Array;
  readonly score: number;
  readonly gain: number;
  readonly kind: number;
  readonly from: number;
  readonly to: number;
  readonly isOnTop: boolean;
}

/**
 * One start: 0 from no arrows, others from as many random moves as there are nodes, twice. A step is the best move. Records: score, gain, and the move (`kind` a
 * place in MOVES, `from`, `to`; −1 on top). Output: the graph, its score and the graph that it began with.
 */
export const climbing = iterate({
  records: ["score", "gain", "kind", "from", "to"],
  problem({ start, mostParents, ...own }: ClimbParams, { inputs }): ClimbProblem {
    const data = completeOf(inputs);
    return { nodes: data.sizes.length, family: familyCache(data, scoreOf(own)), most: mostParents, start };
  },
  init(key: Key, problem): ClimbState {
    const parents = beginning(key, problem);
    const score = parents.reduce((sum, own, v) => sum + problem.family(v, own), 0);
    return { ...packed(parents), score, gain: 0, kind: -1, from: -1, to: -1, isOnTop: false };
  },
  step(_key, { family, most }, state): ClimbState {
    const still = { ...state, gain: 0, kind: -1, from: -1, to: -1 };
    if (state.isOnTop) return still;
    const up = climb({ parents: unpacked(state), score: state.score }, family, most);
    if (!up) return { ...still, isOnTop: true };
    const { kind, from, to } = up.move;
    return {
      ...packed(up.parents),
      score: up.score,
      gain: up.gain,
      kind: MOVES.indexOf(kind),
      from,
      to,
      isOnTop: false,
    };
  },
  info: (_, { score, gain, kind, from, to }) => ({ score, gain, kind, from, to }),
  live: (_, state) => parentsArrays(unpacked(state)),
  output: (_, state) => ({
    ...parentsArrays(unpacked(state)),
    score: array(Float64Array.of(state.score)),
    top: array(Uint8Array.of(state.isOnTop ? 1 : 0)),
  }),
});

function beginning(key: Key, { nodes, most, start }: ClimbProblem): Parents {
  const none = Array.from({ length: nodes }, () => []);
  return start === 0 ? none : disturbed(foldIn(key, 0), none, 2 * nodes, most);
}

function packed(parents: Parents): Pick<ClimbState, "counts" | "parents"> {
  return { counts: Int32Array.from(parents, (own) => own.length), parents: Int32Array.from(parents.flat()) };
}

function unpacked({ counts, parents }: Pick<ClimbState, "counts" | "parents">): Parents {
  return parentsFrom({ parentCounts: array(counts), parents: array(parents) });
}

/** The best graph of all. Output: the graph and its score. */
export const exactSearch = once(
  ({ mostParents, ...own }: ScoreParams & { readonly mostParents: number }, { inputs }): Arrays => {
    const { parents, score } = bestGraph(completeOf(inputs), scoreOf(own), mostParents);
    return { ...parentsArrays(parents), score: array(Float64Array.of(score)) };
  },
);

export interface PcParams {
  readonly alpha: number;
  readonly mostGiven: number;
}

/**
 * Output: `cuts` (a, b, how many were given, then up to `mostGiven` of them, −1 where there is none), with the `pValues` of the tests that made them;
 * `colliders` and `conflicts` (a, middle, b); `arrows` and `edges`; the number of `tests`; the directed graph for the tables (`exact` 0 where the class has none).
 */
export const constraints = once(({ alpha, mostGiven }: PcParams, { inputs }): Arrays => {
  const data = completeOf(inputs);
  const nodes = data.sizes.length;
  const found = pc(nodes, (a, b, given) => gSquared(data, a, b, given).pValue > alpha, mostGiven);
  const extension = extensionOf(nodes, found.graph);
  const width = 3 + mostGiven;
  const cuts = found.cuts.map(({ a, b, given }) => [
    ...[a, b, given.length, ...given],
    ...new Array<number>(mostGiven - given.length).fill(-1),
  ]);
  const triples = (all: typeof found.colliders) =>
    array(Int32Array.from(all.flatMap(({ a, middle, b }) => [a, middle, b])), [all.length, 3]);
  return {
    ...classArrays(found.graph),
    ...parentsArrays(extension.parents),
    cuts: array(Int32Array.from(cuts.flat()), [cuts.length, width]),
    pValues: array(Float64Array.from(found.cuts, ({ a, b, given }) => gSquared(data, a, b, given).pValue)),
    colliders: triples(found.colliders),
    conflicts: triples(found.conflicts),
    tests: array(Int32Array.of(found.tests)),
    exact: array(Uint8Array.of(extension.isExact ? 1 : 0)),
  };
});

/** Pseudo-counts of the tables of a learnt graph: nothing that was not seen is impossible. */
export const SMOOTHING = 1;

/**
 * Chooses the best of what was found and puts tables to it. Output: the graph, its class (`arrows`, `edges`; of PC as the tests left it), which climb it is from
 * (`best`), its `tables`; where the true graph is known `missing`, `extra` and `turned`, by class; `worth`; `used`, the complete rows.
 * Throws an ExperimentError for a graph with a table that no document holds ("table-too-large-to-learn").
 */
export const learnt = once((params: ScoreParams & { readonly bins?: number }, { data, inputs }): Arrays => {
  const train = rowsFrom(inputs.samples, "train");
  const { best, arrays } = chosen(inputs);
  const parents = parentsFrom(arrays);
  const found = arrays.arrows ? classFrom(arrays) : classOf(parents);
  const shape = { sizes: train.sizes, parents };
  if (data) checkTables(nodesOf(data, params.bins ?? 0).names, shape.sizes, parents);
  const tables = countTables(train, shape).map((own, v) => tableMeans(own, train.sizes[v], SMOOTHING));
  const graph = graphOf(data);
  const { rows: used } = completeOf(inputs);
  const judged = {
    train,
    held: rowsFrom(inputs.samples, "held"),
    equivalent: params.equivalent ?? EQUIVALENT,
    ...(isSimulated(data) && { truth: truthOf(data) }),
  };
  return {
    ...parentsArrays(parents),
    ...classArrays(found),
    tables: array(flat(tables)),
    best: array(Int32Array.of(best)),
    used: array(Int32Array.of(used)),
    ...(graph && differenceArrays(found, parentsOf(graph))),
    ...worthArrays(worthOf({ ...shape, tables }, judged)),
  };
});

/** PC, or the exact search, or the climb that came highest (of equals the first). */
function chosen(inputs: Context["inputs"]): { readonly best: number; readonly arrays: Arrays } {
  const { pc: tested, exact } = inputs;
  if (tested) return { best: -1, arrays: tested };
  const climbs = Object.keys(inputs)
    .filter((id) => id.startsWith("climb."))
    .map((id) => Number(id.slice("climb.".length)))
    .sort((a, b) => a - b);
  if (climbs.length === 0) return { best: -1, arrays: exact };
  const scoreAt = (start: number) => inputs[`climb.${start}`].score.values[0];
  const best = climbs.reduce((most, start) => (scoreAt(start) > scoreAt(most) + 1e-9 ? start : most));
  return { best, arrays: inputs[`climb.${best}`] };
}

function differenceArrays(found: PartialGraph, truth: Parents): Arrays {
  const { missing, extra, turned } = differenceOf(found, classOf(truth));
  const pairs = (all: readonly (readonly [number, number])[]) => array(Int32Array.from(all.flat()), [all.length, 2]);
  return { missing: pairs(missing), extra: pairs(extra), turned: pairs(turned) };
}
