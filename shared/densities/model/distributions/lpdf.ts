import { Fault, nearestOf } from "../../error.ts";
import type { Node } from "../../graph/node.ts";
import { total } from "../../graph/sums.ts";
import type { Expr } from "../../text/syntax.ts";
import type { Scope } from "../scope.ts";
import { knownOf, type Numbers, scalar, shaped, together, toldShape, type Value } from "../value.ts";
import type { Distribution, Domain } from "./distribution.ts";
import { DISTRIBUTION_ALIASES, DISTRIBUTIONS, ELSEWHERE } from "./index.ts";
import { jointTerms } from "./joint.ts";

/** Shape of what is distributed and the terms of its log density, element by element. */
export interface LogDensity {
  readonly shape: Pick<Numbers, "type" | "length">;
  readonly terms: readonly Node[];
  /** 0 inside the support and −∞ outside, where the declarations do not say that it is inside. */
  readonly inside?: Node;
}

export function distributionNamed(name: string, at: number): readonly [string, Distribution] {
  const own = Object.hasOwn(DISTRIBUTION_ALIASES, name) ? DISTRIBUTION_ALIASES[name] : name;
  if (Object.hasOwn(DISTRIBUTIONS, own)) return [own, DISTRIBUTIONS[own]];
  const near = nearestOf(calledHere(name), [...Object.keys(DISTRIBUTIONS), ...Object.keys(DISTRIBUTION_ALIASES)]);
  const cure = near ? `did you mean ${near}?` : `there are ${Object.keys(DISTRIBUTIONS).join(", ")}`;
  throw new Fault(near ? "misspelt-distribution" : "unknown-distribution", at, `no distribution: ${name} (${cure})`, {
    value: name,
    near: near ?? "",
  });
}

/** A name that a distribution has elsewhere as it is here; any other as it is. */
function calledHere(name: string): string {
  const own = name.toLowerCase();
  const known = [own, own.replace(/^[dr]/, "")].find((one) => Object.hasOwn(ELSEWHERE, one));
  return known === undefined ? name : ELSEWHERE[known];
}

/** Σ over elements of the whole log density, constants included, element by element: `normal_lpdf(y, mu, sigma)`. */
export function logDensity(
  scope: Scope,
  name: string,
  at: number,
  values: readonly Value[],
  exprs: readonly Expr[],
): Value {
  const g = scope.graph;
  const [own, distribution] = distributionNamed(name, at);
  const [x, ...inputs] = values;
  if (x === undefined || x.type === "matrix")
    throw new Fault("wrong-count", at, `${name} of nothing (write what is distributed first)`, {
      name,
      value: 0,
      fits: 1,
    });
  const found = densityTerms(scope, own, distribution, {
    x,
    at,
    xAt: exprs[0].at,
    inputs,
    ats: exprs.slice(1).map((expr) => expr.at),
  });
  const all = [...found.terms, ...(found.inside ? [found.inside] : [])];
  const node = all.reduce((a, b) => g.add(a, b));
  return distribution.elementwise === false ? scalar(node) : shaped(found.shape, node);
}

export interface Applied {
  readonly x: Numbers;
  readonly at: number;
  readonly xAt: number;
  readonly inputs: readonly Value[];
  readonly ats: readonly number[];
}

export function densityTerms(scope: Scope, name: string, distribution: Distribution, applied: Applied): LogDensity {
  const g = scope.graph;
  g.at = applied.at;
  const { x, xAt } = applied;
  const inputs = completed(scope, name, distribution, applied);
  checkValues(scope, name, distribution, applied);
  if (distribution.elementwise === false) {
    return {
      shape: { type: "scalar", length: 1 },
      terms: jointTerms({ scope, name, x, xAt, inputs, ats: applied.ats }),
    };
  }
  const plain = inputs.map((input, i): Numbers => {
    if (input.type === "matrix")
      throw new Fault(
        "matrix-misplaced",
        applied.ats[i],
        `${toldShape(input)} in ${name} (must be a number or a vector)`,
        { name },
      );
    checkDomain(
      scope,
      name,
      distribution.arguments[i].name,
      distribution.arguments[i].domain,
      input,
      applied.ats[i - (inputs.length - applied.inputs.length)] ?? applied.at,
    );
    return input;
  });
  const shape = together(applied.at, `${name}`, [x, ...plain]);
  const terms = distribution.terms(
    g,
    x.node,
    plain.map(({ node }) => node),
  );
  const inside = supported(scope, name, distribution, applied, plain);
  return inside ? { shape, terms, inside } : { shape, terms };
}

/** With zeros for the first arguments, where these may be left out. */
function completed(
  scope: Scope,
  name: string,
  { arguments: wanted, optional = 0 }: Distribution,
  { inputs, at }: Applied,
): readonly Value[] {
  const missing = wanted.length - inputs.length;
  if (missing === 0) return inputs;
  if (missing > 0 && missing <= optional)
    return [...Array.from({ length: missing }, () => scalar(scope.graph.constant(0), 0, 0)), ...inputs];
  const told = `${name}(${wanted.map((one) => one.name).join(", ")})`;
  throw new Fault("wrong-count", at, `arguments of ${name}: ${inputs.length} (write ${told})`, {
    name,
    value: inputs.length,
    fits: `${wanted.length}: ${told}`,
  });
}

const DOMAINS: Readonly<Record<Domain, (value: number) => boolean>> = {
  real: (value) => Number.isFinite(value),
  positive: (value) => value > 0 && value < Infinity,
  unit: (value) => value >= 0 && value <= 1,
  count: (value) => Number.isInteger(value) && value >= 0,
};
const TOLD: Readonly<Record<Domain, string>> = {
  real: "< ∞",
  positive: "> 0",
  unit: "0 … 1",
  count: "0, 1, 2, …",
};

