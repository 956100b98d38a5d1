/** Rows of a table as states of nodes: of a graph's nodes, by their names, or of nodes that the columns themselves become. */
import type { DataNotice, Table } from "../../../../data/table.ts";
import type { BayesNet } from "../../../../experiment/document.ts";
import { ExperimentError } from "../../../../experiment/errors.ts";
import type { Rows } from "../../../../kernels/bayes-net/learn/rows.ts";
import { nearestNames } from "../../nearest.ts";

export interface Samples {
  readonly names: readonly string[];
  readonly states: readonly (readonly string[])[];
  readonly rows: Rows;
  readonly notices: readonly DataNotice[];
}

/** Different whole numbers that count as states, each its own. */
const MOST_WHOLE = 12;
/** Names that a sentence holds. */
const NAMED = 40;
/** Different texts of a column from which on it may name rows rather than states, where they are also many of the rows. */
const MANY_TEXTS = 12;

/**
 * The table's columns as nodes. With a graph they are those of its nodes that have the same names, and every text or number must be one of the node's
 * states; without one, texts and few whole numbers are states as they are, and other numbers are cut into `bins` states that are equally frequent.
 * Throws an ExperimentError: "no-node-column", "unknown-state-in-data", "column-of-numbers".
 */
export function samplesOf(table: Table, document: BayesNet | undefined, bins: number): Samples {
  return document ? samplesOfGraph(table, document) : samplesAlone(table, bins);
}

function samplesOfGraph(table: Table, { nodes }: BayesNet): Samples {
  const names = nodes.map(({ name }) => name);
  const columnNames = namesOf(table);
  const found = names.map((name) => columnNames.indexOf(name));
  if (found.every((column) => column < 0)) throw noNodeColumn(columnNames, names);
  const others = columnNames.filter((name) => !names.includes(name));
  const columns = nodes.map((node, v) => (found[v] < 0 ? unseen(table.rows) : statesIn(table, found[v], node)));
  return {
    names,
    states: nodes.map(({ states }) => states),
    rows: { rows: table.rows, sizes: Int32Array.from(nodes, ({ states }) => states.length), columns },
    notices: [
      ...told(others).map((values) => ({ code: "columns-not-nodes", values })),
      ...told(names.filter((_, v) => found[v] < 0)).map((values) => ({ code: "nodes-never-seen", values })),
    ],
  };
}

const unseen = (rows: number): Int32Array => new Int32Array(rows).fill(-1);

/** What a notice says of some names; nothing where there are none. */
function told(names: readonly string[]): readonly DataNotice["values"][] {
  if (names.length === 0) return [];
  const shown = names.slice(0, NAMED).join(", ");
  return [{ names: names.length > NAMED ? `${shown}, …` : shown, count: names.length }];
}

function namesOf({ names, columns }: Table): readonly string[] {
  return Array.from({ length: columns }, (_, c) => names?.[c] ?? `x${c + 1}`);
}

function statesIn(table: Table, column: number, { name, states }: BayesNet["nodes"][number]): Int32Array {
  const places = new Map(states.map((state, s) => [state, s]));
  const isNumber = !table.levels?.[column];
  return eachCell(table, column, (text, row) => {
    // A file reads 1, 1.0 and 01 alike: so is a state that is a number.
    const state = places.get(text) ?? (isNumber ? placeOfNumber(states, Number(text)) : undefined);
    if (state !== undefined) return state;
    const allowed = states.slice(0, NAMED).join(", ");
    const message = `column ${name} has ${JSON.stringify(text)} in row ${row + 1} (must be a state of the node: ${allowed}; rename it in the file, or add it to the node)`;
    throw new ExperimentError("data", "unknown-state-in-data", message, {
      node: name,
      value: text,
      row: row + 1,
      allowed,
    });
  });
}

function placeOfNumber(states: readonly string[], value: number): number | undefined {
  const place = states.findIndex((state) => state.trim() !== "" && Number(state) === value);
  return place < 0 ? undefined : place;
}

/** The cells of a column by their texts, −1 where there is none. */
function eachCell(
  { rows, columns, values, mask, levels }: Table,
  column: number,
  of: (text: string, row: number) => number,
) {
  const own = levels?.[column];
  const known = new Map<number, number>();
  return Int32Array.from({ length: rows }, (_, row) => {
    const at = row * columns + column;
    if (mask?.[at] === 0) return -1;
    const value = values[at];
    const found = known.get(value) ?? of(own?.[value] ?? String(value), row);
    known.set(value, found);
    return found;
  });
}

