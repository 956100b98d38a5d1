import { Fault } from "../error.ts";
import { DISTRIBUTION_ALIASES, DISTRIBUTIONS } from "../model/distributions/index.ts";
import { ALIASES } from "../model/functions.ts";
import type { Model } from "../model/model.ts";
import { knownOf, type Numbers, type Value } from "../model/value.ts";
import type { Expr, Statement } from "../text/syntax.ts";
import type { StanDataBlock } from "./data.ts";
import type { Passing, StanHelpers } from "./helpers.ts";
import { realOf, type StanNames } from "./names.ts";

/** Functions that Stan 2.21 applies to vectors, by their names there. */
const VECTORISED: Readonly<Record<string, string>> = {
  abs: "fabs",
  cos: "cos",
  erf: "erf",
  erfc: "erfc",
  exp: "exp",
  expm1: "expm1",
  floor: "floor",
  inv: "inv",
  lgamma: "lgamma",
  log: "log",
  log1m: "log1m",
  log1p: "log1p",
  log_sigmoid: "log_inv_logit",
  logit: "logit",
  phi: "Phi",
  sigmoid: "inv_logit",
  sin: "sin",
  softplus: "log1p_exp",
  sqrt: "sqrt",
  square: "square",
  tan: "tan",
  tanh: "tanh",
};
/** Of one vector. */
const REDUCED: Readonly<Record<string, string>> = {
  sum: "sum",
  mean: "mean",
  sd: "sd",
  variance: "variance",
  prod: "prod",
  max: "max",
  min: "min",
  log_sum_exp: "log_sum_exp",
  softmax: "softmax",
  log_softmax: "log_softmax",
  cumsum: "cumulative_sum",
};
/** Of one element of each input. */
const EACH: Readonly<Record<string, (inputs: readonly string[]) => string>> = {
  relu: ([x]) => `fmax(${x}, 0.0)`,
  sign: ([x]) => `((${x} > 0) - (${x} < 0.0))`,
  pow: ([x, y]) => `pow(${x}, ${y})`,
  max: (inputs) => inputs.reduce((x, y) => `fmax(${x}, ${y})`),
  min: (inputs) => inputs.reduce((x, y) => `fmin(${x}, ${y})`),
  log_sum_exp: (inputs) => inputs.reduce((x, y) => `log_sum_exp(${x}, ${y})`),
  log_mix: ([w, a, b]) => `log_mix(${w}, ${a}, ${b})`,
  where: ([condition, then, otherwise]) => `(${condition} != 0 ? ${then} : ${otherwise})`,
  lbeta: ([a, b]) => `lbeta(${a}, ${b})`,
  log_choose: ([n, k]) => `(lgamma(${n} + 1.0) - lgamma(${k} + 1.0) - lgamma(${n} - ${k} + 1.0))`,
};

const STAN_DISTRIBUTIONS: Readonly<Record<string, string>> = {
  laplace: "double_exponential",
  half_normal: "normal",
  half_cauchy: "cauchy",
  half_student_t: "student_t",
  beta_binomial: "beta_binomial",
};

/** Name of a distribution in Stan. */
export function stanDistribution(name: string): string {
  const own = Object.hasOwn(DISTRIBUTION_ALIASES, name) ? DISTRIBUTION_ALIASES[name] : name;
  return Object.hasOwn(STAN_DISTRIBUTIONS, own) ? STAN_DISTRIBUTIONS[own] : own;
}

/** Writes expressions of a model as Stan has them. What is data is passed as such. */
export class StanExpressions {
  readonly #model: Model;
  readonly #names: StanNames;
  readonly #data: StanDataBlock;
  readonly #helpers: StanHelpers;
  /** Definitions stand for themselves where they are not declared yet. */
  inline = false;
  constructor(model: Model, names: StanNames, data: StanDataBlock, helpers: StanHelpers) {
    this.#model = model;
    this.#names = names;
    this.#data = data;
    this.#helpers = helpers;
  }

  value(expr: Expr): Value {
    return this.#model.scope.values.get(expr) as Value;
  }

