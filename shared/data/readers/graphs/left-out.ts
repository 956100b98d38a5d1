/** What a format cannot say, counted while a graph is written and said once; and tables as every format has them. */
import type { BayesNet, BayesNode, GraphDocument, Variable } from "../../../experiment/document.ts";
import { ExperimentError } from "../../../experiment/errors.ts";
import { limits } from "../../../experiment/limits.ts";
import { tableOfFunction } from "../../../graphs/node-function.ts";
import type { DataNotice } from "../../table.ts";

export interface WrittenGraph {
  readonly text: string;
  /** What the text lacks. */
  readonly notices: readonly DataNotice[];
}

/** Beyond this, what was written is not read again. */
const ROUNDING = 1e-4;

export class LeftOut {
  #functions = 0;
  #functionNode = "";
  #rows = 0;
  #rowNode = "";
  #properties = 0;
  readonly #more: DataNotice[] = [];

  /** Plates, which no other format has. */
  constructor({ plates = [] }: GraphDocument) {
    if (plates.length > 0) this.#more.push({ code: "plates-left-out", values: { value: plates.length } });
  }

  /** The table of a node, computed where a function says it; undefined where it is not known. */
  tableOf(node: BayesNode, known: ReadonlyMap<string, Variable>): ArrayLike<number> | undefined {
    if (node.function !== undefined) return this.#functionTable(node, known);
    const { table, name, states } = node;
    for (let from = 0; table && from < table.length; from += states.length) {
      let sum = 0;
      for (let s = 0; s < states.length; s++) sum += table[from + s];
      if (Math.abs(sum - 1) > ROUNDING && this.#rows++ === 0) this.#rowNode = name;
    }
    return table;
  }

  #functionTable({ name, parents, states, function: f = "or" }: BayesNode, known: ReadonlyMap<string, Variable>) {
    const sizes = parents.map((parent) => known.get(parent)?.states.length ?? 1);
    const { cells: max } = limits.document;
    if (sizes.reduce((product, size) => product * size, states.length) > max)
      throw new ExperimentError(
        "data.document",
        "graph-function-too-large",
        `node ${name} has too many parents: its table would have more than ${max} numbers (save it as JSON, which keeps the function)`,
        { value: name, max },
      );
    if (this.#functions++ === 0) this.#functionNode = name;
    return tableOfFunction(f, sizes, states.length);
  }

  property(): void {
    this.#properties++;
  }

  add(notice: DataNotice): void {
    this.#more.push(notice);
  }

  get notices(): readonly DataNotice[] {
    const notices = [...this.#more];
    if (this.#functions > 0)
      notices.push({ code: "functions-as-tables", values: { value: this.#functions, node: this.#functionNode } });
    if (this.#rows > 0) notices.push({ code: "rows-miss-one", values: { value: this.#rows, node: this.#rowNode } });
    if (this.#properties > 0) notices.push({ code: "properties-not-written", values: { value: this.#properties } });
    return notices;
  }
}

export const variablesByName = ({ nodes }: BayesNet): ReadonlyMap<string, Variable> =>
  new Map(nodes.map((node) => [node.name, node]));
