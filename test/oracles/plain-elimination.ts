/** Variable elimination as a page of a textbook has it, on a document, by names: tables are lists of rows, and nothing is clever. */
import type { BayesNet, BayesNode, NodeFunction } from "../../shared/experiment/document.ts";

/** A table: p of each combination of states (their places), the first variable's first. */
interface Plain {
  readonly names: readonly string[];
  readonly rows: ReadonlyMap<string, number>;
}

const functions: Readonly<Record<NodeFunction, (places: readonly number[]) => number>> = {
  or: (places) => (places.includes(1) ? 1 : 0),
  and: (places) => (places.includes(0) ? 0 : 1),
  xor: (places) => places.filter((place) => place === 1).length % 2,
  max: (places) => Math.max(...places),
  min: (places) => Math.min(...places),
};

/** p(node | evidence) of each state, and log p(evidence), by eliminating all others, whichever has the fewest neighbours first. */
export function plainPosterior(net: BayesNet, node: string, evidence: Readonly<Record<string, string>>) {
  const sizes = new Map(net.nodes.map(({ name, states }) => [name, states.length]));
  let tables = net.nodes.map((own) => tableOf(own, net, sizes));
  for (const [name, state] of Object.entries(evidence)) {
    const place = net.nodes.find((own) => own.name === name)?.states.indexOf(state);
    tables = tables.map((table) => only(table, name, `${place}`));
  }
  const left = new Set(net.nodes.map(({ name }) => name).filter((name) => name !== node));
  while (left.size > 0) {
    const near = (name: string) =>
      new Set(tables.filter(({ names }) => names.includes(name)).flatMap(({ names }) => names));
    const next = [...left].reduce((best, name) => (near(name).size < near(best).size ? name : best));
    left.delete(next);
    const taken = tables.filter(({ names }) => names.includes(next));
    const product = taken.reduce((a, b) => times(a, b, sizes));
    tables = [...tables.filter(({ names }) => !names.includes(next)), without(product, next)];
  }
  const { rows } = tables.reduce((a, b) => times(a, b, sizes));
  const weights = Array.from({ length: sizes.get(node) ?? 0 }, (_, s) => rows.get(`${s}`) ?? 0);
  const sum = weights.reduce((a, b) => a + b, 0);
  return { marginal: weights.map((weight) => (sum > 0 ? weight / sum : 0)), logEvidence: Math.log(sum) };
}

function tableOf(
  { name, parents, states, table, function: f }: BayesNode,
  net: BayesNet,
  sizes: Map<string, number>,
): Plain {
  const names = [...parents, name];
  const rows = new Map<string, number>();
  for (const [i, places] of combinations(names, sizes).entries()) {
    const own = places[places.length - 1];
    const p = f === undefined ? table?.[i] : Number(functions[f](places.slice(0, -1)) === own);
    if (p === undefined)
      throw new Error(`${name} of ${net.name} has no number for ${places} (${states.length} states)`);
    rows.set(places.join(), p);
  }
  return { names, rows };
}

/** The last variable's states change fastest. */
const combinations = (names: readonly string[], sizes: ReadonlyMap<string, number>): number[][] =>
  names.reduce<number[][]>(
    (before, name) => before.flatMap((own) => Array.from({ length: sizes.get(name) ?? 0 }, (_, s) => [...own, s])),
    [[]],
  );

function only({ names, rows }: Plain, name: string, place: string): Plain {
  const at = names.indexOf(name);
  return { names, rows: at < 0 ? rows : new Map([...rows].filter(([key]) => key.split(",")[at] === place)) };
}

function times(a: Plain, b: Plain, sizes: ReadonlyMap<string, number>): Plain {
  const names = [...new Set([...a.names, ...b.names])];
  const key = (own: Plain, places: readonly number[]) => own.names.map((name) => places[names.indexOf(name)]).join();
  const rows = new Map<string, number>();
  for (const places of combinations(names, sizes)) {
    const [p, q] = [a.rows.get(key(a, places)), b.rows.get(key(b, places))];
    if (p !== undefined && q !== undefined) rows.set(places.join(), p * q);
  }
  return { names, rows };
}

function without({ names, rows }: Plain, name: string): Plain {
  const at = names.indexOf(name);
  const rest = new Map<string, number>();
  for (const [key, p] of rows) {
    const shorter = key
      .split(",")
      .filter((_, i) => i !== at)
      .join();
    rest.set(shorter, (rest.get(shorter) ?? 0) + p);
  }
  return { names: names.filter((own) => own !== name), rows: rest };
}
