/** What was learnt, as a document: to be looked at, asked, edited and written as any other. */
import type { Table } from "../../../../data/table.ts";
import type { BayesNet } from "../../../../experiment/document.ts";
import type { Fold } from "../../../fold.ts";
import { netFrom } from "./classifier.ts";
import { graphOf, nodesOf } from "./data.ts";
import { parentsFrom } from "./moves.ts";
import { apart } from "./worth.ts";

/** Undefined before there is a result. Throws an ExperimentError for data that are no longer those of the run. */
export function learntDocument(fold: Fold, table: Table | null, bins: number): BayesNet | undefined {
  const text = fold.output("text");
  if (text) return netFrom(text);
  const output = fold.output("learnt") ?? fold.output("tables");
  if (!output || !table) return undefined;
  const { names, states, sizes, parents: given } = nodesOf(table, bins);
  const parents = output.parentCounts ? parentsFrom(output) : (given ?? []);
  const lengths = parents.map((own, v) => own.reduce((cells, u) => cells * sizes[u], sizes[v]));
  const tables = apart(output.tables.values, lengths);
  const name = graphOf(table)?.name;
  return {
    kind: "bayes",
    ...(name !== undefined && { name }),
    nodes: names.map((own, v) => ({
      name: own,
      states: states[v],
      parents: parents[v].map((u) => names[u]),
      table: Array.from(tables[v]),
    })),
  };
}
