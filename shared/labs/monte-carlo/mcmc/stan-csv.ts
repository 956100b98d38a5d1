import type { Arrays, NDArray } from "../../../arrays.ts";
import type { Table } from "../../../data/table.ts";
import { adapts, MAX_ERROR } from "../../../kernels/mcmc/chain.ts";
import type { Fold } from "../../fold.ts";
import type { McmcParams } from "./fields.ts";
import { chainParams } from "./model.ts";
import { parameterNames } from "./names.ts";
import { hasMomentum } from "./sampler-rules.ts";

/** Draws of one chain: `records` of its first `rows` steps (warm-up first, then one step per kept draw), and its output where it is finished. */
export interface ChainDraws {
  /** Number of the chain, from 1. */
  readonly chain: number;
  readonly seed: number;
  readonly params: McmcParams;
  readonly names: readonly string[];
  readonly rows: number;
  readonly records: Arrays;
  readonly output?: Arrays | undefined;
}

/** One chain of a run, as far as all chains have come: files of unequal length cannot be opened together. */
export function chainDraws(
  fold: Fold,
  { seed, params }: { readonly seed: number; readonly params: McmcParams },
  data: Table | null,
  chain: number,
): ChainDraws {
  const { id } = fold.tasks[chain];
  const records = Object.fromEntries(fold.recordNames(id).map((name) => [name, fold.records(id, name) as NDArray]));
  return {
    chain: chain + 1,
    seed,
    params,
    names: parameterNames(params, data, records.draw?.shape[1]),
    rows: Math.min(...fold.tasks.map((task) => fold.records(task.id, "draw")?.shape[0] ?? 0)),
    records,
    output: fold.output(id),
  };
}

const HAMILTONIAN_COLUMNS = {
  accept_stat__: "accept",
  stepsize__: "stepSize",
  treedepth__: "treeDepth",
  n_leapfrog__: "leapfrogs",
  divergent__: "divergent",
  energy__: "energy",
} as const;

/**
 * What each sampler says of a draw beside its log density; readers take whatever else a file has for parameters. CmdStanPy looks for the depth of trees
 * and for divergences in every file: a sampler without any has none.
 */
function samplerColumns(sampler: McmcParams["sampler"]): Readonly<Record<string, string>> {
  return hasMomentum(sampler) ? HAMILTONIAN_COLUMNS : PLAIN_COLUMNS;
}

const PLAIN_COLUMNS = {
  accept_stat__: "accept",
  stepsize__: "stepSize",
  treedepth__: "treeDepth",
  divergent__: "divergent",
} as const;

/**
 * The draws of one chain as CmdStan writes them (CmdStan guide, "Stan CSV file format"), to be opened by rstan, CmdStan's tools, CmdStanR,
 * CmdStanPy and ArviZ: what was set, in comments; the columns lp__, accept_stat__ …, then the parameters (theta[1] becomes theta.1; of a matrix
 * column after column); one kept draw per line. With `saveWarmup`, every thin-th draw of warm-up comes first, as in CmdStan. How the sampler was
 * left by warm-up stands between the two.
 */
export function stanCsv(chain: ChainDraws, saveWarmup: boolean): string {
  return [...stanCsvPieces(chain, saveWarmup)].join("");
}

/** Rows of a piece: some milliseconds of work. */
const PIECE = 500;

/** The same text in pieces, one after the other. */
export function* stanCsvPieces(chain: ChainDraws, saveWarmup: boolean): Generator<string> {
  const { params, names, rows, records } = chain;
  const warmup = Math.min(params.warmup, rows);
  const order = columnMajor(names);
  const extras = samplerColumns(params.sampler);
  const recorded = ["logDensity", ...Object.values(extras)].map((name) => records[name].values);
  const row = (i: number) => {
    const draw = rowOf(records.draw, i);
    return [...recorded.map((values) => values[i]), ...order.map((column) => draw[column])].join(",");
  };
  const written = (lines: readonly string[]) => lines.map((line) => `${line}\n`).join("");
  function* between(from: number, to: number, stride: number) {
    for (let start = from; start < to; start += PIECE * stride) {
      const count = Math.min(PIECE, Math.ceil((to - start) / stride));
      yield written(Array.from({ length: count }, (_, i) => row(start + i * stride)));
    }
  }
  yield written(header(chain, warmup, saveWarmup));
  yield written([["lp__", ...Object.keys(extras), ...order.map((column) => stanName(names[column]))].join(",")]);
  if (saveWarmup) yield* between(0, warmup, params.thin);
  yield written(adaptation(chain));
  yield* between(warmup, rows, 1);
}

/** theta[1] → theta.1, b[2,3] → b.2.3 */
export function stanName(name: string): string {
  return name.replace(/\[([^\]]*)\]/g, (_, index: string) => `.${index.replaceAll(",", ".")}`);
}

/**
 * The order in which Stan writes elements: those of each variable by their last index, then by the one before it, …; variables in the order in which
 * they first appear. Readers go by the place of an element, whatever its name.
 */
export function columnMajor(names: readonly string[]): readonly number[] {
  const parsed = names.map((name, column) => {
    const [variable, ...indices] = stanName(name).split(".");
    return { variable, column, indices: indices.map(Number).reverse() };
  });
  const variables = [...new Set(parsed.map(({ variable }) => variable))];
  const byIndex = (a: readonly number[], b: readonly number[]) => {
    const at = a.findIndex((index, i) => index !== b[i]);
    return at < 0 ? 0 : a[at] - b[at];
  };
  return variables.flatMap((variable) =>
    parsed
      .filter((one) => one.variable === variable)
      .sort((a, b) => byIndex(a.indices, b.indices))
      .map(({ column }) => column),
  );
}

