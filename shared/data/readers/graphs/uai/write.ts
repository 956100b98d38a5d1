/** Networks of any kind in the format of the UAI inference competitions, which has no names. */
import type { BayesNet, FactorNet } from "../../../../experiment/document.ts";
import { ExperimentError } from "../../../../experiment/errors.ts";
import { LeftOut, variablesByName, type WrittenGraph } from "../left-out.ts";

interface Table {
  readonly scope: readonly string[];
  readonly numbers: ArrayLike<number>;
}

/** Throws an ExperimentError for a node without a table. */
export function writeUai(document: BayesNet | FactorNet): WrittenGraph {
  const left = new LeftOut(document);
  const tables = document.kind === "bayes" ? tablesOf(document, left) : factorsOf(document);
  const { nodes } = document;
  const place = new Map(nodes.map(({ name }, i) => [name, i]));
  const lines = [
    document.kind === "bayes" ? "BAYES" : "MARKOV",
    String(nodes.length),
    nodes.map(({ states }) => states.length).join(" "),
    String(tables.length),
    ...tables.map(({ scope }) => [scope.length, ...scope.map((name) => place.get(name))].join(" ")),
    ...tables.flatMap(({ numbers }) => ["", String(numbers.length), Array.from(numbers).join(" ")]),
  ];
  tellLeftOut(document, left);
  return { text: `${lines.join("\n")}\n`, notices: left.notices };
}

function tablesOf(document: BayesNet, left: LeftOut): readonly Table[] {
  const known = variablesByName(document);
  return document.nodes.map((node) => {
    const numbers = left.tableOf(node, known);
    if (numbers) return { scope: [...node.parents, node.name], numbers };
    const message = `node ${node.name} has no table, which UAI needs (give it one, or save as BIF)`;
    throw new ExperimentError("data.document", "graph-needs-table", message, { value: node.name });
  });
}

const factorsOf = ({ factors }: FactorNet): readonly Table[] =>
  factors.map(({ scope, table }) => ({ scope, numbers: table }));

function tellLeftOut(document: BayesNet | FactorNet, left: LeftOut): void {
  const { nodes, name, properties = [] } = document;
  const isNumbered = nodes.every(
    (node, i) => node.name === `x${i}` && node.states.every((state, s) => state === String(s)),
  );
  const parts = document.kind === "bayes" ? [] : document.factors;
  if (!isNumbered || name !== undefined || parts.some((factor) => factor.name !== undefined))
    left.add({ code: "names-not-written", values: {} });
  if (document.kind === "markov") left.add({ code: "edges-as-factors", values: {} });
  const count = [{ properties }, ...nodes, ...parts].reduce((sum, part) => sum + (part.properties?.length ?? 0), 0);
  for (let i = 0; i < count; i++) left.property();
}
