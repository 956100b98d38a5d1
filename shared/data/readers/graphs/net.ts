/**
 * Variables and their tables, as a file has them in any order, become a Bayesian network; a variable without a table keeps none, which is said: names known and different, no cycle, each table of the right size
 * and within the caps of documents, each row of sum 1.
 */
import { cycleIn } from "../../../experiment/cycle.ts";
import type { BayesNet, BayesNode } from "../../../experiment/document.ts";
import { limits } from "../../../experiment/limits.ts";
import type { DataNotice } from "../../table.ts";
import { statesOf } from "./names.ts";
import { graphError, type Named, type Place } from "./source.ts";
import { Told } from "./told.ts";

export interface FoundVariable {
  readonly name: Named;
  /** As they are written: two of one name are possible. */
  readonly states: readonly string[];
  readonly properties: readonly string[];
}

export interface FoundTable {
  readonly child: Named;
  readonly parents: readonly Named[];
  readonly properties: readonly string[];
  /** Made once all variables are known; null where the file leaves the table open. */
  readonly fill: (family: Family, told: Told) => FilledTable | null;
}

/** A variable with its parents, in the order of its table. */
export interface Family {
  readonly child: FoundVariable;
  readonly parents: readonly FoundVariable[];
  /** Combinations of the parents' states. */
  readonly rows: number;
}

export interface FilledTable {
  /** Rows × states of the child, the last parent fastest. */
  readonly numbers: number[];
  /** Where a row begins in the file. */
  readonly placeOf: (row: number) => Place;
}

export interface FoundNet {
  readonly title?: string;
  readonly properties: readonly string[];
  readonly variables: readonly FoundVariable[];
  readonly tables: readonly FoundTable[];
  /** Where the file ends. */
  readonly end: Place;
}

export interface ReadNet {
  readonly document: BayesNet;
  readonly notices: readonly DataNotice[];
}

/** How far the sum of a row may be from 1: published files are rounded to four digits. */
const ROUNDING = 1e-4;
/** What sums themselves round off: such rows stay as they are, so that what was written comes back to the last bit. */
const EXACT = 1e-12;
/** Numbers in all tables: a document of more is too large, and "default" could ask for any number of them. */
const MOST_NUMBERS = limits.document.bytes / 2;

export function netFrom({ title, properties, variables, tables, end }: FoundNet): ReadNet {
  const { nodes: most } = limits.document;
  if (variables.length === 0)
    throw graphError(end, "graph-no-variables", "no variables (must have at least one variable)");
  if (variables.length > most) throw tooManyNodes(variables[most].name, variables.length);
  const byName = new Map<string, FoundVariable>();
  for (const variable of variables) {
    if (byName.has(variable.name.value)) throw repeated(variable.name, "variable");
    byName.set(variable.name.value, variable);
  }
  const tableOf = new Map<string, FoundTable>();
  for (const table of tables) {
    if (!byName.has(table.child.value)) throw unknownNode(table.child, byName);
    if (tableOf.has(table.child.value)) throw repeated(table.child, "table for");
    tableOf.set(table.child.value, table);
  }
  const told = new Told();
  const nodes = nodesFrom(variables, byName, tableOf, told);
  checkAcyclic(nodes, tableOf);
  const document = {
    kind: "bayes" as const,
    ...(title !== undefined && { name: title }),
    ...told.properties(properties),
  };
  return { document: { ...document, nodes }, notices: told.notices };
}

function nodesFrom(
  variables: readonly FoundVariable[],
  byName: ReadonlyMap<string, FoundVariable>,
  tableOf: ReadonlyMap<string, FoundTable>,
  told: Told,
): readonly BayesNode[] {
  let numbers = 0;
  const families = variables.map((child): Family => {
    const table = tableOf.get(child.name.value);
    const parents = table ? parentsOf(table, byName) : [];
    const rows = rowsOf(table?.child ?? child.name, child, parents);
    numbers += rows * child.states.length;
    return { child, parents, rows };
  });
  if (numbers > MOST_NUMBERS)
    throw graphError(variables[0].name, "graph-too-large", `${numbers} numbers (must be at most ${MOST_NUMBERS})`, {
      value: numbers,
      max: MOST_NUMBERS,
    });
  return families.map((family) => nodeFrom(family, tableOf.get(family.child.name.value), told));
}