  /** As a number or a vector of reals, or a matrix. */
  of(expr: Expr): string {
    const value = this.value(expr);
    const wish = expr.kind === "name" ? expr.name : "constant";
    if (value.type === "matrix") return this.#data.passMatrix(value.matrix, wish);
    const known = knownOf(this.#model.scope.graph, value);
    if (known) return value.type === "scalar" ? realOf(known[0]) : this.#data.pass(known, "vector", wish);
    return this.#unknown(expr, value);
  }

  /** As whole numbers, which are data. */
  whole(expr: Expr): { readonly code: string; readonly passing: Passing } {
    const value = this.value(expr) as Numbers;
    const known = knownOf(this.#model.scope.graph, value) as Float64Array;
    if (value.type === "scalar") return { code: String(known[0]), passing: "int" };
    return { code: this.#data.pass(known, "ints", expr.kind === "name" ? expr.name : "places"), passing: "ints" };
  }

  /** The arguments of a distribution, with those left out; a whole number where it counts. */
  inputs(
    distribution: string,
    exprs: readonly Expr[],
  ): readonly { readonly code: string; readonly passing: Passing }[] {
    const own = Object.hasOwn(DISTRIBUTION_ALIASES, distribution) ? DISTRIBUTION_ALIASES[distribution] : distribution;
    const wanted = DISTRIBUTIONS[own].arguments;
    const missing = wanted.length - exprs.length;
    return wanted.map(({ domain }, i) => {
      if (i < missing) return { code: "0.0", passing: "real" };
      return domain === "count" ? this.whole(exprs[i - missing]) : this.passed(exprs[i - missing]);
    });
  }

  passed(expr: Expr): { readonly code: string; readonly passing: Passing } {
    return { code: this.of(expr), passing: this.value(expr).type === "scalar" ? "real" : "vector" };
  }

  #unknown(expr: Expr, value: Numbers): string {
    switch (expr.kind) {
      case "number":
        return realOf(expr.value);
      case "name":
        return this.#named(expr.name);
      case "negate":
        return `(-${this.of(expr.x)})`;
      case "binary":
        return this.#binary(expr, value);
      case "index":
        return `${this.of(expr.x)}[${this.whole(expr.index).code}]`;
      case "slice": {
        const end = (one: Expr | undefined, otherwise: number) => (one ? this.whole(one).code : String(otherwise));
        return `${this.of(expr.x)}[${end(expr.from, 1)}:${end(expr.to, (this.value(expr.x) as Numbers).length)}]`;
      }
      case "list":
        return `[${expr.items.map((item) => this.of(item)).join(", ")}]'`;
      case "call":
        return this.#call(expr, value);
    }
  }

  #named(name: string): string {
    const defines = (one: Statement) => one.kind === "define" && one.name === name;
    const defined = this.inline ? this.#model.statements.find(defines) : undefined;
    return defined?.kind === "define" ? `(${this.of(defined.value)})` : this.#names.of(name);
  }

  #binary(expr: Extract<Expr, { kind: "binary" }>, value: Numbers): string {
    const [x, y] = [expr.x, expr.y].map((side) => this.value(side));
    const [a, b] = [this.of(expr.x), this.of(expr.y)];
    const vectors = value.type === "vector";
    switch (expr.sign) {
      case "+":
      case "-":
        return `(${a} ${expr.sign} ${b})`;
      case "*":
        return `(${a} ${x.type === "vector" && y.type === "vector" ? ".*" : "*"} ${b})`;
      case "/":
        return `(${a} ${y.type === "vector" ? "./" : "/"} ${b})`;
      case "^":
        if (y.type !== "matrix" && y.node.known?.every((power) => power === 2)) return `square(${a})`;
        return vectors ? this.#each("pow", [expr.x, expr.y], value) : `pow(${a}, ${b})`;
      default:
        return this.#helpers.each(
          { "<": "less", "<=": "at_most", ">": "more", ">=": "at_least", "==": "equal" }[expr.sign],
          value.length,
          [this.passed(expr.x), this.passed(expr.y)],
          ([left, right]) => `(${left} ${expr.sign} ${right})`,
        );
    }
  }

  #each(name: string, exprs: readonly Expr[], value: Numbers): string {
    return this.#helpers.each(
      name,
      value.length,
      exprs.map((input) => this.passed(input)),
      EACH[name],
    );
  }

  #call(expr: Extract<Expr, { kind: "call" }>, value: Numbers): string {
    const name = Object.hasOwn(ALIASES, expr.name) ? ALIASES[expr.name] : expr.name;
    const density = /^(.+)_lp[dm]f$/.exec(name)?.[1];
    if (density !== undefined) return this.#density(density, expr, value);
    const inputs = () => expr.inputs.map((input) => this.of(input));
    if (expr.inputs.length === 1 && Object.hasOwn(REDUCED, name) && this.value(expr.inputs[0]).type === "vector")
      return `${REDUCED[name]}(${inputs()[0]})`;
    if (Object.hasOwn(VECTORISED, name)) return `${VECTORISED[name]}(${inputs()[0]})`;
    if (Object.hasOwn(EACH, name)) return this.#each(name, expr.inputs, value);
    if (name === "dot") return this.#dot(expr);
    if (name === "concat") return inputs().reduce((a, b) => `append_row(${a}, ${b})`);
    if (name === "recur") {
      const [first, factor, terms] = expr.inputs;
      const long = (one: Expr) => this.#vectorOf(one, value.length - 1);
      return this.#helpers.recur(this.of(first), long(factor), long(terms));
    }
    if (name === "reverse") {
      const n = value.length;
      return `${inputs()[0]}[${this.#data.pass(
        Float64Array.from({ length: n }, (_, i) => n - i),
        "ints",
        "backwards",
      )}]`;
    }
    throw new Fault("not-in-stan", expr.at, `${expr.name} cannot be written in Stan (write it otherwise)`, {
      value: expr.name,
    });
  }

  #dot(expr: Extract<Expr, { kind: "call" }>): string {
    const n = Math.max(...expr.inputs.map((input) => (this.value(input) as Numbers).length));
    return `dot_product(${expr.inputs.map((input) => this.#vectorOf(input, n)).join(", ")})`;
  }

  /** A vector, also where a number stands for one. */
  #vectorOf(expr: Expr, n: number): string {
    return this.value(expr).type === "vector" ? this.of(expr) : `rep_vector(${this.of(expr)}, ${n})`;
  }

  #density(name: string, expr: Extract<Expr, { kind: "call" }>, value: Numbers): string {
    const [x, ...rest] = expr.inputs;
    const { discrete } = DISTRIBUTIONS[Object.hasOwn(DISTRIBUTION_ALIASES, name) ? DISTRIBUTION_ALIASES[name] : name];
    const all = [discrete ? this.whole(x) : this.passed(x), ...this.inputs(name, rest)];
    const more = /^half_/.test(name) ? " + 0.69314718055994531" : "";
    const stan = `${stanDistribution(name)}_${discrete ? "lpmf" : "lpdf"}`;
    return this.#helpers.each(
      `${name}_density`,
      value.length,
      all,
      ([left, ...others]) => `(${stan}(${left} | ${others.join(", ")})${more})`,
    );
  }
}
