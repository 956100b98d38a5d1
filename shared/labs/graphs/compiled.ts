/**
 * A document made ready for inference: names become places, deterministic nodes become tables, rows that miss 1 by rounding are brought to 1. Compiled once;
 * after that findings change, the model stays.
 */
import type { DataNotice } from "../../data/table.ts";
import type { BayesNet, BayesNode, FactorNet } from "../../experiment/document.ts";
import { ExperimentError } from "../../experiment/errors.ts";
import { limits } from "../../experiment/limits.ts";
import { tableOfFunction } from "../../graphs/node-function.ts";
import { cellsOf, type Factor, type Model } from "../../kernels/bayes-net/model.ts";

export interface Compiled {
  readonly document: BayesNet | FactorNet;
  /** Variables in the order of the document's nodes. Of a Bayesian network, factor i is the table of node i over its parents and itself. */
  readonly model: Model;
  readonly names: readonly string[];
  /** Names of the states of each node. */
  readonly states: readonly (readonly string[])[];
  /** Place of a node by its name. */
  readonly index: ReadonlyMap<string, number>;
  /** Of a Bayesian network: places of each node's parents, in the order of its table. */
  readonly parents?: readonly (readonly number[])[];
  /** That rows were brought to 1. */
  readonly notices: readonly DataNotice[];
}

/** How far the sum of a row may be from 1: published files are rounded to four digits. */
const ROUNDING = 1e-4;
/** What sums themselves round off is not worth a word. */
const SILENT = 1e-12;
/** Numbers in the tables of all deterministic nodes together: a document names each in one word, whatever its size. */
const FUNCTION_CELLS = 8 * limits.document.cells;

/**
 * Throws an ExperimentError for a node without a table ("table-not-given"), a row whose sum misses 1 by more than 1e-4 ("row-misses-one") or is 0
 * ("row-of-zeros"), functions of too many parents ("function-too-large", "functions-too-large").
 */
export function compiled(document: BayesNet | FactorNet): Compiled {
  const { nodes } = document;
  const names = nodes.map(({ name }) => name);
  const index = new Map(names.map((name, place) => [name, place]));
  const placesOf = (some: readonly string[]) => some.map((name) => index.get(name) as number);
  const sizes = Int32Array.from(nodes, ({ states }) => states.length);
  const common = { document, names, states: nodes.map(({ states }) => states), index };
  if (document.kind === "bayes") {
    const parents = document.nodes.map((node) => placesOf(node.parents));
    const { factors, notices } = tablesOf(document, sizes, parents);
    return { ...common, model: { sizes, factors }, parents, notices };
  }
  const factors = document.factors.map(({ scope, table }) => ({
    scope: placesOf(scope),
    table: Float64Array.from(table),
  }));
  return { ...common, model: { sizes, factors }, notices: [] };
}

function tablesOf(
  { nodes }: BayesNet,
  sizes: Int32Array,
  parents: readonly (readonly number[])[],
): { readonly factors: readonly Factor[]; readonly notices: readonly DataNotice[] } {
  const rounding = new Rounding();
  let computed = 0;
  const factors = nodes.map((node, place) => {
    const path = `data.document.nodes[${place}]`;
    const scope = [...parents[place], place];
    if (node.function === undefined)
      return { scope, table: rounding.normalised(node, parents[place], nodes, `${path}.table`) };
    const cells = cellsOf(sizes, scope);
    computed += cells;
    if (cells > limits.document.cells) throw tooManyCells(`${path}.function`);
    if (computed > FUNCTION_CELLS) throw functionsTooLarge(`${path}.function`);
    const parentSizes = parents[place].map((parent) => sizes[parent]);
    return { scope, table: tableOfFunction(node.function, parentSizes, sizes[place]) };
  });
  return { factors, notices: rounding.notices };
}

/** Brings rows to 1, and remembers how many, and how far off they were. */
class Rounding {
  #rows = 0;
  #most = 0;
  #node = "";

  normalised(
    { name, states: { length: states }, table }: BayesNode,
    parents: readonly number[],
    nodes: readonly BayesNode[],
    path: string,
  ): Float64Array {
    if (table === undefined) throw withoutTable(name, path);
    const out = Float64Array.from(table);
    for (let from = 0; from < out.length; from += states) {
      let sum = 0;
      for (let s = 0; s < states; s++) sum += out[from + s];
      const off = Math.abs(sum - 1);
      if (!(off <= ROUNDING)) throw missesOne(path, name, rowName(from / states, parents, nodes), sum);
      if (off === 0) continue;
      for (let s = 0; s < states; s++) out[from + s] /= sum;
      if (off <= SILENT) continue;
      this.#rows++;
      if (off > this.#most) [this.#most, this.#node] = [off, name];
    }
    return out;
  }

  get notices(): readonly DataNotice[] {
    if (this.#rows === 0) return [];
    return [
      {
        code: "rows-normalised",
        values: { value: this.#rows, most: Number(this.#most.toPrecision(2)), node: this.#node },
      },
    ];
  }
}

/** The states of the parents that a row is for: "smoke = yes, asia = no"; "1" of a node without parents. */
function rowName(row: number, parents: readonly number[], nodes: readonly BayesNode[]): string {
  const parts: string[] = [];
  let left = row;
  for (const parent of [...parents].reverse()) {
    const { name, states } = nodes[parent];
    parts.unshift(`${name} = ${states[left % states.length]}`);
    left = Math.floor(left / states.length);
  }
  return parts.length > 0 ? parts.join(", ") : "1";
}

function withoutTable(node: string, path: string): ExperimentError {
  const message = `node ${node} has no table (give it one, or learn it from data)`;
  return new ExperimentError(path, "table-not-given", message, { node });
}

function missesOne(path: string, node: string, row: string, sum: number): ExperimentError {
  const values = { node, row, sum };
  if (sum === 0)
    return new ExperimentError(path, "row-of-zeros", `row ${row} of node ${node} is all zeros (must sum to 1)`, values);
  const message = `row ${row} of node ${node} has sum ${sum} (must be 1)`;
  return new ExperimentError(path, "row-misses-one", message, values);
}

function tooManyCells(path: string): ExperimentError {
  const { cells: max } = limits.document;
  const message = `the function ${path} has too many parents: its table would be too large (must be at most ${max} numbers)`;
  return new ExperimentError(path, "function-too-large", message, { max });
}

function functionsTooLarge(path: string): ExperimentError {
  const message = `the functions up to ${path} have too many parents: their tables together would be too large (must be at most ${FUNCTION_CELLS} numbers)`;
  return new ExperimentError(path, "functions-too-large", message, { max: FUNCTION_CELLS });
}
