/**
 * Rows whose labels do not tell them apart: a writer made one name of two states (`<5` and `>5` became `__5`). They are then told apart by their order, but
 * only where the file leaves no choice: each row is there, and all labels agree with one of the two orders in use.
 */
import type { Family } from "../net.ts";
import { graphError } from "../source.ts";
import type { Row } from "./entries.ts";

/** For each row in the file its place in the table; null where labels tell all of them apart. */
export function placesByOrder(rows: readonly Row[], { child, parents, rows: count }: Family): readonly number[] | null {
  const isRepeated = parents.some(({ states }) => new Set(states).size < states.length);
  if (!isRepeated || rows.length === 0) return null;
  const sizes = parents.map(({ states }) => states.length);
  const fits = (combinations: readonly (readonly number[])[]) =>
    rows.every(({ labels }, i) =>
      parents.every(
        ({ states }, p) => labels[p]?.value === states[combinations[i][p]] && labels.length === parents.length,
      ),
    );
  const orders = rows.length === count ? [lastFastest(sizes), firstFastest(sizes)].filter(fits) : [];
  const places = orders.map((order) => order.map((states) => placeOf(states, sizes)));
  const [first, second = first] = places;
  if (first?.every((place, i) => place === second[i])) return first;
  const { value } = child.name;
  const message = `rows of “${value}” cannot be told apart: a parent has two states of one name (must be different names)`;
  throw graphError(rows[0].place, "graph-rows-alike", message, { value });
}

function lastFastest(sizes: readonly number[]): readonly (readonly number[])[] {
  return sizes.reduce<readonly (readonly number[])[]>(
    (found, size) => found.flatMap((states) => Array.from({ length: size }, (_, state) => [...states, state])),
    [[]],
  );
}

const firstFastest = (sizes: readonly number[]) =>
  lastFastest([...sizes].reverse()).map((states) => [...states].reverse());

const placeOf = (states: readonly number[], sizes: readonly number[]) =>
  states.reduce((place, state, i) => place * sizes[i] + state, 0);
