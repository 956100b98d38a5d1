import { Fault } from "./error.ts";
import { programOf, programStages, type Sought } from "./graph/emit.ts";
import type { Node } from "./graph/node.ts";
import { LIMITS } from "./limits.ts";
import { located } from "./located.ts";
import { numbers } from "./model/expressions.ts";
import { define, definitionsOf, elementNames, type Model, modelOf } from "./model/model.ts";
import { Scope } from "./model/scope.ts";
import { scalar, toldShape, type Value, vector } from "./model/value.ts";
import type { Program } from "./program.ts";
import { type DensityTable, introduce } from "./table.ts";
import { parse } from "./text/parse.ts";
import { walk } from "./text/syntax.ts";

/** The log density that a text states, with its gradient. Throws a DensityError. */
export function densityOf(text: string, table: DensityTable = {}): Program {
  return located(text, () => programOfModel(readModel(text, table)));
}

/**
 * The same in stages, the last of which returns it: a long text takes a tenth of a second, and whoever has something else to do does it in between.
 */
export function* densityStages(text: string, table: DensityTable = {}): Generator<void, Program, void> {
  const statements = located(text, () => parse(text));
  yield;
  const model = located(text, () => modelIn(text, statements, table));
  yield;
  const stages = programStages(model.scope.graph, soughtIn(model));
  for (;;) {
    const { done, value } = located(text, () => stages.next());
    if (done) return value;
    yield;
  }
}

/** A text as nodes: for what is written from it otherwise (Stan, simulated data). Throws a Fault. */
export function readModel(text: string, table: DensityTable): Model {
  return modelIn(text, parse(text), table);
}

function modelIn(text: string, statements: ReturnType<typeof parse>, table: DensityTable): Model {
  const scope = new Scope(definitionsOf(text, statements));
  introduce(scope, table);
  return modelOf(scope, statements);
}

export function programOfModel(model: Model): Program {
  return programOf(model.scope.graph, soughtIn(model));
}

function soughtIn({ positions, value, reported }: Model): Sought {
  return {
    positions,
    value,
    gradient: true,
    reported: reported.map((one) => ({ node: one.value.node, names: elementNames(one.name, one.value) })),
  };
}

/** A variable of an integrand: a number, or a vector of `length`, whose elements may have names of their own. */
export type Variable = string | VectorVariable;
export interface VectorVariable {
  readonly name: string;
  readonly length: number;
  readonly elements?: (i: number) => readonly string[];
}

export interface IntegrandOptions {
  readonly table?: DensityTable;
  readonly gradient?: boolean;
  /** Coordinates u in place of the variables, which are low + span · u, and the value times `factor`. */
  readonly stretch?: { readonly low: number; readonly span: number; readonly factor: number };
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
    const { low, span, factor } = options.stretch ?? { low: 0, span: 1, factor: 1 };
    let dimension = 0;
    const positions = variables.map((variable) => {
      const length = typeof variable === "string" ? 1 : variable.length;
      const position = g.position(dimension, length);
      dimension += length;
      defineVariable(scope, variable, g.add(g.constant(low), g.mul(g.constant(span), position)));
      return position;
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
    const node = g.mul(g.constant(factor), value.node);
    return programOf(g, { positions, value: node, gradient: options.gradient ?? false, reported: [] });
  });
}

function defineVariable(scope: Scope, variable: Variable, node: Node): void {
  const define = (name: string, value: Value) => scope.define(name, { value, origin: "variable" });
  if (typeof variable === "string") {
    define(variable, scalar(node));
    return;
  }
  const { name, length, elements } = variable;
  define(name, vector(node, length));
  for (let i = 0; elements && i < length; i++) {
    const element = length === 1 ? node : scope.graph.slice(node, i, 1);
    for (const own of elements(i)) define(own, scalar(element));
  }
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
