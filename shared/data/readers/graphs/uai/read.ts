/**
 * Networks in the format of the UAI inference competitions. Variables and states have no names there: they are called x0, x1, … and 0, 1, …. A BAYES network
 * has one table per variable, which stands last in its scope; a MARKOV network has factors of any weights. The last variable of a scope runs fastest.
 */
import type { FactorNet } from "../../../../experiment/document.ts";
import { limits } from "../../../../experiment/limits.ts";
import type { DataNotice } from "../../../table.ts";
import { type FoundTable, type FoundVariable, netFrom, type ReadNet } from "../net.ts";
import { graphError, type Named, type Place, type Source, unexpected } from "../source.ts";
import { Tokens } from "./tokens.ts";

interface Scope {
  readonly place: Place;
  readonly variables: readonly Named[];
  /** By place in the file's list. */
  readonly places: readonly number[];
}

export interface ReadFactors {
  readonly document: FactorNet;
  readonly notices: readonly DataNotice[];
}

/** Throws an ExperimentError with line and column. `name`: of the file. */
export function readUai(text: string, name: string): ReadNet | ReadFactors {
  const source: Source = { name, text };
  const tokens = new Tokens(source);
  const kind = tokens.word();
  const { document: caps } = limits;
  if (/^\d/.test(kind.value) || kind.value === "")
    throw graphError(
      kind,
      "graph-evidence-alone",
      "evidence, no network (must be opened together with its network's file)",
    );
  if (!/^(?:bayes|markov)$/i.test(kind.value)) throw unexpected(kind, kind.value, ["BAYES", "MARKOV"]);
  const sizes = Array.from({ length: tokens.count(1, caps.nodes).count }, () => tokens.count(1, caps.states));
  const variables = sizes.map((size, i): FoundVariable => {
    const states = Array.from({ length: size.count }, (_, state) => String(state));
    return { name: { ...size, value: `x${i}` }, states, properties: [] };
  });
  const scopes = Array.from({ length: tokens.count(0, caps.factors).count }, () => scopeOf(tokens, variables));
  if (/^bayes$/i.test(kind.value)) {
    checkLast(scopes);
    const tables = scopes.map((scope) => tableOf(tokens, scope, variables));
    return netFrom({ properties: [], variables, tables, end: tokens.end() });
  }
  const factors = scopes.map((scope) => ({
    scope: scope.variables.map(({ value }) => value),
    table: factorOf(tokens, scope, variables).table,
  }));
  tokens.end();
  const nodes = variables.map(({ name: { value }, states }) => ({ name: value, states }));
  return { document: { kind: "factor", nodes, factors }, notices: [] };
}

function scopeOf(tokens: Tokens, variables: readonly FoundVariable[]): Scope {
  const size = tokens.count(0, limits.document.scope);
  const seen = new Set<number>();
  const found = Array.from({ length: size.count }, () => {
    const word = tokens.count(0, variables.length - 1);
    if (seen.has(word.count))
      throw graphError(word, "graph-repeated", `a second “${word.value}” in a scope (must be one)`, {
        value: word.value,
      });
    seen.add(word.count);
    return word;
  });
  return {
    place: size,
    variables: found.map((word) => ({ ...word, value: `x${word.count}` })),
    places: found.map(({ count }) => count),
  };
}

/** Each table of a BAYES network is of the variable that stands last in its scope. */
function checkLast(scopes: readonly Scope[]): void {
  const seen = new Set<string>();
  for (const { variables } of scopes) {
    const child = variables.at(-1);
    if (child && seen.has(child.value))
      throw graphError(
        child,
        "graph-child-last",
        `${child.value} last in a second scope (must be last only in that of its own table)`,
        {
          value: child.value,
        },
      );
    if (child) seen.add(child.value);
  }
}

/** As many numbers as the scope has combinations, which the file says, too. */
function factorOf(tokens: Tokens, { place, variables, places }: Scope, all: readonly FoundVariable[]) {
  const { cells: max } = limits.document;
  const expected = places.reduce((product, i) => product * all[i].states.length, 1);
  const value = variables.map((variable) => variable.value).join(" ");
  if (expected > max)
    throw graphError(
      place,
      "graph-too-many-cells",
      `the table over ${value} has ${expected} numbers (must be at most ${max})`,
      {
        value,
        found: expected,
        max,
      },
    );
  const said = tokens.count(0, Number.MAX_SAFE_INTEGER);
  if (said.count !== expected)
    throw graphError(
      said,
      "graph-table-size",
      `the table over ${value} has ${said.count} numbers (must be ${expected})`,
      {
        value,
        found: said.count,
        expected,
      },
    );
  const { numbers: table, placeOf } = tokens.weights(expected);
  return { table, placeOf };
}

function tableOf(tokens: Tokens, scope: Scope, all: readonly FoundVariable[]): FoundTable {
  const child = scope.variables.at(-1);
  if (!child)
    throw graphError(scope.place, "graph-scope-empty", "a table of no variable (must have one in a BAYES network)");
  const { table: numbers, placeOf } = factorOf(tokens, scope, all);
  const { length: states } = all[scope.places[scope.places.length - 1]].states;
  return {
    child,
    parents: scope.variables.slice(0, -1),
    properties: [],
    fill: () => ({ numbers, placeOf: (row) => placeOf(row * states) }),
  };
}
