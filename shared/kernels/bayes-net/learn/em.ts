/**
 * Tables from rows with gaps: expectation–maximisation (Dempster, Laird & Rubin 1977; for networks Lauritzen 1995). What is expected of a gap is computed
 * exactly. Rows come apart: unknown variables that no table joins, once the known ones are fixed, do not depend on each other, and rows in which such a
 * piece looks the same are one case that weighs as many.
 */
import { jointOf, largestTable, orderOfOthers } from "../joint.ts";
import { type Factor, type Model, stridesOf } from "../model.ts";
import type { Rows } from "./rows.ts";
import { countedLikelihood, countTables, type Shape, tableMeans, tableSizes } from "./tables.ts";

/** Unknown variables that depend on each other, given what is known about the rest of the row. */
interface Piece {
  readonly sizes: Int32Array;
  /** Nodes whose tables have some of them, with which ones: places in the piece, as they stand in the table's scope. */
  readonly nodes: readonly number[];
  readonly scopes: readonly (readonly number[])[];
  /** The same scopes without repetition, each with the order in which all others are summed out. */
  readonly asked: readonly { readonly scope: readonly number[]; readonly order: readonly number[] }[];
  /** For each scope which of `asked` it is. */
  readonly answer: readonly number[];
}

/** A piece with what surrounds it: of each of its tables the cells that remain possible. */
interface Case {
  readonly piece: Piece;
  readonly cells: readonly Int32Array[];
  weight: number;
}

export interface Problem {
  readonly shape: Shape;
  /** Counts of families that are known whole. */
  readonly known: readonly Float64Array[];
  readonly cases: readonly Case[];
  /** Numbers in the largest table that has to be made. */
  readonly largest: number;
}

export interface Expectation {
  readonly counts: readonly Float64Array[];
  /** Of all rows, in nats: what is known about each, its gaps summed out. */
  readonly logLikelihood: number;
}

/** Finds the cases of the rows. */
export function problemOf(rows: Rows, shape: Shape): Problem {
  const pieces = new Map<string, Piece>();
  const cases = new Map<string, Case>();
  const families = shape.parents.map((own, v) => [...own, v]);
  const touching = shape.parents.map((_, v) => families.flatMap((family, node) => (family.includes(v) ? [node] : [])));
  const states = new Int32Array(shape.sizes.length);
  for (let row = 0; row < rows.rows; row++) {
    for (let v = 0; v < states.length; v++) states[v] = rows.columns[v][row];
    for (const unknown of apart(states, touching, families)) {
      const nodes = [...new Set(unknown.flatMap((v) => touching[v]))].sort((a, b) => a - b);
      const name = unknown.join();
      const around = [...new Set(nodes.flatMap((node) => families[node]))].map((v) => states[v]);
      const key = `${name}:${around.join()}`;
      const found = cases.get(key);
      if (found) {
        found.weight++;
        continue;
      }
      const piece = pieces.get(name) ?? pieceOf(shape.sizes, families, unknown, nodes);
      pieces.set(name, piece);
      cases.set(key, { piece, cells: nodes.map((node) => cellsLeft(shape.sizes, families[node], states)), weight: 1 });
    }
  }
  const largest = [...pieces.values()].reduce((most, piece) => Math.max(most, priceOf(piece)), 0);
  return { shape, known: countTables(rows, shape), cases: [...cases.values()], largest };
}

/** The unknown variables of a row, in sets that no table joins; each ascending. */
function apart(
  states: Int32Array,
  touching: readonly (readonly number[])[],
  families: readonly (readonly number[])[],
): readonly (readonly number[])[] {
  const found: number[][] = [];
  const isSeen = new Uint8Array(states.length);
  for (let first = 0; first < states.length; first++) {
    if (states[first] >= 0 || isSeen[first]) continue;
    isSeen[first] = 1;
    const own = [first];
    for (let head = 0; head < own.length; head++)
      for (const node of touching[own[head]])
        for (const v of families[node])
          if (states[v] < 0 && !isSeen[v]) {
            isSeen[v] = 1;
            own.push(v);
          }
    found.push(own.sort((a, b) => a - b));
  }
  return found;
}

