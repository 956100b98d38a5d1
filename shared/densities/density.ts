import { Fault, located } from "./error.ts";
import { programOf } from "./graph/emit.ts";
import { LIMITS } from "./limits.ts";
import { numbers } from "./model/expressions.ts";
import { define, definitionsOf, elementNames, type Model, modelOf } from "./model/model.ts";
import { Scope } from "./model/scope.ts";
import { scalar, toldShape, vector } from "./model/value.ts";
import type { Program } from "./program.ts";
import { type DensityTable, introduce } from "./table.ts";
import { parse } from "./text/parse.ts";
import { walk } from "./text/syntax.ts";

/** The log density that a text states, with its gradient. Throws a DensityError. */
export function densityOf(text: string, table: DensityTable = {}): Program {
  return located(text, () => programOfModel(readModel(text, table)));
}

/** A text as nodes: for what is written from it otherwise (Stan, simulated data). Throws a Fault. */
export function readModel(text: string, table: DensityTable): Model {
  const statements = parse(text);
  const scope = new Scope(definitionsOf(text, statements));
  introduce(scope, table);
  return modelOf(scope, statements);
}

export function programOfModel({ scope, positions, value, reported }: Model): Program {
  return programOf(scope.graph, {
    positions,
    value,
    gradient: true,
    reported: reported.map((one) => ({ node: one.value.node, names: elementNames(one.name, one.value) })),
  });
}

/** A variable of an integrand: a number, or a vector of `length`. */
export type Variable = string | { readonly name: string; readonly length: number };

export interface IntegrandOptions {
  readonly table?: DensityTable;
  readonly gradient?: boolean;
}

/**
 * A function of named variables, which are the coordinates in their order: an expression, such as exp(-x^2) * cos(y), before which lines may define what
 * it names. Throws a DensityError.
 */
export function integrandOf(text: string, variables: readonly Variable[], options: IntegrandOptions = {}): Program {
  return located(text, () => {
    const statements = parse(text);
    const scope = new Scope(definitionsOf(text, statements), false);
    introduce(scope, options.table ?? {});
    const g = scope.graph;
    let dimension = 0;
    const positions = variables.map((variable) => {
      const { name, length } = typeof variable === "string" ? { name: variable, length: 0 } : variable;
      const node = g.position(dimension, Math.max(1, length));
      dimension += node.length;
      scope.define(name, { value: length > 0 ? vector(node, length) : scalar(node), origin: "variable" });
      return node;
    });
    if (dimension > LIMITS.dimension)
      throw new Fault("too-many-parameters", 0, `more than ${LIMITS.dimension} variables (must be fewer)`, {
        most: LIMITS.dimension,
      });
    const last = statements.at(-1);
    if (last?.kind !== "value")
      throw new Fault(
        "no-value",
        text.length,
        "no expression in the last line (write what is integrated: exp(-x^2))",
        {},
      );
    for (const statement of statements.slice(0, -1)) {
      if (statement.kind !== "define" && statement.kind !== "data")
        throw new Fault(
          "not-in-integrand",
          statement.at,
          "an integrand has definitions (name = …) and then one expression",
          {},
        );
      define(scope, statement);
    }
    const value = numbers(scope, last.value);
    if (value.type !== "scalar")
      throw new Fault(
        "integrand-of-vector",
        last.value.at,
        `${toldShape(value)} as integrand (must be one number: sum(…))`,
        {},
      );
    return programOf(g, { positions, value: value.node, gradient: options.gradient ?? false, reported: [] });
  });
}

/** Names that an integrand uses and does not define, in the order in which they are read: its variables. Throws a DensityError. */
export function variablesOf(text: string): readonly string[] {
  return located(text, () => {
    const statements = parse(text);
    const known = new Set(["pi", "π"]);
    const found = new Set<string>();
    for (const statement of statements) {
      if ("value" in statement)
        walk(statement.value, (one) => {
          if (one.kind === "name" && !known.has(one.name)) found.add(one.name);
        });
      if (statement.kind === "define" || statement.kind === "data") known.add(statement.name);
    }
    return [...found];
  });
}
