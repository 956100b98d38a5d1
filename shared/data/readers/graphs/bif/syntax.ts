/** The blocks of a BIF file, in any order, before any name in them is looked up. */
import type { FoundNet, FoundTable, FoundVariable } from "../net.ts";
import { graphError, type Named, type Source, unexpected } from "../source.ts";
import type { Entries, Numbers, Row } from "./entries.ts";
import { fillTable } from "./table.ts";
import { Tokens } from "./tokens.ts";

/** Throws an ExperimentError with line and column. */
export function parseBif(source: Source): FoundNet {
  const tokens = new Tokens(source);
  const network = networkOf(tokens);
  const variables: FoundVariable[] = [];
  const tables: FoundTable[] = [];
  while (tokens.peek().kind !== "end") {
    const { value } = tokens.expect("variable", "probability");
    if (value === "variable") variables.push(variableOf(tokens));
    else tables.push(tableOf(tokens));
  }
  return { ...network, variables, tables, end: tokens.peek() };
}

function networkOf(tokens: Tokens): Pick<FoundNet, "title" | "properties"> {
  tokens.expect("network");
  const { kind } = tokens.peek();
  const title = tokens.is("{") ? undefined : tokens.name().value;
  tokens.expect("{");
  const properties: string[] = [];
  while (!tokens.accept("}")) {
    tokens.expect("property", "}");
    properties.push(tokens.property());
  }
  // What writers call a network without a name.
  const isNamed = title !== undefined && (kind === "text" || title !== "unknown");
  return { ...(isNamed && { title }), properties };
}

function variableOf(tokens: Tokens): FoundVariable {
  const name = tokens.name();
  tokens.expect("{");
  let states: readonly string[] | undefined;
  const properties: string[] = [];
  while (!tokens.accept("}")) {
    const { value } = tokens.expect("type", "property", "}");
    if (value === "type") states = statesOf(tokens);
    else properties.push(tokens.property());
  }
  const { value } = name;
  if (!states)
    throw graphError(name, "graph-no-states", `variable “${value}” has no states (must have a line “type discrete”)`, {
      value,
    });
  return { name, states, properties };
}

function statesOf(tokens: Tokens): readonly string[] {
  tokens.expect("discrete");
  tokens.expect("[");
  const said = tokens.count();
  tokens.expect("]");
  tokens.expect("{");
  const states: string[] = [];
  while (!tokens.accept("}")) {
    states.push(tokens.name().value);
    tokens.accept(",");
  }
  tokens.accept(";");
  const count = Number(said.value);
  if (states.length === count && count > 0) return states;
  const message = `${count} states are announced, ${states.length} are named (must be as many)`;
  throw graphError(said, "graph-state-count", message, { value: count, found: states.length });
}

function tableOf(tokens: Tokens): FoundTable {
  tokens.expect("(");
  const child = tokens.name();
  const parents: Named[] = [];
  if (!tokens.accept("|")) tokens.accept(",");
  while (!tokens.accept(")")) {
    parents.push(tokens.name());
    // To the grammar, "|" is a blank; but before it, only the child can be meant.
    if (tokens.is("|")) throw unexpected(tokens.peek(), "|", [")"]);
    tokens.accept(",");
  }
  const { properties, entries } = entriesOf(tokens);
  return { child, parents, properties, fill: (family, told) => fillTable(entries, family, child, told) };
}

function entriesOf(tokens: Tokens): { readonly properties: readonly string[]; readonly entries: Entries } {
  tokens.expect("{");
  const rows: Row[] = [];
  const properties: string[] = [];
  const all: { other?: Numbers; table?: Numbers } = {};
  while (!tokens.accept("}")) {
    const token = tokens.expect("(", "table", "default", "property", "}");
    if (token.value === "property") properties.push(tokens.property());
    else if (token.value === "(")
      rows.push({ labels: labelsOf(tokens), numbers: tokens.numbers().values, place: token });
    else {
      const key = token.value === "table" ? "table" : "other";
      if (all[key])
        throw graphError(token, "graph-repeated", `a second “${token.value}” (must be one)`, { value: token.value });
      all[key] = { ...tokens.numbers(), place: token };
    }
  }
  const isFunction = (property: string) => /^function\s+max$/.test(property);
  const isNoisyMax = properties.some(isFunction) && !all.table && !all.other;
  return {
    properties: isNoisyMax ? properties.filter((property) => !isFunction(property)) : properties,
    entries: { rows, ...all, isNoisyMax },
  };
}

function labelsOf(tokens: Tokens): readonly Named[] {
  const labels: Named[] = [];
  while (!tokens.accept(")")) {
    labels.push(tokens.name());
    tokens.accept(",");
  }
  return labels;
}
