import { Fault } from "../error.ts";
import type { Node } from "../graph/node.ts";
import { LIMITS } from "../limits.ts";
import type { ParameterStatement, Statement, TildeStatement } from "../text/syntax.ts";
import { densityTerms, distributionNamed, statementTerms } from "./distributions/lpdf.ts";
import { evaluate, numbers, wholeNumber } from "./expressions.ts";
import type { Scope } from "./scope.ts";
import { bounded, ordered, simplex, type Transformed } from "./transforms.ts";
import { type Numbers, scalar, together, toldShape, vector } from "./value.ts";

export interface Parameter {
  readonly name: string;
  readonly statement: ParameterStatement;
  readonly value: Numbers;
  /** First of its unconstrained coordinates, and how many there are. */
  readonly from: number;
  readonly count: number;
}
export interface Reported {
  readonly name: string;
  readonly value: Numbers;
}

/** What a text says, as nodes. */
export interface Model {
  readonly scope: Scope;
  readonly statements: readonly Statement[];
  readonly parameters: readonly Parameter[];
  readonly positions: readonly Node[];
  /** Log density, up to a constant. */
  readonly value: Node;
  readonly reported: readonly Reported[];
  readonly tildes: readonly { readonly statement: TildeStatement; readonly name: string; readonly x: Numbers }[];
}

/** Reads the statements of a density in their order. Throws a Fault. */
export function modelOf(scope: Scope, statements: readonly Statement[]): Model {
  return new Build(scope, statements).model();
}

class Build {
  readonly #scope: Scope;
  readonly #statements: readonly Statement[];
  readonly #terms: Node[] = [];
  /** Those of the terms that only say how parameters were stretched. */
  readonly #jacobian = new Set<Node>();
  readonly #parameters: Parameter[] = [];
  readonly #positions: Node[] = [];
  readonly #tildes: { statement: TildeStatement; name: string; x: Numbers }[] = [];
  readonly #reported: Reported[] = [];
  #dimension = 0;
  constructor(scope: Scope, statements: readonly Statement[]) {
    this.#scope = scope;
    this.#statements = statements;
  }

