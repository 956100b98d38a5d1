/**
 * Rows by their labels, never by their order, in which collections differ: with the first parent fastest (bnlearn, pgmpy) or the last (Hugin, aGrUM). A
 * table without labels has the child's states slowest (BIF 0.15), unlike that of XMLBIF.
 */
import { type Family, type FilledTable, type FoundVariable, rowName } from "../net.ts";
import { graphError, type Named, type Place } from "../source.ts";
import type { Told } from "../told.ts";
import type { Entries, KnownRows, Numbers, Row } from "./entries.ts";
import { expandNoisyMax } from "./noisy-max.ts";
import { placesByOrder } from "./repeated-labels.ts";

/** Null for a block without any number: the table is not known. */
export function fillTable(entries: Entries, family: Family, child: Named, told: Told): FilledTable | null {
  const { rows, other, table } = entries;
  if (table && rows.length > 0)
    throw graphError(
      rows[0].place,
      "graph-table-and-rows",
      `“${child.value}” has a table and rows (must have one of them)`,
      {
        value: child.value,
      },
    );
  if (table) return turned(table, family);
  if (rows.length === 0 && !other) return null;
  const set = placed(rows, family);
  if (entries.isNoisyMax && expandNoisyMax(set, family, child)) told.expanded(child.value);
  return completed(set, other, family, child);
}

/** From the child's states slowest to fastest. */
function turned({ values, place }: Numbers, { child: { name, states }, rows }: Family): FilledTable {
  const expected = rows * states.length;
  const { length: found } = values;
  if (found !== expected) {
    const message = `the table of “${name.value}” has ${found} numbers (must be ${expected})`;
    throw graphError(place, "graph-table-size", message, { value: name.value, found, expected });
  }
  const numbers = new Array<number>(expected);
  for (let i = 0; i < expected; i++) numbers[(i % rows) * states.length + Math.floor(i / rows)] = values[i];
  return { numbers, placeOf: () => place };
}

function placed(rows: readonly Row[], family: Family): KnownRows {
  const { child, parents } = family;
  const { length: states } = child.states;
  const numbers = new Array<number>(family.rows * states).fill(0);
  const places = new Array<Place | undefined>(family.rows).fill(undefined);
  const byOrder = placesByOrder(rows, family);
  const indexes = parents.map(indexOf);
  for (const [i, row] of rows.entries()) {
    checkSize(row.numbers, row.place, family);
    const at = byOrder?.[i] ?? rowOf(row, family, indexes);
    if (places[at]) throw repeatedRow(row, child);
    places[at] = row.place;
    for (let s = 0; s < states; s++) numbers[at * states + s] = row.numbers[s];
  }
  return { numbers, places };
}

/** Rows that are not known become those of `other`. */
function completed(
  { numbers, places }: KnownRows,
  other: Numbers | undefined,
  family: Family,
  child: Named,
): FilledTable {
  if (other) checkSize(other.values, other.place, family);
  const missing = places.indexOf(undefined);
  if (missing >= 0 && !other) {
    const row = rowName(missing, family.parents);
    const message = `“${child.value}” has no row for ${row} (must have one for each combination of its parents' states, or “default”)`;
    throw graphError(child, "graph-missing-row", message, { value: child.value, row });
  }
  const { length: states } = family.child.states;
  for (let row = 0; row < family.rows && other; row++)
    if (!places[row]) for (let s = 0; s < states; s++) numbers[row * states + s] = other.values[s];
  return { numbers, placeOf: (row) => places[row] ?? other?.place ?? child };
}

function checkSize({ length: found }: readonly number[], place: Place, { child: { name, states } }: Family): void {
  const { length: expected } = states;
  if (found === expected) return;
  const message = `a row of “${name.value}” has ${found} numbers (must be ${expected}, one per state)`;
  throw graphError(place, "graph-row-size", message, { value: name.value, found, expected });
}

const indexOf = ({ states }: FoundVariable) => new Map(states.map((state, place) => [state, place]));

function rowOf(row: Row, { child, parents }: Family, indexes: readonly ReadonlyMap<string, number>[]): number {
  const { labels, place } = row;
  checkLabels(labels, place, child, parents);
  let at = 0;
  for (let i = 0; i < labels.length; i++) {
    const state = indexes[i].get(labels[i].value);
    if (state === undefined) throw unknownState(labels[i], parents[i]);
    at = at * parents[i].states.length + state;
  }
  return at;
}

function checkLabels(
  { length: found }: readonly Named[],
  place: Place,
  { name }: FoundVariable,
  { length: expected }: readonly FoundVariable[],
): void {
  if (found === expected) return;
  const message = `a row of “${name.value}” names ${found} states (must be ${expected}, one per parent)`;
  throw graphError(place, "graph-row-labels", message, { value: name.value, found, expected });
}

function unknownState(label: Named, { name, states }: FoundVariable) {
  const allowed = states.slice(0, 20).join(", ");
  const message = `“${label.value}” is no state of “${name.value}” (must be ${allowed})`;
  return graphError(label, "graph-unknown-state", message, { value: label.value, node: name.value, allowed });
}

function repeatedRow({ labels, place }: Row, { name }: FoundVariable) {
  const row = labels.map(({ value }) => value).join(", ");
  const message = `a second row of “${name.value}” for ${row} (must be one for each combination)`;
  return graphError(place, "graph-repeated-row", message, { value: name.value, row });
}
