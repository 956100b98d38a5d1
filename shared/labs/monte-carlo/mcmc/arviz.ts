import type { NDArray } from "../../../arrays.ts";
import { chainParams } from "./model.ts";
import { type ChainDraws, stanName } from "./stan-csv.ts";

/** Records by the names of ArviZ's schema of InferenceData ("sample_stats"); divergences are true or false there. */
const STATS = {
  lp: "logDensity",
  acceptance_rate: "accept",
  step_size: "stepSize",
  energy: "energy",
  tree_depth: "treeDepth",
  n_steps: "leapfrogs",
  diverging: "divergent",
} as const;

/**
 * The draws as JSON that `arviz.from_json` opens: groups as `arviz.from_dict` takes them, posterior and sample_stats, each variable [chain, draw, …], with
 * warmup_posterior and warmup_sample_stats if they are wanted; elements theta[1], theta[2], … are one variable. What was sampled and how is in the attributes. In
 * pieces of text, one per chain and variable.
 */
export function* arvizJson(chains: readonly ChainDraws[], saveWarmup: boolean): Generator<string> {
  const [{ params, rows }] = chains;
  const warmup = Math.min(params.warmup, rows);
  yield "{";
  yield* group("posterior", variablesOf(chains), warmup, rows);
  yield ",";
  yield* group("sample_stats", statsOf(chains), warmup, rows);
  if (saveWarmup) {
    yield ",";
    yield* group("warmup_posterior", variablesOf(chains), 0, warmup);
    yield ",";
    yield* group("warmup_sample_stats", statsOf(chains), 0, warmup);
  }
  yield `,"attrs":${JSON.stringify(attributesOf(chains))}}\n`;
}

/** Text of one draw of one chain. */
type Cell = (chain: ChainDraws, row: number) => string;

/** {"variable": [[draw, …] of each chain], …} over rows [from, to). */
function* group(name: string, variables: Variables, from: number, to: number): Generator<string> {
  yield `${JSON.stringify(name)}:{`;
  for (const [i, [variable, cell]] of variables.cells.entries()) {
    yield `${i > 0 ? "," : ""}${JSON.stringify(variable)}:[`;
    for (const [c, chain] of variables.chains.entries()) {
      const draws = Array.from({ length: to - from }, (_, row) => cell(chain, from + row));
      yield `${c > 0 ? "," : ""}[${draws.join(",")}]`;
    }
    yield "]";
  }
  yield "}";
}

interface Variables {
  readonly chains: readonly ChainDraws[];
  readonly cells: readonly (readonly [name: string, cell: Cell])[];
}

function variablesOf(chains: readonly ChainDraws[]): Variables {
  const [{ names }] = chains;
  const elements = names.map((name, column) => {
    const [variable, ...indices] = stanName(name).split(".");
    return { variable, indices: indices.map(Number), column };
  });
  const variables = [...new Set(elements.map(({ variable }) => variable))];
  return {
    chains,
    cells: variables.map((variable) => {
      const nested = nestedIn(elements.filter((one) => one.variable === variable));
      return [variable, ({ records }, row) => textOf(nested, records.draw, row)];
    }),
  };
}

/** Columns nested by their indices, which count from 1: a scalar is its column. */
type Nested = number | readonly Nested[];

function nestedIn(elements: readonly { readonly indices: readonly number[]; readonly column: number }[]): Nested {
  if (elements[0].indices.length === 0) return elements[0].column;
  const length = Math.max(...elements.map(({ indices }) => indices[0]));
  return Array.from({ length }, (_, i) =>
    nestedIn(
      elements
        .filter(({ indices }) => indices[0] === i + 1)
        .map(({ indices, column }) => ({ indices: indices.slice(1), column })),
    ),
  );
}

function textOf(nested: Nested, draw: NDArray, row: number): string {
  if (typeof nested === "number") return numberText(draw.values[row * draw.shape[1] + nested]);
  return `[${nested.map((one) => textOf(one, draw, row)).join(",")}]`;
}

/** JSON has no word for infinity, and reads a number beyond its range as one. */
function numberText(value: number): string {
  if (Number.isFinite(value)) return String(value);
  return Number.isNaN(value) ? "null" : value > 0 ? "1e999" : "-1e999";
}

function statsOf(chains: readonly ChainDraws[]): Variables {
  const known = Object.entries(STATS).filter(([, record]) => chains[0].records[record] !== undefined);
  return {
    chains,
    cells: known.map(([name, record]): [string, Cell] => [
      name,
      ({ records }, row) => {
        const value = records[record].values[row];
        return name === "diverging" ? String(value !== 0) : numberText(value);
      },
    ]),
  };
}

/** A vector as a list, a matrix as a list of its rows. */
function nested({ shape, values }: NDArray): readonly (number | readonly number[])[] {
  const [rows, columns] = shape;
  return columns === undefined
    ? Array.from(values)
    : Array.from({ length: rows }, (_, i) => Array.from(values.subarray(i * columns, (i + 1) * columns)));
}

function attributesOf([first, ...others]: readonly ChainDraws[]) {
  const { params, seed } = first;
  const own = Object.entries(chainParams(params)).flatMap(([name, value]) =>
    ["string", "number", "boolean"].includes(typeof value) ? [[name, value] as const] : [],
  );
  const metrics = [first, ...others].flatMap(({ output }) => (output ? [nested(output.inverseMetric)] : []));
  return {
    inference_library: "Latente",
    created_by: "Latente",
    target: params.target,
    seed,
    ...Object.fromEntries(own),
    ...(metrics.length === others.length + 1 && { inverse_metric: metrics }),
  };
}