function noNodeColumn(columns: readonly string[], nodes: readonly string[]): ExperimentError {
  const value = columns.slice(0, NAMED).join(", ");
  const nearest = nearestNames(columns[0] ?? "", nodes).join(", ");
  const message = `no column has the name of a node: the columns are ${value} (nearest node names: ${nearest}; rename the columns, or learn from the table without the graph)`;
  return new ExperimentError("data", "no-node-column", message, { value, nearest });
}

function samplesAlone(table: Table, bins: number): Samples {
  const names = namesOf(table);
  const found = names.map((name, c) => alone(table, c, name, bins));
  const cut = names.filter((_, c) => found[c].isCut);
  const naming = names.filter((_, c) => mayNameRows(table, c, found[c]));
  return {
    names,
    states: found.map(({ states }) => states),
    rows: {
      rows: table.rows,
      sizes: Int32Array.from(found, ({ states }) => states.length),
      columns: found.map(({ cells }) => cells),
    },
    notices: [
      ...told(cut).map((values) => ({ code: "columns-cut", values })),
      ...told(naming).map((values) => ({ code: "columns-of-names", values })),
    ],
  };
}

/** Nearly as many texts as rows, as names and numbers of persons are: hardly states that come again. */
function mayNameRows({ levels, rows }: Table, column: number, { states }: OwnColumn): boolean {
  return levels?.[column] != null && states.length > MANY_TEXTS && 3 * states.length > rows;
}

interface OwnColumn {
  readonly states: readonly string[];
  readonly cells: Int32Array;
  readonly isCut?: true;
}

function alone(table: Table, column: number, name: string, bins: number): OwnColumn {
  const texts = table.levels?.[column];
  const numbers = new Set<number>();
  for (let row = 0, at = column; row < table.rows; row++, at += table.columns)
    if (table.mask?.[at] !== 0) numbers.add(table.values[at]);
  const known = [...numbers].sort((a, b) => a - b);
  const isStates = texts || (known.length <= MOST_WHOLE && known.every(Number.isInteger));
  if (!isStates) return cutColumn(table, column, name, known, bins);
  const states = known.map((value) => texts?.[value] ?? String(value));
  const places = new Map(states.map((state, s) => [state, s]));
  return { states, cells: eachCell(table, column, (text) => places.get(text) ?? -1) };
}

/** Where numbers are cut: at quantiles, so that the states are as equally frequent as ties let them be. */
function cutColumn(table: Table, column: number, name: string, known: readonly number[], bins: number): OwnColumn {
  if (bins < 2) {
    const message = `column ${name} has ${known.length} different numbers (must be at most ${MOST_WHOLE} whole ones: cut numbers into states, or ignore the column)`;
    throw new ExperimentError("params.bins", "column-of-numbers", message, {
      column: name,
      value: known.length,
      max: MOST_WHOLE,
    });
  }
  const sorted: number[] = [];
  for (let row = 0, at = column; row < table.rows; row++, at += table.columns)
    if (table.mask?.[at] !== 0) sorted.push(table.values[at]);
  sorted.sort((a, b) => a - b);
  const cuts = Array.from({ length: bins - 1 }, (_, k) => sorted[Math.floor(((k + 1) * sorted.length) / bins)]);
  const edges = [...new Set(cuts)].filter((edge) => edge > sorted[0]);
  const place = (value: number) => edges.filter((edge) => value >= edge).length;
  return { states: rangesOf(edges), cells: eachNumber(table, column, place), isCut: true };
}

function eachNumber({ rows, columns, values, mask }: Table, column: number, of: (value: number) => number): Int32Array {
  return Int32Array.from({ length: rows }, (_, row) => {
    const at = row * columns + column;
    return mask?.[at] === 0 ? -1 : of(values[at]);
  });
}

/** "< 3", "3 – 5", "≥ 5": the lower end belongs to a state. */
function rangesOf(edges: readonly number[]): readonly string[] {
  if (edges.length === 0) return ["all"];
  const [first, last] = [edges[0], edges[edges.length - 1]].map(String);
  const between = edges.slice(1).map((edge, i) => `${edges[i]} – ${edge}`);
  return [`< ${first}`, ...between, `≥ ${last}`];
}
