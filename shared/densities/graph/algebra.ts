import { sigmoid, softplus } from "../../math/index.ts";
import { BINARY_OF, UNARY_OF } from "../kernels.ts";
import type { Binary, Unary } from "../program.ts";
import { Graph } from "./graph.ts";
import { constantOf, type Node } from "./node.ts";

type Wide = Unary | "softplus" | "sigmoid" | "stop";
const WIDE_OF: Readonly<Record<Wide, (x: number) => number>> = { ...UNARY_OF, softplus, sigmoid, stop: (x) => x };

/** How far to the left factors stand: numbers, other scalars, known vectors, vectors. */
function rank(x: Node): number {
  if (x.length === 1) return x.known ? 0 : 1;
  return x.known ? 2 : 3;
}

/**
 * Arithmetic on nodes that writes what is equal in one form, with little to compute in loops over elements: in products, numbers come first, then
 * scalars, then vectors; x·0 is 0 and x/c is x·(1/c). The derivative, and all three ways to run a program, see only what is left.
 */
export class Algebra extends Graph {
  unary(kind: Wide, x: Node): Node {
    const [inner] = x.inputs;
    if (kind === "neg") {
      if (x.kind === "neg") return inner;
      if (x.kind === "sub") return this.sub(x.inputs[1], inner);
      if (x.kind === "mul" && rank(inner) === 0)
        return this.mul(this.constant(-(inner.known as Float64Array)[0]), x.inputs[1]);
    }
    if (kind === "abs" && (x.kind === "neg" || x.kind === "abs")) return this.unary("abs", inner);
    if (kind === "log" && x.kind === "exp") return inner;
    return this.make(kind, x.length, [x], {}, ([values]) => values.map(WIDE_OF[kind]));
  }
  neg = (x: Node): Node => this.unary("neg", x);
  exp = (x: Node): Node => this.unary("exp", x);
  log = (x: Node): Node => this.unary("log", x);
  log1p = (x: Node): Node => this.unary("log1p", x);
  softplus = (x: Node): Node => this.unary("softplus", x);
  square = (x: Node): Node => this.mul(x, x);

