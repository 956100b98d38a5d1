/** What names nodes and states follows an edit of the graph: it goes with what is renamed, and out with what is removed. */
import type { BayesNet } from "../../../experiment/document.ts";
import type { Fields, Params, ParamValue } from "../../../experiment/fields.ts";

type Named = { readonly name: string; readonly states: readonly string[] };

/**
 * The parameters that change with an edit from one graph to the other, by the fields that name nodes (`names: "nodes"`): a text is a node; the values of a map are
 * states, or one weight per state. An edit renames one thing at most, in its place. Weights go with their states; where a state came they say nothing of it, and are
 * left out. What was none of the graph's before stays, for the check to name.
 */
export function followed(before: BayesNet, after: BayesNet, fields: Fields, params: Params): Params {
  const kept = pairs(before, after);
  const changed: Record<string, ParamValue> = {};
  for (const [path, field] of Object.entries(fields)) {
    const value = params[path];
    if (!("names" in field) || field.names !== "nodes" || value === undefined) continue;
    const next =
      field.kind === "map"
        ? followedMap(kept, value as Readonly<Record<string, string | readonly number[]>>)
        : typeof value === "string" && kept.has(value)
          ? (kept.get(value)?.after.name ?? "")
          : value;
    if (next !== value) changed[path] = next as ParamValue;
  }
  return changed;
}

interface Pair {
  readonly before: Named;
  readonly after: Named;
}

/** Of each node before, what it is after; null where it is gone. */
function pairs(before: BayesNet, after: BayesNet): ReadonlyMap<string, Pair | null> {
  const left = new Map(after.nodes.map((node) => [node.name, node]));
  const names = renamed(
    before.nodes.map(({ name }) => name),
    after.nodes.map(({ name }) => name),
  );
  return new Map(
    before.nodes.map((node, i) => {
      const found = left.get(names[i] ?? "");
      return [node.name, found ? { before: node, after: found } : null];
    }),
  );
}

/** Of each name before, its name after: itself, or the one new name where only one is gone, in its place; null where it is gone. */
function renamed(before: readonly string[], after: readonly string[]): readonly (string | null)[] {
  const [old, fresh] = [new Set(before), new Set(after)];
  const gone = before.flatMap((name, i) => (fresh.has(name) ? [] : [i]));
  const [only] = gone;
  const isRename = gone.length === 1 && before.length === after.length && !old.has(after[only]);
  return before.map((name, i) => (fresh.has(name) ? name : isRename && i === only ? after[i] : null));
}

type Value = string | readonly number[];

function followedMap(kept: ReadonlyMap<string, Pair | null>, map: Readonly<Record<string, Value>>) {
  const entries = Object.entries(map).flatMap(([name, value]): [string, Value][] => {
    const pair = kept.get(name);
    if (pair === undefined) return [[name, value]];
    const next = pair && (typeof value === "string" ? followedState(pair, value) : followedWeights(pair, value));
    return pair && next !== null ? [[pair.after.name, next]] : [];
  });
  const isSame =
    entries.length === Object.keys(map).length && entries.every(([name, value]) => has(map, name) === value);
  return isSame ? map : Object.fromEntries(entries);
}

const has = (map: Readonly<Record<string, Value>>, name: string) => (Object.hasOwn(map, name) ? map[name] : undefined);

function followedState({ before, after }: Pair, state: string): string | null {
  const place = before.states.indexOf(state);
  return place < 0 ? state : renamed(before.states, after.states)[place];
}

/** Weights that were a distribution are one again. */
function followedWeights({ before, after }: Pair, weights: readonly number[]): readonly number[] | null {
  if (before.states.length !== weights.length) return weights;
  const names = renamed(before.states, after.states);
  if (names.every((name, i) => name === after.states[i]) && names.length === after.states.length) return weights;
  const places = after.states.map((state) => names.indexOf(state));
  if (places.includes(-1)) return null;
  const next = places.map((place) => weights[place]);
  const [sum, whole] = [next, weights].map((own) => own.reduce((a, b) => a + b, 0));
  if (sum === 0) return null;
  return Math.abs(whole - 1) < 1e-4 ? next.map((weight) => weight / sum) : next;
}
