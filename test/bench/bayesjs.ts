/**
 * bayesjs as a peer: used when it can be found from here or from the folder that LATENTE_PEERS names. It keeps what it made of a network, and what it was asked, by
 * object: the same evidence object asked again answers for other evidence, hence each question is a fresh one.
 */
import { createRequire } from "node:module";
import { join } from "node:path";
import type { BayesNet } from "../../shared/experiment/document.ts";
import { tableOfFunction } from "../../shared/graphs/node-function.ts";

const version = "0.6.5";

export const bayesjsSkipped = `bayesjs is not here, so it was SKIPPED; to compare: npm install --prefix DIR bayesjs@${version}, then LATENTE_PEERS=DIR npm run bench -- graphs`;

type Numbers = Record<string, number>;

interface Node {
  readonly id: string;
  readonly states: readonly string[];
  readonly parents: readonly string[];
  readonly cpt: Numbers | readonly { readonly when: Record<string, string>; readonly then: Numbers }[];
}

interface Bayesjs {
  inferAll(
    network: Record<string, Node>,
    given: Record<string, string>,
    options: { readonly precision: number },
  ): Record<string, Numbers>;
}

/** All marginals given evidence, its cliques kept between questions. Undefined when bayesjs is not here. */
export function bayesjsNet(net: BayesNet): ((given: Readonly<Record<string, string>>) => Float64Array) | undefined {
  const library = [import.meta.url, ...foldersNamed()].map(load).find((found) => found !== undefined);
  if (library === undefined) return undefined;
  const network = Object.fromEntries(net.nodes.map(({ name }) => [name, nodeOf(net, name)]));
  return (given) => {
    const found = library.inferAll(network, { ...given }, { precision: 15 });
    return Float64Array.from(net.nodes.flatMap(({ name, states }) => states.map((state) => found[name][state])));
  };
}

const foldersNamed = () => (process.env.LATENTE_PEERS ? [join(process.env.LATENTE_PEERS, "peers.js")] : []);

function load(from: string): Bayesjs | undefined {
  try {
    return createRequire(from)("bayesjs") as Bayesjs;
  } catch {
    return undefined;
  }
}

function nodeOf({ nodes }: BayesNet, name: string): Node {
  const named = new Map(nodes.map((node) => [node.name, node]));
  const { states, parents, table, function: f } = named.get(name) as (typeof nodes)[number];
  const parentStates = parents.map((parent) => named.get(parent)?.states ?? []);
  const sizes = parentStates.map(({ length }) => length);
  const numbers = f === undefined ? (table ?? []) : [...tableOfFunction(f, sizes, states.length)];
  const row = (from: number): Numbers => Object.fromEntries(states.map((state, s) => [state, numbers[from + s]]));
  if (parents.length === 0) return { id: name, states, parents, cpt: row(0) };
  const rows = parentStates.reduce<Record<string, string>[]>(
    (before, own, i) => before.flatMap((when) => own.map((state) => ({ ...when, [parents[i]]: state }))),
    [{}],
  );
  // biome-ignore lint/suspicious/noThenProperty: the name that bayesjs gives to the numbers of a row
  const cpt = rows.map((when, r) => ({ when, then: row(r * states.length) }));
  return { id: name, states, parents, cpt };
}