  add(x: Node, y: Node): Node {
    if (rank(y) === 0 && rank(x) !== 0) return this.add(y, x);
    if (constantOf(x) === 0) return y;
    if (x === y) return this.scaled(2, x);
    if (y.kind === "neg") return this.sub(x, y.inputs[0]);
    if (x.kind === "neg") return this.sub(y, x.inputs[0]);
    if (rank(x) === 0 && y.kind === "add" && rank(y.inputs[0]) === 0)
      return this.add(this.add(x, y.inputs[0]), y.inputs[1]);
    if (y.kind === "mul" && (constantOf(y.inputs[0]) ?? 0) < 0) return this.sub(x, this.neg(y));
    if (x.kind === "mul" && (constantOf(x.inputs[0]) ?? 0) < 0) return this.sub(y, this.neg(x));
    const both = this.#sameProduct(x, y);
    if (both) return both;
    return this.#binary("add", ...this.#inOrder(x, y));
  }
  sub(x: Node, y: Node): Node {
    if (x === y) return this.constant(0);
    if (constantOf(y) === 0) return x;
    if (constantOf(x) === 0) return this.neg(y);
    if (y.kind === "neg") return this.add(x, y.inputs[0]);
    if (rank(y) === 0) return this.add(this.neg(y), x);
    if (y.kind === "mul" && (constantOf(y.inputs[0]) ?? 0) < 0) return this.add(x, this.neg(y));
    return this.#binary("sub", x, y);
  }
  mul(x: Node, y: Node): Node {
    if (rank(y) < rank(x)) return this.mul(y, x);
    const c = constantOf(x);
    if (c === 0 || c === 1) return c === 0 ? x : y;
    if (c === -1 && !y.known) return this.neg(y);
    if (x.known && y.known) return this.#binary("mul", x, y);
    if (y.kind === "neg") return this.neg(this.mul(x, y.inputs[0]));
    if (x.kind === "neg") return this.neg(this.mul(x.inputs[0], y));
    if (y.kind === "mul") {
      const [a, b] = y.inputs;
      if (leads(a, x, y)) return this.mul(a, this.mul(x, b));
      if (merges(x, a, y)) return this.mul(this.mul(x, a), b);
    }
    if (x.kind === "mul" && leads(x.inputs[0], x, y)) return this.mul(x.inputs[0], this.mul(x.inputs[1], y));
    return this.#binary("mul", ...this.#inOrder(x, y));
  }
  div(x: Node, y: Node): Node {
    const c = constantOf(y);
    if (y.known && !x.known && (c === undefined || c === 1 || (c !== 0 && Math.abs(c) < 1e300)))
      return this.mul(this.inv(y), x);
    if (x.length > 1 && y.length === 1 && !x.known) return this.mul(this.inv(y), x);
    if (x.kind === "neg") return this.neg(this.div(x.inputs[0], y));
    if (x.kind === "mul" && rank(x.inputs[0]) === 0 && !y.known) return this.mul(x.inputs[0], this.div(x.inputs[1], y));
    if (constantOf(x) === 0 && !y.known) return x;
    return this.#binary("div", x, y);
  }
  inv(x: Node): Node {
    return this.#binary("div", this.constant(1), x);
  }
  pow(x: Node, y: Node): Node {
    const c = constantOf(y);
    if (c === 0) return this.constant(1);
    if (c === 1) return x;
    if (c === 0.5) return this.unary("sqrt", x);
    if (c !== undefined && Number.isInteger(c) && Math.abs(c) <= 8) {
      if (c < 0) return this.inv(this.pow(x, this.constant(-c)));
      const half = this.pow(x, this.constant(Math.floor(c / 2)));
      return c % 2 === 0 ? this.mul(half, half) : this.mul(x, this.mul(half, half));
    }
    return this.#binary("pow", x, y);
  }
  binary(kind: Binary, x: Node, y: Node): Node {
    if (kind === "add" || kind === "sub" || kind === "mul" || kind === "div" || kind === "pow") return this[kind](x, y);
    return this.#binary(kind, x, y);
  }
  scaled(factor: number, x: Node): Node {
    return this.mul(this.constant(factor), x);
  }
  plus(x: Node, shift: number): Node {
    return this.add(this.constant(shift), x);
  }
  select(condition: Node, then: Node, otherwise: Node): Node {
    if (then === otherwise) return then;
    const known = constantOf(condition);
    if (known !== undefined) return known !== 0 ? then : otherwise;
    const length = Math.max(condition.length, then.length, otherwise.length);
    return this.make("select", length, [condition, then, otherwise], {}, ([c, a, b]) =>
      Float64Array.from({ length }, (_, i) => (element(c, i) !== 0 ? element(a, i) : element(b, i))),
    );
  }
  /** A vector of that length, where a scalar may stand for one. */
  expand(x: Node, length: number): Node {
    if (x.length === length) return x;
    const c = constantOf(x);
    return c !== undefined ? this.filled(c, length) : this.#binary("mul", this.filled(1, length), x);
  }

  #binary(kind: Binary, x: Node, y: Node): Node {
    const length = Math.max(x.length, y.length);
    const of = BINARY_OF[kind];
    return this.make(kind, length, [x, y], {}, ([a, b]) =>
      Float64Array.from({ length }, (_, i) => of(element(a, i), element(b, i))),
    );
  }
  /** a·p + b·p = (a + b)·p for numbers a, b. */
  #sameProduct(x: Node, y: Node): Node | undefined {
    const [a, p] = factored(x);
    const [b, q] = factored(y);
    return p === q && !p.known ? this.mul(this.constant(a + b), p) : undefined;
  }
  #inOrder(x: Node, y: Node): readonly [Node, Node] {
    const swap = rank(x) > rank(y) || (rank(x) === rank(y) && x.id > y.id);
    return swap ? [y, x] : [x, y];
  }
}

/** Whether the first factor of one of the two goes out, before the other: a scalar before vectors, a number before scalars. */
function leads(first: Node, x: Node, y: Node): boolean {
  if (first.length !== 1) return false;
  const scalars = x.length === 1 && y.length === 1;
  return scalars ? first.known !== null && !x.known : x.length > 1 && y.length > 1;
}

/** Whether x and the first factor of the product y are better multiplied before the rest: scalars before a vector, data with data. */
function merges(x: Node, first: Node, y: Node): boolean {
  if (x.known && first.known) return x.length === first.length;
  return x.length === 1 && first.length === 1 && y.length > 1;
}

function factored(x: Node): readonly [number, Node] {
  if (x.kind === "neg") return [-1, x.inputs[0]];
  const c = x.kind === "mul" ? constantOf(x.inputs[0]) : undefined;
  return c === undefined ? [1, x] : [c, x.inputs[1]];
}

function element(values: Float64Array, i: number): number {
  return values.length === 1 ? values[0] : values[i];
}
