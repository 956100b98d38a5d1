/**
 * Evidence in the format of the UAI inference competitions: how many variables are known, then the number of each and that of its state. Some files say
 * before that how many such sets follow; one set is read.
 */
import type { GraphDocument } from "../../../../experiment/document.ts";
import { ExperimentError } from "../../../../experiment/errors.ts";
import type { UserFile } from "../../../hashed-file.ts";
import { graphError } from "../source.ts";
import { graphText } from "../text.ts";
import { Tokens } from "./tokens.ts";

/** Evidence is known by the name of its file alone, since it is nothing but numbers. */
export const isEvidenceName = (name: string): boolean => /\.evid(?:\.gz)?$/i.test(name);

/** Whether the graph has no names of its own: that of a variable is its number, as in what is read from UAI. */
export function isNumbered({ kind, nodes }: GraphDocument): boolean {
  return kind !== "deterministic" && nodes.every(({ name }, i) => name === `x${i}`);
}

/** The states of known nodes, by name. Throws an ExperimentError with line and column; one without where the graph has names of its own, or is missing. */
export function readEvidence(
  { name, bytes }: UserFile,
  document: GraphDocument | undefined,
): Readonly<Record<string, string>> {
  if (!document || document.kind === "deterministic" || !isNumbered(document))
    throw new ExperimentError(
      name,
      "graph-evidence-alone",
      `${name} is evidence by number, and the graph is not from UAI (give its network's file together with it)`,
      { name },
    );
  const text = graphText(bytes, name).text.replace(/^\ufeff/, "");
  const tokens = new Tokens({ name, text });
  const { nodes } = document;
  const words = text.replace(/#[^\n]*/g, "").split(/\s+/);
  // With one set, the count of sets makes the number of words even: 1 + 2 k without, 2 + 2 k with.
  if (words.filter((word) => word !== "").length % 2 === 0) oneSet(tokens);
  const { count } = tokens.count(0, nodes.length);
  const known = new Map<string, string>();
  for (let i = 0; i < count; i++) {
    const variable = tokens.count(0, nodes.length - 1);
    const { name: node, states } = nodes[variable.count];
    if (known.has(node))
      throw graphError(variable, "graph-repeated", `a second “${node}” (must be one)`, { value: node });
    known.set(node, states[tokens.count(0, states.length - 1).count]);
  }
  tokens.end();
  return Object.fromEntries(known);
}

function oneSet(tokens: Tokens): void {
  const sets = tokens.count(0, Number.MAX_SAFE_INTEGER);
  if (sets.count !== 1)
    throw graphError(
      sets,
      "graph-evidence-sets",
      `${sets.count} sets of evidence (must be one: leave one in the file)`,
      {
        value: sets.count,
      },
    );
}
