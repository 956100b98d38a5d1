/** The tables of a graph that is known. */
import { type Arrays, array } from "../../../../arrays.ts";
import {
  expectation,
  maximisation,
  type Problem,
  problemOf,
  startingTables,
} from "../../../../kernels/bayes-net/learn/em.ts";
import type { Rows } from "../../../../kernels/bayes-net/learn/rows.ts";
import {
  countTables,
  type Shape,
  tableMeans,
  tableSizes,
  tableSpread,
} from "../../../../kernels/bayes-net/learn/tables.ts";
import { uniform } from "../../../../random/index.ts";
import type { Key } from "../../../../random/key.ts";
import { iterate, once } from "../../../process.ts";
import { graphOf, isSimulated, parentsOf, rowsFrom, truthOf } from "./data.ts";
import { checkGaps } from "./price.ts";
import { apart, flat, worthArrays, worthOf } from "./worth.ts";

export interface TablesParams {
  readonly estimate: "ml" | "dirichlet" | "em";
  readonly prior?: number;
}

/** Probability within the intervals that are shown. */
export const LEVEL = 0.9;

/** Equivalent sample size of the BDeu that is told where none was chosen. */
export const EQUIVALENT = 10;

/** Pseudo-counts of the estimate. */
export const pseudoOf = ({ estimate, prior = 1 }: TablesParams): number => (estimate === "dirichlet" ? prior : 0);

/**
 * Output: `tables` and the `counts` behind them (expected ones for EM), all nodes one after the other; for "dirichlet" also `deviation`, `low` and `high`,
 * the ends of the 90 % interval of each cell; `worth`.
 */
export const tables = once((params: TablesParams, { data, inputs }): Arrays => {
  const train = rowsFrom(inputs.samples, "train");
  const shape = shapeOf(data, train);
  const counts = countTables(train, shape);
  const pseudo = pseudoOf(params);
  const found = counts.map((own, v) => tableMeans(own, shape.sizes[v], pseudo));
  const spread = counts.map((own, v) => (pseudo > 0 ? tableSpread(own, shape.sizes[v], pseudo, LEVEL) : undefined));
  const told = (of: "deviation" | "low" | "high") => array(flat(spread.map((own) => own?.[of] ?? [])));
  return {
    tables: array(flat(found)),
    counts: array(flat(counts)),
    ...(pseudo > 0 && { deviation: told("deviation"), low: told("low"), high: told("high") }),
    ...judged(shape, found, { data, inputs }),
  };
});

type Given = {
  readonly data: (Parameters<typeof graphOf>[0] & { readonly rows: number }) | null;
  readonly inputs: Readonly<Record<string, Arrays>>;
};

function shapeOf(data: Given["data"], { sizes }: Rows): Shape {
  const graph = graphOf(data);
  if (!graph) throw new RangeError("tables are learnt for a graph, which is the document of the experiment");
  return { sizes, parents: parentsOf(graph) };
}

function judged(shape: Shape, found: readonly Float64Array[], { data, inputs }: Given): Arrays {
  return worthArrays(
    worthOf(
      { ...shape, tables: found },
      {
        train: rowsFrom(inputs.samples, "train"),
        held: rowsFrom(inputs.samples, "held"),
        equivalent: EQUIVALENT,
        ...(isSimulated(data) && { truth: truthOf(data) }),
      },
    ),
  );
}

interface EmProblem {
  readonly given: Given;
  readonly shape: Shape;
  readonly problem: Problem;
  readonly lengths: readonly number[];
}

interface EmState {
  /** All tables, one after the other. */
  readonly tables: Float64Array;
  readonly counts: Float64Array;
  /** Of all rows, under the tables before this step. */
  readonly logLikelihood: number;
}

/** A step is one of expectation and one of maximisation. Throws an ExperimentError ("gaps-too-large") before the first. Records: logLikelihood, the mean per row in nats of the tables that the step began with. */
export const em = iterate({
  records: ["logLikelihood"],
  problem(_: TablesParams, { data, inputs }): EmProblem {
    const train = rowsFrom(inputs.samples, "train");
    const shape = shapeOf(data, train);
    const problem = problemOf(train, shape);
    checkGaps(problem);
    return { given: { data, inputs }, shape, problem, lengths: tableSizes(shape) };
  },
  init(key: Key, { problem, lengths }): EmState {
    const tables = flat(startOf(key, problem, lengths));
    return {
      tables,
      counts: new Float64Array(tables.length),
      logLikelihood: Number.NEGATIVE_INFINITY,
    };
  },
  step(_key, { problem, lengths, shape }, state): EmState {
    const { counts, logLikelihood } = expectation(problem, apart(state.tables, lengths));
    return { tables: flat(maximisation(shape, counts, 0)), counts: flat(counts), logLikelihood };
  },
  info: ({ given }, { logLikelihood }) => ({ logLikelihood: logLikelihood / given.inputs.samples.train.shape[0] }),
  live: (_, { tables: found }) => ({ tables: array(found) }),
  output: ({ given, shape, lengths }, { tables: found, counts }) => ({
    tables: array(found),
    counts: array(counts),
    ...judged(shape, apart(found, lengths), given),
  }),
});

/** Tables near uniform ones: those that are alike would stay so for ever. */
export function startOf(key: Key, problem: Problem, lengths: readonly number[]): readonly Float64Array[] {
  const cells = lengths.reduce((a, b) => a + b, 0);
  return startingTables(
    problem,
    Float64Array.from({ length: cells }, (_, i) => uniform(key, i)),
  );
}
