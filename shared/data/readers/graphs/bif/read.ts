/**
 * Bayesian networks in BIF: read by labels, never by the order of rows, in which collections differ. Rows that miss 1 by rounding are brought to 1, and that is
 * said; others are refused, as are rows that are missing, and tables beyond what a document holds.
 */
import type { BayesNet, BayesNode } from "../../../../experiment/document.ts";
import { limits } from "../../../../experiment/limits.ts";
import type { DataNotice } from "../../../table.ts";
import { graphError } from "../source.ts";
import { type Token, Tokens } from "./tokens.ts";

export interface ReadNet {
  readonly document: BayesNet;
  readonly notices: readonly DataNotice[];
}

/** How far the sum of a row may be from 1: published files are rounded to four digits. */
export const ROUNDING = 1e-4;

interface Variable {
  readonly name: string;
  readonly states: readonly string[];
  readonly properties: readonly string[];
  readonly token: Token;
}

interface Row {
  /** One state per parent; null: any ("default"). */
  readonly labels: readonly Token[] | null;
  readonly numbers: readonly number[];
  readonly token: Token;
}

interface Block {
  readonly child: Token;
  readonly parents: readonly Token[];
  readonly rows: readonly Row[];
  /** All numbers at once, the child's states slowest, the last parent's fastest. */
  readonly table?: { readonly numbers: readonly number[]; readonly token: Token };
  readonly properties: readonly string[];
}

/** Throws an ExperimentError with line and column. `name`: of the file. */
export function readBif(text: string, name: string): ReadNet {
  const tokens = new Tokens({ name, text });
  const { title, properties } = networkOf(tokens);
  const variables = new Map<string, Variable>();
  const blocks = new Map<string, Block>();
  while (tokens.peek().kind !== "end") {
    const { value } = tokens.expect("variable", "probability");
    if (value === "variable") addVariable(tokens, variables);
    else addBlock(tokens, blocks);
  }
  if (variables.size === 0)
    throw graphError(tokens.peek(), "graph-no-variables", "no variables (must have at least one part “variable”)");
  const told = new Rounding();
  const nodes = [...variables.values()].map((variable) => nodeOf(variable, variables, blocks, told));
  for (const { child } of blocks.values()) if (!variables.has(child.value)) throw unknownNode(child, variables);
  const document: BayesNet = {
    kind: "bayes",
    ...(title !== undefined && { name: title }),
    ...(properties.length > 0 && { properties }),
    nodes,
  };
  return { document, notices: told.notices };
}

function networkOf(tokens: Tokens): { readonly title?: string; readonly properties: readonly string[] } {
  tokens.expect("network");
  const named = tokens.peek();
  const title = named.value === "{" && named.kind === "sign" ? undefined : tokens.name().value;
  tokens.expect("{");
  const properties: string[] = [];
  while (!tokens.accept("}")) {
    tokens.expect("property", "}");
    properties.push(tokens.rest());
  }
  return { ...(title !== undefined && title !== "unknown" && { title }), properties };
}

function addVariable(tokens: Tokens, variables: Map<string, Variable>): void {
  const token = tokens.name();
  if (variables.has(token.value))
    throw graphError(token, "graph-repeated", `a second variable “${token.value}” (must be different names)`, {
      value: token.value,
    });
  tokens.expect("{");
  let states: readonly string[] | undefined;
  const properties: string[] = [];
  while (!tokens.accept("}")) {
    const { value } = tokens.expect("type", "property", "}");
    if (value === "type") states = statesOf(tokens);
    else properties.push(tokens.rest());
  }
  if (!states)
    throw graphError(
      token,
      "graph-no-states",
      `variable “${token.value}” has no states (must have a line “type discrete”)`,
      { value: token.value },
    );
  variables.set(token.value, { name: token.value, states, properties, token });
}

function statesOf(tokens: Tokens): readonly string[] {
  tokens.expect("discrete");
  tokens.expect("[");
  const { value: count, token } = tokens.number();
  tokens.expect("]");
  tokens.expect("{");
  const states: string[] = [];
  while (!tokens.accept("}")) {
    states.push(tokens.name().value);
    tokens.accept(",");
  }
  tokens.accept(";");
  if (states.length === count && count > 0) return states;
  throw graphError(
    token,
    "graph-state-count",
    `${count} states are announced, ${states.length} are named (must be as many)`,
    { value: count, found: states.length },
  );
}

