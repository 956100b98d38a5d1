/** Numbers of tables: of a node of a Bayesian network (by its name) or of a factor (by its place). */
import type { GraphDocument } from "../../experiment/document.ts";
import { ExperimentError } from "../../experiment/errors.ts";
import {
  checked,
  factorAt,
  indexOfNode,
  type Part,
  requireBayes,
  requireCells,
  requireFactors,
  statesOf,
  withFactor,
  withNode,
  without,
} from "./parts.ts";
import { rowsOf, scaledTo } from "./tables.ts";

/** What a table is over: nodes with their states, the last fastest. */
export interface TableScope {
  readonly names: readonly string[];
  readonly states: readonly (readonly string[])[];
}

export function scopeOf(document: GraphDocument, part: Part): TableScope {
  const net = typeof part === "string" ? requireBayes(document) : requireFactors(document);
  const names =
    net.kind === "bayes"
      ? [...net.nodes[indexOfNode(net, String(part))].parents, String(part)]
      : factorAt(net, Number(part)).scope;
  return { names, states: names.map((name) => statesOf(net, name)) };
}

export function tableOf(document: GraphDocument, part: Part): readonly number[] | undefined {
  if (typeof part === "number") return factorAt(requireFactors(document), part).table;
  const bayes = requireBayes(document);
  return bayes.nodes[indexOfNode(bayes, part)].table;
}

/** Another table, as it is given: rows need not sum to 1. A node's function goes. Throws where a number is negative or none, or their count is wrong. */
export function setTable(document: GraphDocument, part: Part, table: readonly number[]): GraphDocument {
  const wrong = table.findIndex((value) => !(value >= 0 && value < Number.POSITIVE_INFINITY));
  if (wrong >= 0) throw unfitNumber(table[wrong], part);
  const numbers = table.map((value) => value + 0);
  if (typeof part === "number") {
    const net = requireFactors(document);
    return checked(withFactor(net, part, { ...factorAt(net, part), table: numbers }));
  }
  const bayes = requireBayes(document);
  const index = indexOfNode(bayes, part);
  return checked(withNode(bayes, index, { ...without(bayes.nodes[index], "function"), table: numbers }));
}

/** Numbers into the table from one cell on, `rows` of them below each other, as a spreadsheet pastes; what would stand beyond the table is left out. */
export function setCells(
  document: GraphDocument,
  part: Part,
  at: { readonly row: number; readonly column: number },
  rows: readonly (readonly number[])[],
): GraphDocument {
  const width = widthOf(document, part);
  const table = [...knownTable(document, part)];
  for (const [r, row] of rows.entries())
    for (const [c, value] of row.entries()) {
      const place = (at.row + r) * width + at.column + c;
      if (at.column + c < width && place < table.length) table[place] = value;
    }
  return setTable(document, part, table);
}

export function setRow(document: GraphDocument, part: Part, row: number, values: readonly number[]): GraphDocument {
  return setCells(document, part, { row, column: 0 }, [values]);
}

/** The table with the sum 1 in one row, or in each; a row of zeros gets equal probabilities. Of a factor: the sum 1 over all of it. */
export function normalise(document: GraphDocument, part: Part, row?: number): GraphDocument {
  const table = knownTable(document, part);
  if (typeof part === "number") return setTable(document, part, scaledTo(table, 1));
  const rows = rowsOf(table, widthOf(document, part));
  return setTable(
    document,
    part,
    rows.flatMap((own, r) => (row === undefined || r === row ? scaledTo(own, 1) : own)),
  );
}

/** All states equally probable in each row; of a factor: ones. */
export function uniform(document: GraphDocument, part: Part): GraphDocument {
  const width = typeof part === "number" ? 1 : widthOf(document, part);
  return setTable(
    document,
    part,
    cellsOf(document, part).map(() => 1 / width),
  );
}

/** Columns of the table: the states of the node, or of the last of a factor's nodes. */
export function widthOf(document: GraphDocument, part: Part): number {
  return scopeOf(document, part).states.at(-1)?.length ?? 1;
}

/** The table; where none is known yet, equal probabilities. */
function knownTable(document: GraphDocument, part: Part): readonly number[] {
  const width = widthOf(document, part);
  return tableOf(document, part) ?? cellsOf(document, part).map(() => 1 / width);
}

function cellsOf(document: GraphDocument, part: Part): readonly undefined[] {
  const { names, states } = scopeOf(document, part);
  const sizes = states.map(({ length }) => length);
  requireCells(sizes, typeof part === "string" ? part : names.join(", "));
  return Array.from({ length: sizes.reduce((a, b) => a * b, 1) });
}

/** A number, or a text that is none, has no place in a table. */
export function unfitNumber(value: number | string, part: Part): ExperimentError {
  const message = `invalid number in the table of ${part}: ${value} (must be finite, at least 0)`;
  return new ExperimentError(String(part), "unfit-weight", message, { value: String(value) });
}
