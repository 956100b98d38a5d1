/** What more rows bring: the same learning from fewer of them, several times. */
import { type Arrays, array } from "../../../../arrays.ts";
import { expectation, maximisation, problemOf } from "../../../../kernels/bayes-net/learn/em.ts";
import { completeRows, type Rows, rowsAt } from "../../../../kernels/bayes-net/learn/rows.ts";
import { countTables, type Shape, tableMeans, tableSizes } from "../../../../kernels/bayes-net/learn/tables.ts";
import { classOf, differenceOf, type PartialGraph } from "../../../../kernels/structure/equivalence.ts";
import { bestGraph } from "../../../../kernels/structure/exact.ts";
import { extensionOf } from "../../../../kernels/structure/extension.ts";
import {
  type Climb,
  climb,
  disturbed,
  type FamilyOf,
  familyCache,
} from "../../../../kernels/structure/hill-climbing.ts";
import { gSquared } from "../../../../kernels/structure/independence.ts";
import { pc } from "../../../../kernels/structure/pc.ts";
import { foldIn, permutation } from "../../../../random/index.ts";
import type { Key } from "../../../../random/key.ts";
import type { Context } from "../../../lab.ts";
import { once } from "../../../process.ts";
import type { Compiled } from "../../compiled.ts";
import { graphOf, isSimulated, parentsOf, rowsFrom, simulated, truthOf } from "./data.ts";
import type { Parents } from "./moves.ts";
import { MOST_CELLS } from "./price.ts";
import { type ScoreParams, SMOOTHING, scoreOf } from "./structure.ts";
import { pseudoOf, startOf, type TablesParams } from "./tables.ts";
import { errorBeside, perRow } from "./worth.ts";

export interface CurveParams extends Partial<TablesParams>, ScoreParams {
  readonly rows: number;
  readonly repeats: number;
  readonly gaps?: number;
  readonly iterations?: number;
  /** Where the graph is learnt as well. */
  readonly search?: "climb" | "pc" | "exact";
  readonly mostParents?: number;
  readonly moves?: number;
  readonly restarts?: number;
  readonly alpha?: number;
  readonly mostGiven?: number;
}

/**
 * Learning from so many rows, several times. Output, one number per repeat: where rows are drawn from the network, anew each time, the `error` of the tables, or the
 * `distance` of the graph (edges missing, extra or turned, by class); of own rows, of which as many are drawn, the log-likelihood of the `heldOut` ones, per row, in nats
 * (−Infinity where one of them is impossible). None where it would be too large to compute.
 */
export const curve = once((params: CurveParams, { data, inputs }, { key }): Arrays => {
  const each = (of: (key: Key) => number | undefined) =>
    array(
      Float64Array.from(
        Array.from({ length: params.repeats }, (_, repeat) => of(foldIn(key, repeat))).filter(
          (one) => one !== undefined,
        ),
      ),
    );
  if (!isSimulated(data)) return { heldOut: each((own) => heldOutOf(params, { data, inputs }, own)) };
  const truth = truthOf(data);
  const drawn = (own: Key) => simulated(own, truth, params.rows, params.gaps ?? 0);
  if (params.search) return { distance: each((own) => distanceFrom(truth, graphFrom(drawn(own), params, own).graph)) };
  const shape: Shape = { sizes: truth.model.sizes, parents: truth.parents ?? [] };
  const errorOf = errorBeside(truth);
  return {
    error: each((own) => {
      const tables = errorOf && tablesFrom(drawn(own), shape, params, own);
      return tables && errorOf(tables);
    }),
  };
});

function distanceFrom({ parents = [] }: Compiled, found: PartialGraph): number {
  const { missing, extra, turned } = differenceOf(found, classOf(parents));
  return missing.length + extra.length + turned.length;
}

function heldOutOf(params: CurveParams, { data, inputs }: Pick<Context, "data" | "inputs">, key: Key) {
  const train = rowsFrom(inputs.samples, "train");
  const rows = rowsAt(train, permutation(key, train.rows).subarray(0, params.rows).sort());
  const graph = graphOf(data);
  const parents = params.search ? graphFrom(rows, params, key).parents : graph && parentsOf(graph);
  if (!parents) throw new RangeError("tables are learnt for a graph, which is the document of the experiment");
  const shape = { sizes: rows.sizes, parents };
  const tables = params.search
    ? countTables(rows, shape).map((own, v) => tableMeans(own, shape.sizes[v], SMOOTHING))
    : tablesFrom(rows, shape, params, key);
  return tables && perRow({ ...shape, tables }, rowsFrom(inputs.samples, "held"));
}

/** Undefined where the gaps of EM are too large. */
function tablesFrom(
  rows: Rows,
  shape: Shape,
  { estimate = "ml", prior, iterations = 1 }: CurveParams,
  key: Key,
): readonly Float64Array[] | undefined {
  if (estimate !== "em") {
    const pseudo = pseudoOf({ estimate, ...(prior !== undefined && { prior }) });
    return countTables(rows, shape).map((own, v) => tableMeans(own, shape.sizes[v], pseudo));
  }
  const problem = problemOf(rows, shape);
  if (problem.largest > MOST_CELLS) return undefined;
  let tables = startOf(key, problem, tableSizes(shape));
  for (let step = 0; step < iterations; step++) tables = maximisation(shape, expectation(problem, tables).counts, 0);
  return tables;
}

function graphFrom(
  rows: Rows,
  params: CurveParams,
  key: Key,
): { readonly graph: PartialGraph; readonly parents: Parents } {
  const { search, mostParents = 1, alpha = 0, mostGiven = 0 } = params;
  const data = rowsAt(rows, completeRows(rows));
  const nodes = data.sizes.length;
  if (search === "pc") {
    const { graph } = pc(nodes, (a, b, given) => gSquared(data, a, b, given).pValue > alpha, mostGiven);
    return { graph, parents: extensionOf(nodes, graph).parents };
  }
  const score = scoreOf(params);
  const parents =
    search === "exact"
      ? bestGraph(data, score, mostParents).parents
      : climbed(nodes, familyCache(data, score), params, key);
  return { graph: classOf(parents), parents };
}

/** The best of so many climbs, as those of a run: the first begins without arrows. */
function climbed(
  nodes: number,
  family: FamilyOf,
  { moves = 1, mostParents = 1, restarts = 1 }: CurveParams,
  key: Key,
): Parents {
  const none: Parents = Array.from({ length: nodes }, () => []);
  const tops = Array.from({ length: restarts }, (_, start) => {
    const parents = start === 0 ? none : disturbed(foldIn(key, start), none, 2 * nodes, mostParents);
    let at: Climb = { parents, score: parents.reduce((sum, own, v) => sum + family(v, own), 0) };
    for (let move = 0; move < moves; move++) {
      const up = climb(at, family, mostParents);
      if (!up) break;
      at = up;
    }
    return at;
  });
  return tops.reduce((best, one) => (one.score > best.score + 1e-9 ? one : best)).parents;
}
