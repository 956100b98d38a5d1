/** Bayesian networks as BIF 0.15. Names that would not come back as they are stand in quotes. */
import type { BayesNet, BayesNode } from "../../../../experiment/document.ts";

/** Throws a RangeError for a node whose table is not known, and for a name with a quote in it, which the format cannot hold. */
export function writeBif(
  { name, nodes, properties = [] }: BayesNet,
  tableOf: (node: BayesNode) => readonly number[],
): string {
  const known = new Map(nodes.map((node) => [node.name, node]));
  const lines = [`network ${quoted(name ?? "unknown")} {`, ...properties.map(property), "}"];
  for (const node of nodes)
    lines.push(
      `variable ${quoted(node.name)} {`,
      `  type discrete [ ${node.states.length} ] { ${node.states.map(quoted).join(", ")} };`,
      ...(node.properties ?? []).map(property),
      "}",
    );
  for (const node of nodes) lines.push(...tableLines(node, known, tableOf(node)));
  return `${lines.join("\n")}\n`;
}

const property = (text: string) => `  property ${text} ;`;

function tableLines(
  node: BayesNode,
  known: ReadonlyMap<string, BayesNode>,
  table: readonly number[],
): readonly string[] {
  const { name, states, parents } = node;
  const row = (r: number) => table.slice(r * states.length, (r + 1) * states.length).join(", ");
  if (parents.length === 0) return [`probability ( ${quoted(name)} ) {`, `  table ${row(0)};`, "}"];
  const sides = parents.map((parent) => known.get(parent)?.states ?? []);
  const rows = sides.reduce((product, side) => product * side.length, 1);
  const lines = [`probability ( ${quoted(name)} | ${parents.map(quoted).join(", ")} ) {`];
  for (let r = 0; r < rows; r++) {
    const labels: string[] = [];
    let left = r;
    for (const side of [...sides].reverse()) {
      labels.unshift(quoted(side[left % side.length]));
      left = Math.floor(left / side.length);
    }
    lines.push(`  (${labels.join(", ")}) ${row(r)};`);
  }
  return [...lines, "}"];
}

function quoted(name: string): string {
  if (/^[A-Za-z_][\w-]*$/.test(name) && !KEYWORDS.has(name)) return name;
  if (name.includes('"')) throw new RangeError(`name ${name} with a quote (BIF cannot hold it: rename it)`);
  return `"${name}"`;
}

const KEYWORDS = new Set(["network", "variable", "probability", "property", "type", "discrete", "table", "default"]);