  model(): Model {
    for (const statement of this.#statements) {
      this.#scope.graph.at = statement.at;
      this.#take(statement);
    }
    if (this.#parameters.length === 0)
      throw new Fault("no-parameters", 0, "no parameter is declared (write parameter mu)", {});
    const g = this.#scope.graph;
    const value = this.#terms.reduce((a, b) => g.add(a, b), g.constant(0));
    if (value.known)
      throw new Fault(
        "no-density",
        0,
        "nothing says how parameters are distributed (write mu ~ normal(0, 1), or target += …)",
        {},
      );
    this.#checkTerms();
    const reported = this.#reported.length > 0 ? this.#reported : this.#parameters;
    return {
      scope: this.#scope,
      statements: this.#statements,
      parameters: this.#parameters,
      positions: this.#positions,
      value,
      reported,
      tildes: this.#tildes,
    };
  }

  /** A parameter that no term names, and that two bounds do not hold, has no distribution. */
  #checkTerms(): void {
    const reached = new Set<Node>();
    const visit = [...this.#terms.filter((term) => !this.#jacobian.has(term))];
    for (let node = visit.pop(); node; node = visit.pop()) {
      if (reached.has(node)) continue;
      reached.add(node);
      visit.push(...node.inputs);
    }
    const isHeld = ({ form, lower, upper }: ParameterStatement) => form === "simplex" || (lower && upper);
    for (const { name, statement, from, count } of this.#parameters) {
      const position = this.#positions.find(({ at }) => at === from);
      if (count === 0 || isHeld(statement) || !position || reached.has(position)) continue;
      throw new Fault(
        "no-term",
        statement.at,
        `nothing says how ${name} is distributed (write ${name} ~ …, or give it two bounds)`,
        { value: name },
      );
    }
  }

  #take(statement: Statement): void {
    switch (statement.kind) {
      case "parameter":
        this.#parameter(statement);
        return;
      case "data":
      case "define":
        define(this.#scope, statement);
        return;
      case "target": {
        const term = numbers(this.#scope, statement.value);
        if (term.type !== "scalar")
          throw new Fault(
            "target-of-vector",
            statement.value.at,
            `${toldShape(term)} added to target (write sum(…))`,
            {},
          );
        this.#add(term.node);
        return;
      }
      case "tilde":
        this.#tilde(statement);
        return;
      case "report":
        for (const { name, at } of statement.names) this.#report(name, at);
        return;
      case "value":
        throw new Fault(
          "value-alone",
          statement.at,
          "expression that nothing is done with (write target += …, name = …, or … ~ …)",
          {},
        );
    }
  }

  #add(term: Node): void {
    if (term.known === null) this.#terms.push(term);
  }

  #report(name: string, at: number): void {
    const { value } = this.#scope.get(name, at);
    if (value.type === "matrix")
      throw new Fault(
        "matrix-misplaced",
        at,
        `${name} is ${toldShape(value)} (only numbers and vectors are reported)`,
        { name },
      );
    if (this.#reported.some((one) => one.name === name))
      throw new Fault("reported-twice", at, `${name} is reported twice (remove one)`, { value: name });
    this.#reported.push({ name, value });
  }

  #parameter(statement: ParameterStatement): void {
    const scope = this.#scope;
    fresh(scope, statement.name, statement.at);
    const { form, size } = statement;
    if (form !== "real" && !size)
      throw new Fault(
        "size-missing",
        statement.at,
        `${form} parameter without its size (write ${statement.name}[3] ${form})`,
        { name: statement.name, form },
      );
    const length = size ? wholeNumber(scope, size, `size of ${statement.name}`, 1, LIMITS.dimension) : 1;
    const count = form === "simplex" ? length - 1 : length;
    if (this.#dimension + count > LIMITS.dimension)
      throw new Fault("too-many-parameters", statement.at, `more than ${LIMITS.dimension} parameters (must be fewer)`, {
        most: LIMITS.dimension,
      });
    const u = count > 0 ? scope.graph.position(this.#dimension, count) : null;
    const made = this.#transformed(statement, u, length);
    for (const term of made.jacobian) {
      this.#add(term);
      this.#jacobian.add(term);
    }
    const value = size ? vector(made.x, length, made.lower, made.upper) : scalar(made.x, made.lower, made.upper);
    this.#parameters.push({ name: statement.name, statement, value, from: this.#dimension, count });
    if (u) this.#positions.push(u);
    this.#dimension += count;
    scope.define(statement.name, { value, origin: "parameter" });
  }

  #transformed(statement: ParameterStatement, u: Node | null, length: number): Transformed {
    const g = this.#scope.graph;
    if (statement.form === "simplex") return simplex(g, u);
    if (statement.form === "ordered") return ordered(g, u as Node);
    const shape = {
      ...scalar(g.constant(0)),
      type: statement.size ? ("vector" as const) : ("scalar" as const),
      length,
    };
    const [lower, upper] = [statement.lower, statement.upper].map((bound) => {
      if (!bound) return undefined;
      const value = numbers(this.#scope, bound);
      if (value.type === "vector" && !statement.size)
        throw new Fault("wrong-length", bound.at, `bound of ${value.length} for one number (must be a number)`, {
          what: statement.name,
          first: 1,
          second: value.length,
        });
      together(bound.at, `bound of ${statement.name}`, [shape, value]);
      if (value.node.known?.some((one) => !Number.isFinite(one)))
        throw new Fault("bound-not-finite", bound.at, `bound of ${statement.name} is not finite (leave it out)`, {
          name: statement.name,
        });
      return value.node;
    });
    if (lower && upper) {
      const empty = g.binary("atMost", upper, lower).known?.some((one) => one !== 0);
      if (empty)
        throw new Fault(
          "empty-interval",
          statement.at,
          `no number lies between the bounds of ${statement.name} (the first must be smaller)`,
          { name: statement.name },
        );
    }
    return bounded(g, u as Node, length, lower, upper);
  }

  #tilde(statement: TildeStatement): void {
    const scope = this.#scope;
    const [name, distribution] = distributionNamed(statement.distribution, statement.distributionAt);
    const x = numbers(scope, statement.left);
    const inputs = statement.inputs.map((input) => evaluate(scope, input));
    const applied = {
      x,
      at: statement.distributionAt,
      xAt: statement.left.at,
      inputs,
      ats: statement.inputs.map(({ at }) => at),
    };
    const found = densityTerms(scope, name, distribution, applied);
    if (x.type === "scalar" && found.shape.type === "vector")
      throw new Fault(
        "wrong-length",
        statement.left.at,
        `one number ~ ${name} of ${found.shape.length} (the left side must be as long)`,
        { what: name, first: 1, second: found.shape.length },
      );
    for (const term of statementTerms(scope, name, applied, found)) this.#add(term);
    this.#tildes.push({ statement, name, x });
  }
}

/** A definition; data must not depend on parameters. */
export function define(scope: Scope, statement: Extract<Statement, { kind: "data" | "define" }>): void {
  const { name, at, kind } = statement;
  fresh(scope, name, at);
  const value = evaluate(scope, statement.value);
  if (kind === "data" && value.type !== "matrix" && !value.node.known)
    throw new Fault(
      "data-of-parameters",
      statement.value.at,
      `data ${name} depends on parameters (leave out the word data)`,
      { value: name },
    );
  scope.define(name, { value, origin: kind === "data" ? "data" : "definition" });
}

/** A name that has no meaning yet. Columns of the table give way to definitions. */
export function fresh(scope: Scope, name: string, at: number): void {
  const before = scope.find(name);
  if (before && before.origin !== "column" && before.origin !== "constant")
    throw new Fault("defined-twice", at, `${name} is defined twice (choose another name)`, { value: name });
}

/** Names of the elements, in Stan's notation. */
export function elementNames(name: string, value: Numbers): readonly string[] {
  if (value.type === "scalar") return [name];
  return Array.from({ length: value.length }, (_, i) => `${name}[${i + 1}]`);
}

/** Lines at which names are defined. */
export function definitionsOf(text: string, statements: readonly Statement[]): ReadonlyMap<string, number> {
  const lines = new Map<string, number>();
  for (const statement of statements)
    if (statement.kind === "parameter" || statement.kind === "data" || statement.kind === "define")
      if (!lines.has(statement.name)) lines.set(statement.name, text.slice(0, statement.at).split("\n").length);
  return lines;
}