function nodeFrom(family: Family, table: FoundTable | undefined, told: Told): BayesNode {
  const { child, parents } = family;
  const { value: name } = child.name;
  const states = statesOf(child.name, name, child.states);
  if (states !== child.states) told.renamed(name);
  const filled = table?.fill(family, told);
  if (filled) normalise(filled, family, told);
  else told.without(name);
  return {
    name,
    states,
    parents: parents.map((parent) => parent.name.value),
    ...(filled && { table: filled.numbers }),
    ...told.properties([...child.properties, ...(table?.properties ?? [])]),
  };
}

function parentsOf({ child, parents }: FoundTable, byName: ReadonlyMap<string, FoundVariable>): FoundVariable[] {
  const { scope: max } = limits.document;
  if (parents.length > max)
    throw graphError(
      child,
      "graph-too-many-parents",
      `“${child.value}” has ${parents.length} parents (must be at most ${max})`,
      {
        value: child.value,
        found: parents.length,
        max,
      },
    );
  const seen = new Set<string>();
  return parents.map((parent) => {
    const { value } = parent;
    if (value === child.value)
      throw graphError(parent, "graph-self-loop", `“${value}” as its own parent (must not: take it away)`, { value });
    if (seen.has(value)) throw repeated(parent, "parent");
    seen.add(value);
    const found = byName.get(value);
    if (!found) throw unknownNode(parent, byName);
    return found;
  });
}

/** Combinations of the parents' states; with the child's, no more numbers than a table may have. */
function rowsOf(place: Place, { name, states }: FoundVariable, parents: readonly FoundVariable[]): number {
  const { cells: max } = limits.document;
  const rows = parents.reduce((product, parent) => product * parent.states.length, 1);
  const found = rows * states.length;
  if (found <= max) return rows;
  throw graphError(
    place,
    "graph-too-many-cells",
    `the table of “${name.value}” has ${found} numbers (must be at most ${max})`,
    {
      value: name.value,
      found,
      max,
    },
  );
}

function normalise({ numbers, placeOf }: FilledTable, family: Family, told: Told): void {
  const { name, states } = family.child;
  for (let from = 0; from < numbers.length; from += states.length) {
    let sum = 0;
    for (let s = 0; s < states.length; s++) sum += numbers[from + s];
    const off = Math.abs(sum - 1);
    if (off <= EXACT) continue;
    if (!(off <= ROUNDING)) {
      const row = from / states.length;
      const values = { value: name.value, row: rowName(row, family.parents), sum };
      const message = `the row of “${name.value}” for ${values.row} has sum ${sum} (must be 1)`;
      throw graphError(placeOf(row), "graph-row-sum", message, values);
    }
    for (let s = 0; s < states.length; s++) numbers[from + s] /= sum;
    told.rounded(name.value, off);
  }
}

/** The parents' states that a row is for: "yes, no"; "—" without parents. */
export function rowName(row: number, parents: readonly FoundVariable[]): string {
  const found: string[] = [];
  let left = row;
  for (const { states } of [...parents].reverse()) {
    found.unshift(states[left % states.length]);
    left = Math.floor(left / states.length);
  }
  return found.length > 0 ? found.join(", ") : "—";
}

function checkAcyclic(nodes: readonly BayesNode[], tableOf: ReadonlyMap<string, FoundTable>): void {
  const cycle = cycleIn(new Map(nodes.map(({ name, parents }) => [name, parents])));
  const table = cycle && tableOf.get(cycle[0]);
  if (!table) return;
  const value = cycle.join(" → ");
  throw graphError(table.child, "graph-cycle", `the cycle ${value} (must be none: take one of its arrows away)`, {
    value,
  });
}

function tooManyNodes(place: Place, found: number) {
  const { nodes: max } = limits.document;
  return graphError(place, "graph-too-many-nodes", `${found} variables (must be at most ${max})`, { found, max });
}

function repeated(place: Named, what: string) {
  const { value } = place;
  return graphError(place, "graph-repeated", `a second ${what} “${value}” (must be one)`, { value });
}

function unknownNode(place: Named, byName: ReadonlyMap<string, FoundVariable>) {
  const { value } = place;
  const allowed = [...byName.keys()].slice(0, 20).join(", ");
  const message = `“${value}” is no variable of the network (must be ${allowed})`;
  return graphError(place, "graph-unknown-node", message, { value, allowed });
}
