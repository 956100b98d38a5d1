/** Bayesian networks as XMLBIF 0.3, with its document type, for programs that check it. */
import type { BayesNet, BayesNode, Variable } from "../../../../experiment/document.ts";
import { LeftOut, variablesByName, type WrittenGraph } from "../left-out.ts";

const HEAD = `<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE BIF [
  <!ELEMENT BIF ( NETWORK )*>
  <!ATTLIST BIF VERSION CDATA #REQUIRED>
  <!ELEMENT NETWORK ( NAME, ( PROPERTY | VARIABLE | DEFINITION )* )>
  <!ELEMENT NAME (#PCDATA)>
  <!ELEMENT VARIABLE ( NAME, ( OUTCOME | PROPERTY )* )>
  <!ATTLIST VARIABLE TYPE (nature|decision|utility) "nature">
  <!ELEMENT OUTCOME (#PCDATA)>
  <!ELEMENT DEFINITION ( FOR | GIVEN | TABLE | PROPERTY )*>
  <!ELEMENT FOR (#PCDATA)>
  <!ELEMENT GIVEN (#PCDATA)>
  <!ELEMENT TABLE (#PCDATA)>
  <!ELEMENT PROPERTY (#PCDATA)>
]>`;

export function writeXmlbif(document: BayesNet): WrittenGraph {
  const { name, nodes, properties = [] } = document;
  const left = new LeftOut(document);
  const known = variablesByName(document);
  // What a network without a name is called is written otherwise where it is one.
  const title = name === undefined ? "unknown" : escaped(name).replace(/^unknown$/, "&#117;nknown");
  const lines = [HEAD, '<BIF VERSION="0.3">', "<NETWORK>", `<NAME>${title}</NAME>`, ...properties.map(property)];
  for (const node of nodes) lines.push(...variableLines(node));
  for (const node of nodes) lines.push(...definitionLines(node, left.tableOf(node, known)));
  lines.push("</NETWORK>", "</BIF>");
  return { text: `${lines.join("\n")}\n`, notices: left.notices };
}

const variableLines = ({ name, states, properties = [] }: Variable): readonly string[] => [
  '<VARIABLE TYPE="nature">',
  `  <NAME>${escaped(name)}</NAME>`,
  ...states.map((state) => `  <OUTCOME>${escaped(state)}</OUTCOME>`),
  ...properties.map((text) => `  ${property(text)}`),
  "</VARIABLE>",
];

/** The child's states within a row, the last parent fastest over rows: as documents have them. */
const definitionLines = (
  { name, parents, states }: BayesNode,
  table: ArrayLike<number> | undefined,
): readonly string[] => [
  "<DEFINITION>",
  `  <FOR>${escaped(name)}</FOR>`,
  ...parents.map((parent) => `  <GIVEN>${escaped(parent)}</GIVEN>`),
  ...(table ? ["  <TABLE>", ...rowLines(table, states.length), "  </TABLE>"] : []),
  "</DEFINITION>",
];

const rowLines = (table: ArrayLike<number>, states: number): readonly string[] =>
  Array.from(
    { length: table.length / states },
    (_, row) => `    ${Array.from({ length: states }, (_, s) => table[row * states + s]).join(" ")}`,
  );

const property = (text: string) => `<PROPERTY>${escaped(text)}</PROPERTY>`;
const escaped = (text: string) => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