function addBlock(tokens: Tokens, blocks: Map<string, Block>): void {
  tokens.expect("(");
  const child = tokens.name();
  const parents: Token[] = [];
  if (tokens.accept("|"))
    while (!tokens.is(")")) {
      parents.push(tokens.name());
      tokens.accept(",");
    }
  tokens.expect(")");
  if (blocks.has(child.value))
    throw graphError(child, "graph-repeated", `a second table for “${child.value}” (must be one for each variable)`, {
      value: child.value,
    });
  blocks.set(child.value, { child, parents, ...entriesOf(tokens) });
}

function entriesOf(tokens: Tokens): Pick<Block, "rows" | "table" | "properties"> {
  tokens.expect("{");
  const rows: Row[] = [];
  const properties: string[] = [];
  let table: Block["table"];
  while (!tokens.accept("}")) {
    const token = tokens.expect("(", "table", "default", "property", "}");
    if (token.value === "property") properties.push(tokens.rest());
    else if (token.value === "table") table = { numbers: numbersOf(tokens), token };
    else if (token.value === "default") rows.push({ labels: null, numbers: numbersOf(tokens), token });
    else rows.push({ labels: labelsOf(tokens), numbers: numbersOf(tokens), token });
  }
  return { rows, properties, ...(table && { table }) };
}

function labelsOf(tokens: Tokens): readonly Token[] {
  const labels: Token[] = [];
  while (!tokens.accept(")")) {
    labels.push(tokens.name());
    tokens.accept(",");
  }
  return labels;
}

function numbersOf(tokens: Tokens): readonly number[] {
  const numbers: number[] = [];
  while (!tokens.accept(";")) {
    const { value, token } = tokens.number();
    if (value < 0) throw graphError(token, "graph-negative", `${value} as a probability (must be ≥ 0)`, { value });
    numbers.push(value);
    tokens.accept(",");
  }
  return numbers;
}

function nodeOf(
  { name, states, properties: own, token }: Variable,
  variables: ReadonlyMap<string, Variable>,
  blocks: ReadonlyMap<string, Block>,
  told: Rounding,
): BayesNode {
  const block = blocks.get(name);
  if (!block)
    throw graphError(token, "graph-no-table", `variable “${name}” has no table (must have a part “probability”)`, {
      value: name,
    });
  const parents = block.parents.map((parent) => {
    const found = variables.get(parent.value);
    if (!found) throw unknownNode(parent, variables);
    return found;
  });
  const rows = parents.reduce((product, parent) => product * parent.states.length, 1);
  const { cells } = limits.document;
  if (rows * states.length > cells)
    throw graphError(
      block.child,
      "graph-too-many-cells",
      `the table of “${name}” has ${rows * states.length} numbers (must be at most ${cells})`,
      { value: name, found: rows * states.length, max: cells },
    );
  const table = block.table ? turned(block, rows, states.length) : filled(block, parents, states);
  told.normalise(block.child, table, states.length);
  const properties = [...own, ...block.properties];
  return {
    name,
    states,
    parents: parents.map((parent) => parent.name),
    table,
    ...(properties.length > 0 && { properties }),
  };
}

/** From the child's states slowest to fastest. */
function turned({ table, child }: Block, rows: number, states: number): number[] {
  const { numbers, token } = table as NonNullable<Block["table"]>;
  const expected = rows * states;
  if (numbers.length !== expected)
    throw graphError(
      token,
      "graph-table-size",
      `the table of “${child.value}” has ${numbers.length} numbers (must be ${expected})`,
      { value: child.value, found: numbers.length, expected },
    );
  return Array.from({ length: expected }, (_, i) => numbers[(i % states) * rows + Math.floor(i / states)]);
}