/**
 * Counts are those of transitions, before thinning, and flags are 0 or 1: rstan 2.21 reads no words, and finds the draws of warm-up by
 * num_warmup, num_samples and thin. It needs "engine" and "metric" wherever the algorithm is hmc.
 */
function header(chain: ChainDraws, warmup: number, saveWarmup: boolean): string[] {
  const { params, rows } = chain;
  return [
    "# stan_version_major = 2",
    "# stan_version_minor = 36",
    "# stan_version_patch = 0",
    `# model = ${params.target}`,
    "# written by Latente as CmdStan writes it",
    ...remarks(chain),
    "# method = sample (Default)",
    "#   sample",
    `#     num_samples = ${(rows - warmup) * params.thin}`,
    `#     num_warmup = ${warmup}`,
    `#     save_warmup = ${saveWarmup ? 1 : 0}`,
    `#     thin = ${params.thin}`,
    ...algorithm(chain),
    `# id = ${chain.chain}`,
    `# init = ${params.initRadius}`,
    "# random",
    `#   seed = ${chain.seed}`,
  ];
}

/** What Stan has no word for, in comments in which readers see no setting. */
function remarks(chain: ChainDraws): readonly string[] {
  const { sampler, metric, maxError = MAX_ERROR } = chainParams(chain.params);
  return [
    ...(sampler === "walnuts"
      ? [
          `# drawn by WALNUTS, with steps divided where the energy error exceeds ${maxError}; readers take it for NUTS, and n_leapfrog__ counts the gradients of all steps tried`,
        ]
      : []),
    ...(metric === "low-rank" && isAdapted(chain)
      ? [
          "# the metric is of low rank (scales and a few directions); its inverse mass matrix is written out as a dense one",
        ]
      : []),
  ];
}

/**
 * Constants of warm-up are those of `kernels/mcmc/warmup.ts`: Stan's. A proposal of Metropolis has the same spread in every direction. Where there are no
 * trees, "max_depth" is what CmdStanPy compares their depth (0) with.
 */
function algorithm(chain: ChainDraws): readonly string[] {
  const { sampler, maxDepth, targetAccept, stepSize } = chainParams(chain.params);
  if (!hasMomentum(sampler))
    return [
      `#     algorithm = ${sampler === "metropolis" ? "Metropolis" : sampler}`,
      `#       ${sampler === "metropolis" ? "Metropolis" : sampler}`,
      `#         max_depth = ${maxDepth}`,
      "#         metric = unit_e",
      `#         stepsize = ${stepSize}`,
    ];
  return [
    "#     adapt",
    `#       engaged = ${isAdapted(chain) ? 1 : 0}`,
    "#       gamma = 0.05",
    `#       delta = ${targetAccept}`,
    "#       kappa = 0.75",
    "#       t0 = 10",
    "#       init_buffer = 75",
    "#       term_buffer = 50",
    "#       window = 25",
    "#     algorithm = hmc (Default)",
    "#       hmc",
    ...(sampler === "nuts" || sampler === "walnuts"
      ? ["#         engine = nuts (Default)", "#           nuts"]
      : ["#         engine = static", "#           static", `#             int_time = ${integrationTime(chain)}`]),
    `#             max_depth = ${maxDepth}`,
    `#         metric = ${metricWord(chain)}`,
    `#         stepsize = ${stepSize}`,
    "#         stepsize_jitter = 0",
  ];
}

/** Stan's word for the metric: one of low rank is a dense one written out. */
function metricWord(chain: ChainDraws): "unit_e" | "diag_e" | "dense_e" {
  if (!isAdapted(chain)) return "unit_e";
  return isDiagonal(chain) ? "diag_e" : "dense_e";
}

function isDiagonal({ params }: ChainDraws): boolean {
  return chainParams(params).metric === "diagonal";
}

function isAdapted({ params }: ChainDraws): boolean {
  return adapts(chainParams(params));
}

/** Of the last trajectory, as of all after warm-up: its steps times their size. */
function integrationTime(chain: ChainDraws): number {
  return chainParams(chain.params).leapfrogs * lastStepSize(chain);
}

function lastStepSize({ records, rows }: ChainDraws): number {
  return records.stepSize.values[rows - 1];
}

/**
 * Stan says so whether or not there was anything to adapt, and its own reader looks for a comment where warm-up ends. What the metric was is known
 * of a finished chain alone.
 */
function adaptation(chain: ChainDraws): readonly string[] {
  const { inverseMetric } = chain.output ?? {};
  const metric = isAdapted(chain)
    ? inverseMetric
      ? isDiagonal(chain)
        ? ["# Diagonal elements of inverse mass matrix:", numbersLine(inverseMetric.values)]
        : ["# Elements of inverse mass matrix:", ...rowsOf(inverseMetric).map(numbersLine)]
      : []
    : ["# No free parameters for unit metric"];
  return ["# Adaptation terminated", `# Step size = ${lastStepSize(chain)}`, ...metric];
}

function numbersLine(values: NDArray["values"]): string {
  return `# ${Array.from(values).join(", ")}`;
}

function rowsOf(matrix: NDArray): readonly NDArray["values"][] {
  return Array.from({ length: matrix.shape[0] }, (_, i) => rowOf(matrix, i));
}

function rowOf({ shape, values }: NDArray, i: number): NDArray["values"] {
  return values.subarray(i * shape[1], (i + 1) * shape[1]);
}
