/** Bayesian networks as BIF 0.15. */
import type { BayesNet, BayesNode, Variable } from "../../../../experiment/document.ts";
import { ExperimentError } from "../../../../experiment/errors.ts";
import { LeftOut, variablesByName, type WrittenGraph } from "../left-out.ts";
import { propertyEnd } from "./tokens.ts";

/** Throws an ExperimentError for a name with a quote in it, which the format cannot hold. */
export function writeBif(document: BayesNet): WrittenGraph {
  const { name, nodes, properties = [] } = document;
  const left = new LeftOut(document);
  const known = variablesByName(document);
  // What writers call a network without a name stands in quotes where it is one.
  const title = name === undefined ? "unknown" : name === "unknown" ? '"unknown"' : quoted(name);
  const lines = [`network ${title} {`, ...propertyLines(properties, left), "}"];
  for (const node of nodes)
    lines.push(
      `variable ${quoted(node.name)} {`,
      `  type discrete [ ${node.states.length} ] { ${node.states.map(quoted).join(", ")} };`,
      ...propertyLines(node.properties ?? [], left),
      "}",
    );
  for (const node of nodes) lines.push(...tableLines(node, known, left.tableOf(node, known)));
  return { text: `${lines.join("\n")}\n`, notices: left.notices };
}

/** One that the format would end too early, as at a semicolon, is left out. */
function propertyLines(properties: readonly string[], left: LeftOut): readonly string[] {
  return properties.flatMap((property) => {
    if (propertyEnd(`${property} ;`, 0) === property.length + 1) return `  property ${property} ;`;
    left.property();
    return [];
  });
}

function tableLines(
  { name, states, parents }: BayesNode,
  known: ReadonlyMap<string, Variable>,
  table: ArrayLike<number> | undefined,
): readonly string[] {
  const given = parents.length > 0 ? ` | ${parents.map(quoted).join(", ")}` : "";
  const head = `probability ( ${quoted(name)}${given} ) {`;
  if (!table) return [head, "}"];
  const row = (r: number) => Array.from(states, (_, s) => table[r * states.length + s]).join(", ");
  if (parents.length === 0) return [head, `  table ${row(0)};`, "}"];
  const sides = parents.map((parent) => (known.get(parent)?.states ?? []).map(quoted));
  const lines: string[] = [head];
  const at = sides.map(() => 0);
  for (let r = 0; r * states.length < table.length; r++) {
    lines.push(`  (${sides.map((side, i) => side[at[i]]).join(", ")}) ${row(r)};`);
    for (let i = sides.length - 1; i >= 0 && ++at[i] === sides[i].length; i--) at[i] = 0;
  }
  return [...lines, "}"];
}

/** Words of the grammar, and numbers, as all programs write them; anything else in quotes. */
function quoted(name: string): string {
  if (/^\w[\w-]*$/.test(name) && !KEYWORDS.has(name)) return name;
  if (!name.includes('"')) return `"${name}"`;
  const message = `the name ${name} has a quote, which BIF cannot hold (rename it, or save as XMLBIF)`;
  throw new ExperimentError("data.document", "graph-quote-in-name", message, { value: name });
}

const KEYWORDS = new Set(["network", "variable", "probability", "property", "type", "discrete", "table", "default"]);
