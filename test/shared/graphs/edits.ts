/** Random edits: each chooses its parts by numbers, whatever the graph has by then. */
import fc from "fast-check";
import type { GraphDocument, GraphKind } from "../../../shared/experiment/document.ts";
import * as edit from "../../../shared/graphs/edit/index.ts";

/** Nodes a, b, c, d of 3, 2, 3, 2 states; c from a and b. */
export function netOf(kind: GraphKind): GraphDocument {
  const states = (count: number) => Array.from({ length: count }, (_, i) => String(i));
  const sizes = { a: 3, b: 2, c: 3, d: 2 };
  const [first, ...rest] = Object.entries(sizes).map(([name, n]) => ({ name, states: states(n), operation: "+" }));
  let net = edit.newGraph(kind, first);
  for (const node of rest) net = edit.addNode(net, node).document;
  for (const name of ["a", "b"]) net = edit.connect(net, name, "c");
  if (kind === "deterministic") return net;
  if (kind !== "bayes") return edit.setTable(net, 0, [1, 2, 3, 4, 5, 6, 7, 8, 9]);
  const weights = Array.from({ length: 18 }, (_, i) => 1 + ((7 * i) % 11));
  net = edit.setTable(net, "a", [0.5, 0.3, 0.2]);
  return edit.normalise(edit.setTable(net, "c", weights), "c");
}

export interface Edit {
  readonly name: string;
  /** It sets numbers of tables. */
  readonly numbers: boolean;
  apply(document: GraphDocument): GraphDocument;
}

type Numbers = readonly [number, number, number];
type Act = (document: GraphDocument, numbers: Numbers) => GraphDocument;

const nameAt = ({ nodes }: GraphDocument, n: number) => nodes[n % nodes.length].name;
const factorsOf = (document: GraphDocument) => ("factors" in document ? document.factors.length : 0);
/** A node or, where there are factors, a factor. */
const partAt = (document: GraphDocument, n: number) =>
  "factors" in document && n % 2 === 1 ? n % (factorsOf(document) + 1) : nameAt(document, n);
const tableAt = (document: GraphDocument, n: number) =>
  "factors" in document ? n % (factorsOf(document) + 1) : nameAt(document, n);
const stateCount = (document: GraphDocument, n: number) => {
  const node = document.nodes[n % document.nodes.length];
  return "states" in node ? node.states.length : 1;
};
const functions = ["or", "and", "xor", "max", "min", null] as const;

const acts: Readonly<Record<string, Act>> = {
  add: (d, [x]) =>
    edit.addNode(d, { name: "a", states: ["0", "1", "2"].slice(0, 1 + (x % 3)), operation: "-" }).document,
  remove: (d, [x]) => edit.removeNodes(d, [nameAt(d, x)]),
  rename: (d, [x, y]) => edit.renameNode(d, nameAt(d, x), `n${y}`),
  connect: (d, [x, y]) => edit.connect(d, partAt(d, x), partAt(d, y)),
  disconnect: (d, [x, y]) => edit.disconnect(d, partAt(d, x), partAt(d, y)),
  reverse: (d, [x, y]) => edit.reverse(d, nameAt(d, x), nameAt(d, y)),
  addState: (d, [x]) => edit.addState(d, nameAt(d, x), "s"),
  removeState: (d, [x, y]) => edit.removeState(d, nameAt(d, x), y % stateCount(d, x)),
  moveState: (d, [x, y, z]) => edit.moveState(d, nameAt(d, x), y % stateCount(d, x), z - 3),
  renameState: (d, [x, y, z]) => edit.renameState(d, nameAt(d, x), y % stateCount(d, x), `s${z}`),
  parents: (d, [x]) => {
    const node = d.nodes[x % d.nodes.length];
    const own = "parents" in node ? node.parents : "inputs" in node ? node.inputs : [];
    return edit.orderParents(d, node.name, own.toReversed());
  },
  function: (d, [x, y]) => edit.setFunction(d, nameAt(d, x), functions[y % functions.length]),
  operation: (d, [x, y]) => edit.setOperation(d, nameAt(d, x), `f${y}`),
  addFactor: (d, [x, y]) => edit.addFactor(d, [...new Set([nameAt(d, x), nameAt(d, y)])], x % 2 ? "f" : undefined),
  removeFactors: (d, [x]) => edit.removeFactors(d, [x % (factorsOf(d) + 1)]),
  scope: (d, [x, y, z]) => edit.setScope(d, x % (factorsOf(d) + 1), [...new Set([nameAt(d, y), nameAt(d, z)])]),
  plate: (d, [x, y, z]) => edit.addPlate(d, { name: "p", nodes: [...new Set([nameAt(d, x), nameAt(d, y)])], size: z }),
  setPlate: (d, [x, y]) => edit.setPlate(d, "p", { name: `p${x % 3}`, nodes: [nameAt(d, y)], size: 2 }),
  removePlate: (d) => edit.removePlate(d, "p"),
  paste: (d, [x, y]) =>
    d.nodes.length > 12 ? d : edit.pasted(d, edit.copied(d, [...new Set([nameAt(d, x), nameAt(d, y)])])).document,
};
const ofNumbers: Readonly<Record<string, Act>> = {
  cells: (d, [x, y, z]) => edit.setCells(d, tableAt(d, x), { row: y, column: z % 3 }, [[z / 8, 0.5], [y]]),
  normalise: (d, [x]) => edit.normalise(d, tableAt(d, x)),
  normaliseRow: (d, [x, y]) => edit.normalise(d, tableAt(d, x), y % 4),
  uniform: (d, [x]) => edit.uniform(d, tableAt(d, x)),
};

const number = fc.integer({ min: 0, max: 23 });
export const edits: fc.Arbitrary<Edit> = fc
  .tuple(fc.constantFrom(...Object.keys(acts), ...Object.keys(ofNumbers)), fc.tuple(number, number, number))
  .map(([name, numbers]) => ({
    name: `${name} ${numbers}`,
    numbers: name in ofNumbers,
    apply: (document) => ({ ...acts, ...ofNumbers })[name](document, numbers),
  }));