function checkDomain(
  scope: Scope,
  distribution: string,
  name: string,
  domain: Domain,
  input: Numbers,
  at: number,
): void {
  const known = knownOf(scope.graph, input);
  const wrong = known?.find((value) => !DOMAINS[domain](value));
  if (wrong !== undefined)
    throw new Fault("impossible-argument", at, `${name} of ${distribution}: ${wrong} (must be ${TOLD[domain]})`, {
      name,
      distribution,
      value: wrong,
      must: TOLD[domain],
    });
  if (known) return;
  if (domain === "count")
    throw new Fault("argument-not-data", at, `${name} of ${distribution} depends on parameters (must be data)`, {
      name,
      distribution,
    });
  const plain = scope.strict && input.node.kind === "position";
  if (plain && domain === "positive")
    throw new Fault(
      "scale-without-bound",
      at,
      `${name} of ${distribution} may become negative (declare the parameter with > 0)`,
      { name, distribution },
    );
  if (plain && domain === "unit")
    throw new Fault(
      "probability-without-bounds",
      at,
      `${name} of ${distribution} may leave 0 to 1 (declare the parameter with in (0, 1))`,
      { name, distribution },
    );
}

/** Data must be numbers that can be, whole ones where the distribution is discrete. */
function checkValues(scope: Scope, name: string, { discrete, support }: Distribution, { x, xAt }: Applied): void {
  const known = knownOf(scope.graph, x);
  if (discrete && !known)
    throw new Fault("discrete-parameter", xAt, `${name} of what depends on parameters (whole numbers must be data)`, {
      name,
    });
  if (!known) return;
  const { lower, upper } = support;
  const wrong = known.findIndex(
    (value) =>
      !Number.isFinite(value) ||
      (discrete && !Number.isInteger(value)) ||
      (typeof lower === "number" && value < lower) ||
      (typeof upper === "number" && value > upper),
  );
  if (wrong < 0) return;
  const value = known[wrong];
  const must = allowedOf(support, discrete ?? false);
  throw new Fault("impossible-data", xAt, `${value} ~ ${name}, element ${wrong + 1} (must be ${must})`, {
    value,
    name,
    element: wrong + 1,
    must,
  });
}

/** The values of a support, in signs: "≥ 0", "0, 1, 2, …". */
function allowedOf({ lower, upper }: Distribution["support"], discrete: boolean): string {
  const [least, most] = [lower, upper].map((side) =>
    typeof side === "number" && Number.isFinite(side) ? side : undefined,
  );
  if (least === undefined) return "< ∞";
  if (discrete) return most === undefined ? `${least}, ${least + 1}, …` : `${least}, ${most}`;
  return most === undefined ? `≥ ${least}` : `${least} … ${most}`;
}

/** 0 inside, −∞ outside; nothing where declarations, or what was checked, say that x is inside. */
function supported(
  scope: Scope,
  name: string,
  { arguments: wanted, support }: Distribution,
  { x, xAt }: Applied,
  inputs: readonly Numbers[],
): Node | undefined {
  const g = scope.graph;
  const bound = (side: number | string): Numbers | undefined => {
    if (typeof side === "number") return Number.isFinite(side) ? scalar(g.constant(side), side, side) : undefined;
    return inputs[wanted.findIndex((one) => one.name === side)];
  };
  const [lower, upper] = [bound(support.lower), bound(support.upper)];
  const tests: Node[] = [];
  if (lower && !(x.lower >= lower.upper) && !above(scope, x, lower)) tests.push(g.binary("atMost", lower.node, x.node));
  if (upper && !(x.upper <= upper.lower) && !above(scope, upper, x)) tests.push(g.binary("atMost", x.node, upper.node));
  if (tests.length === 0) return undefined;
  const unbounded = scope.strict && x.node.kind === "position" && x.lower === -Infinity && x.upper === Infinity;
  if (unbounded && [lower, upper].every((side) => side === undefined || side.node.known))
    throw new Fault(
      "support-mismatch",
      xAt,
      `parameter outside of what ${name} allows (declare it with ${cureOf(lower, upper)})`,
      { name, cure: cureOf(lower, upper) },
    );
  return g.log(tests.reduce((a, b) => g.mul(a, b)));
}

function cureOf(lower: Numbers | undefined, upper: Numbers | undefined): string {
  const [a, b] = [lower, upper].map((side) => side?.node.known?.[0]);
  if (a !== undefined && b !== undefined) return `in (${a}, ${b})`;
  return a !== undefined ? `> ${a}` : `< ${b}`;
}

/** Whether all known elements of x lie at or above those of y. */
function above(scope: Scope, x: Numbers, y: Numbers): boolean {
  const g = scope.graph;
  const difference = g.sub(x.node, y.node);
  return difference.known?.every((value) => value >= 0) ?? false;
}

/** The sum over elements of each term that depends on parameters. Data that cannot be are told. */
export function statementTerms(scope: Scope, name: string, applied: Applied, found: LogDensity): readonly Node[] {
  const g = scope.graph;
  const kept: Node[] = [];
  for (const term of [...found.terms, ...(found.inside ? [found.inside] : [])]) {
    if (term.known === null) kept.push(total(g, term, found.shape.length));
    else if (term.known.some((value) => !Number.isFinite(value)))
      throw new Fault("impossible-together", applied.xAt, `these data cannot come from ${name} (their density is 0)`, {
        name,
      });
  }
  return kept;
}