function pieceOf(
  sizes: Int32Array,
  families: readonly (readonly number[])[],
  unknown: readonly number[],
  nodes: readonly number[],
): Piece {
  const own = Int32Array.from(unknown, (v) => sizes[v]);
  const scopes = nodes.map((node) => families[node].flatMap((v) => (unknown.includes(v) ? [unknown.indexOf(v)] : [])));
  const model: Model = { sizes: own, factors: scopes.map((scope) => ({ scope, table: new Float64Array(0) })) };
  const names = [...new Set(scopes.map((scope) => scope.join()))];
  const asked = names.map((name) => {
    const scope = scopes.find((other) => other.join() === name) ?? [];
    return { scope, order: orderOfOthers(model, scope) };
  });
  return { sizes: own, nodes, scopes, asked, answer: scopes.map((scope) => names.indexOf(scope.join())) };
}

function priceOf({ sizes, scopes, asked }: Piece): number {
  const factors = scopes.map((scope) => ({ scope, table: new Float64Array(0) }));
  return asked.reduce((most, { scope, order }) => Math.max(most, largestTable({ sizes, factors }, scope, order)), 0);
}

/** Cells of a table that agree with the known states, in the order of the unknown variables of its scope. */
function cellsLeft(sizes: Int32Array, family: readonly number[], states: Int32Array): Int32Array {
  const strides = stridesOf(sizes, family);
  let cells = [0];
  for (const [i, v] of family.entries()) {
    const choices = states[v] >= 0 ? [states[v]] : Array.from({ length: sizes[v] }, (_, s) => s);
    cells = cells.flatMap((cell) => choices.map((s) => cell + s * strides[i]));
  }
  return Int32Array.from(cells);
}

/** What these tables expect of the gaps: counts with fractions. A case that the tables call impossible adds −Infinity and no counts. */
export function expectation(
  { known, cases }: Pick<Problem, "known" | "cases">,
  tables: readonly Float64Array[],
): Expectation {
  const counts = known.map((own) => own.slice());
  let logLikelihood = known.reduce((sum, own, v) => sum + countedLikelihood(own, tables[v]), 0);
  for (const { piece, cells, weight } of cases) {
    const { sizes, nodes, scopes, asked, answer } = piece;
    const factors: Factor[] = nodes.map((node, i) => ({
      scope: scopes[i],
      table: Float64Array.from(cells[i], (cell) => tables[node][cell]),
    }));
    const joints = asked.map(({ scope, order }) => jointOf({ sizes, factors }, scope, order));
    logLikelihood += weight * joints[0].logSum;
    for (const [i, node] of nodes.entries()) {
      const { table } = joints[answer[i]];
      for (const [place, cell] of cells[i].entries()) counts[node][cell] += weight * table[place];
    }
  }
  return { counts, logLikelihood };
}

/** The tables with the greatest likelihood of these counts (with `pseudo`: of the counts and so many more in each cell). */
export function maximisation(
  { sizes }: Shape,
  counts: readonly Float64Array[],
  pseudo: number,
): readonly Float64Array[] {
  return counts.map((own, v) => tableMeans(own, sizes[v], pseudo));
}

/**
 * Where to begin: the counts of whole families, and in each cell one or a little less or more. Nothing is impossible, and states that nothing tells apart
 * begin unequal: from equal ones no step would ever leave. `jitter`: uniform numbers in [0, 1), one for each cell of each table, one after the other.
 */
export function startingTables(
  problem: Pick<Problem, "shape" | "known">,
  jitter: Float64Array,
): readonly Float64Array[] {
  let at = 0;
  return tableSizes(problem.shape).map((cells, v) => {
    const counts = Float64Array.from({ length: cells }, (_, cell) => problem.known[v][cell] + 0.5 + jitter[at + cell]);
    at += cells;
    return tableMeans(counts, problem.shape.sizes[v], 0);
  });
}