function filled(
  { child, rows, parents: names }: Block,
  parents: readonly Variable[],
  states: readonly string[],
): number[] {
  const count = parents.reduce((product, parent) => product * parent.states.length, 1);
  const table = new Array<number>(count * states.length);
  const isSet = new Uint8Array(count);
  for (const { labels, numbers, token } of rows) {
    if (numbers.length !== states.length)
      throw graphError(
        token,
        "graph-row-size",
        `a row of “${child.value}” has ${numbers.length} numbers (must be ${states.length}, one per state)`,
        { value: child.value, found: numbers.length, expected: states.length },
      );
    if (labels === null) continue;
    const row = rowOf(token, labels, parents, child.value);
    if (isSet[row])
      throw graphError(
        token,
        "graph-repeated-row",
        `a second row of “${child.value}” for ${labels.map(({ value }) => value).join(", ")} (must be one for each combination)`,
        { value: child.value, row: labels.map(({ value }) => value).join(", ") },
      );
    isSet[row] = 1;
    for (const [s, number] of numbers.entries()) table[row * states.length + s] = number;
  }
  const other = rows.find(({ labels }) => labels === null);
  const missing = isSet.indexOf(0);
  if (missing < 0) return table;
  if (!other)
    throw graphError(
      child,
      "graph-missing-row",
      `“${child.value}” has no row for ${combination(missing, parents)} (must have one for each combination of its parents' states, or “default”)`,
      { value: child.value, row: combination(missing, parents), parents: names.length },
    );
  for (let row = 0; row < count; row++)
    if (!isSet[row]) for (const [s, number] of other.numbers.entries()) table[row * states.length + s] = number;
  return table;
}

function rowOf(token: Token, labels: readonly Token[], parents: readonly Variable[], child: string): number {
  if (labels.length !== parents.length)
    throw graphError(
      token,
      "graph-row-labels",
      `a row of “${child}” names ${labels.length} states (must be ${parents.length}, one per parent)`,
      { value: child, found: labels.length, expected: parents.length },
    );
  return parents.reduce((row, { name, states }, i) => {
    const state = states.indexOf(labels[i].value);
    if (state < 0)
      throw graphError(
        labels[i],
        "graph-unknown-state",
        `“${labels[i].value}” is no state of “${name}” (must be ${states.slice(0, 20).join(", ")})`,
        { value: labels[i].value, node: name, allowed: states.slice(0, 20).join(", ") },
      );
    return row * states.length + state;
  }, 0);
}

function combination(row: number, parents: readonly Variable[]): string {
  const found: string[] = [];
  let left = row;
  for (const { states } of [...parents].reverse()) {
    found.unshift(states[left % states.length]);
    left = Math.floor(left / states.length);
  }
  return found.join(", ");
}

function unknownNode(token: Token, variables: ReadonlyMap<string, Variable>) {
  const allowed = [...variables.keys()].slice(0, 20).join(", ");
  return graphError(
    token,
    "graph-unknown-node",
    `“${token.value}” is no variable of the network (must be ${allowed})`,
    {
      value: token.value,
      allowed,
    },
  );
}

/** Brings rows to 1, and remembers how far off they were. */
export class Rounding {
  #rows = 0;
  #most = 0;
  #node = "";

  normalise(child: Token, table: number[], states: number): void {
    for (let from = 0; from < table.length; from += states) {
      let sum = 0;
      for (let s = 0; s < states; s++) sum += table[from + s];
      const off = Math.abs(sum - 1);
      if (off > ROUNDING)
        throw graphError(
          child,
          "graph-row-sum",
          `row ${from / states + 1} of “${child.value}” has sum ${sum} (must be 1)`,
          { value: child.value, row: from / states + 1, sum },
        );
      if (off === 0) continue;
      for (let s = 0; s < states; s++) table[from + s] /= sum;
      // What sums themselves round off is not worth a word.
      if (off <= 1e-12) continue;
      this.#rows++;
      if (off > this.#most) [this.#most, this.#node] = [off, child.value];
    }
  }

  get notices(): readonly DataNotice[] {
    if (this.#rows === 0) return [];
    return [{ code: "rows-normalised", values: { value: this.#rows, most: this.#most, node: this.#node } }];
  }
}
