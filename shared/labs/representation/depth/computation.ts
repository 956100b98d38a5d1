/**
 * An expression as a graph of computations (Goodfellow, Bengio & Courville 2016, section 1.2): each node applies one elementary operation, and equal parts
 * are computed once. How deep it is depends on what counts as elementary.
 */
import { depthsOf, longestPath, topologicalOrder, widthOf } from "../../../math/dag.ts";
import {
  apply,
  compileExpression,
  type Expression,
  FUNCTIONS,
  number,
  operationOf,
  printExpression,
  variable,
  variablesOf,
} from "../../../math/expression/index.ts";

export const OPERATIONS = ["binary", "sums", "units", "whole"] as const;
/**
 * What is elementary. "binary": + − × ÷ ^ of two numbers, and every function. "sums": sums and products of any number of terms, powers, functions. "units": a
 * function of a weighted sum, f(Σ w·x + b), where weights are numbers and variables whose names begin with w or b; products and what is left as in "sums".
 * "whole": the expression itself.
 */
export type Operations = (typeof OPERATIONS)[number];

export interface GraphNode {
  readonly label: string;
  /** Nodes whose values go in, in the order in which `value` counts them. */
  readonly inputs: readonly number[];
  /** Of a leaf itself; else of the variables "0", "1", …, its inputs. */
  readonly value: Expression;
  readonly isLeaf: boolean;
}

export interface Graph {
  readonly nodes: readonly GraphNode[];
  readonly output: number;
}

/** A term of a sum, or a factor of a product: with a minus, or below the line. */
interface Part {
  readonly of: Expression;
  readonly inverse: boolean;
}

export function graphOf(expression: Expression, operations: Operations): Graph {
  const nodes: GraphNode[] = [];
  const known = new Map<string, number>();
  const add = (node: GraphNode): number => {
    const key = `${node.isLeaf} ${printExpression(node.value)} ${node.inputs.join()}`;
    const place = known.get(key) ?? nodes.push(node) - 1;
    known.set(key, place);
    return place;
  };
  const leaf = (value: Expression) => add({ label: signOf(printExpression(value)), inputs: [], value, isLeaf: true });
  /** An operation on parts that are nodes of their own. `make`: its expression, given those of its inputs. */
  const node = (
    label: string,
    parts: readonly Expression[],
    make: (inputs: readonly Expression[]) => Expression,
    commutes = false,
  ): number => {
    const found = parts.map(visit);
    const inputs = commutes ? [...found].sort((a, b) => a - b) : found;
    return add({ label, inputs, value: make(inputs.map((_, i) => variable(String(i)))), isLeaf: false });
  };

  const visit = (one: Expression): number => {
    if (one.kind !== "apply" || constantOf(one) !== undefined) return leaf(one);
    if (operations === "binary") return single(one);
    if (operations === "whole") return whole(one);
    if (operations === "units" && isUnit(one)) return unit(one);
    if (isSum(one)) return several("Σ", "+", termsOf(one));
    if (isProduct(one)) return several("Π", "*", factorsOf(one));
    return single(one);
  };
  const single = ({ operation, inputs }: Applied): number => {
    const [base, exponent] = inputs;
    // A constant power is one operation on one number.
    if (operation === "^" && constantOf(exponent) !== undefined)
      return node(`^${signOf(printExpression(exponent))}`, [base], ([own]) => apply("^", own, exponent));
    return node(signOf(operation), inputs, (own) => apply(operation, ...own), operationOf(operation).commutes);
  };
  const whole = (one: Expression): number => {
    const names = variablesOf(one);
    return node("f", names.map(variable), (own) => replaced(one, names, own));
  };
  const several = (label: string, sign: "+" | "*", parts: readonly Part[]): number => {
    const straight = [...parts.filter(({ inverse }) => !inverse), ...parts.filter(({ inverse }) => inverse)];
    const plain = straight.filter(({ inverse }) => !inverse).length;
    const undo = sign === "+" ? "-" : "/";
    return node(
      label,
      straight.map(({ of }) => of),
      (own) =>
        own.reduce<Expression | undefined>((sum, input, i) => {
          if (i < plain) return sum ? apply(sign, sum, input) : input;
          return apply(undo, sum ?? number(sign === "+" ? 0 : 1), input);
        }, undefined) ?? number(0),
      parts.every(({ inverse }) => !inverse),
    );
  };
  /** f(Σ w·x + b): its inputs are weights and values alike. */
  const unit = (one: Applied): number => {
    const bends = !isSum(one) && !isProduct(one);
    const terms = termsOf(bends ? one.inputs[0] : one).map(({ of, inverse }) => ({ factors: weighted(of), inverse }));
    const parts = terms.flatMap(({ factors }) => factors);
    return node(bends ? `${signOf(one.operation)}(Σ)` : "Σ", parts, (own) => {
      let next = 0;
      const sum = terms.reduce<Expression | undefined>((before, { factors, inverse }) => {
        const product = factors.map(() => own[next++]).reduce((a, b) => apply("*", a, b));
        if (before) return apply(inverse ? "-" : "+", before, product);
        return inverse ? apply("neg", product) : product;
      }, undefined);
      return bends ? apply(one.operation, sum ?? number(0)) : (sum ?? number(0));
    });
  };
  const output = visit(expression);
  return { nodes, output };
}

const SIGNS: Readonly<Record<string, string>> = { "*": "×", "/": "÷", "-": "−", neg: "−", sigmoid: "σ", sqrt: "√" };
const signOf = (text: string) => SIGNS[text] ?? text.replace(/^-/, "−");

type Applied = Expression & { readonly kind: "apply" };

/** A number, with any signs before it. */
function constantOf(one: Expression): number | undefined {
  if (one.kind === "number") return one.value;
  if (one.kind !== "apply" || one.operation !== "neg") return undefined;
  const inner = constantOf(one.inputs[0]);
  return inner === undefined ? undefined : -inner;
}

const isSum = (one: Expression) => one.kind === "apply" && ["+", "-", "neg"].includes(one.operation);
const isProduct = (one: Expression) => one.kind === "apply" && ["*", "/"].includes(one.operation);

function termsOf(one: Expression, inverse = false): readonly Part[] {
  if (one.kind !== "apply" || !isSum(one) || constantOf(one) !== undefined) return [{ of: one, inverse }];
  const [a, b] = one.inputs;
  if (one.operation === "neg") return termsOf(a, !inverse);
  return [...termsOf(a, inverse), ...termsOf(b, one.operation === "-" ? !inverse : inverse)];
}

function factorsOf(one: Expression, inverse = false): readonly Part[] {
  if (one.kind !== "apply" || !isProduct(one)) return [{ of: one, inverse }];
  const [a, b] = one.inputs;
  return [...factorsOf(a, inverse), ...factorsOf(b, one.operation === "/" ? !inverse : inverse)];
}

const isWeight = (one: Expression) =>
  constantOf(one) !== undefined || (one.kind === "variable" && /^[wb]/i.test(one.name));

/** Factors of a term, of which at most one is no weight; else the term as one. */
function weighted(term: Expression): readonly Expression[] {
  const factors = factorsOf(term);
  const isPlain = factors.every(({ inverse }) => !inverse) && factors.filter(({ of }) => !isWeight(of)).length <= 1;
  return isPlain ? factors.map(({ of }) => of) : [term];
}

/** A function of one input, a sum, or a weighted value. */
function isUnit(one: Applied): boolean {
  if (isSum(one)) return true;
  if (isProduct(one)) return weighted(one).length > 1;
  return Object.hasOwn(FUNCTIONS, one.operation) && one.inputs.length === 1;
}

function replaced(one: Expression, names: readonly string[], by: readonly Expression[]): Expression {
  if (one.kind === "variable") return by[names.indexOf(one.name)];
  return one.kind === "number" ? one : apply(one.operation, ...one.inputs.map((input) => replaced(input, names, by)));
}

/** The value of every node, given those of the variables by name. */
export function valuesOf({ nodes }: Graph, given: Readonly<Record<string, number>>): Float64Array {
  const values = new Float64Array(nodes.length);
  const names = Object.keys(given);
  const numbers = names.map((name) => given[name]);
  for (const node of topologicalOrder(nodes.map(({ inputs }) => inputs))) {
    const { inputs, value, isLeaf } = nodes[node];
    const own = isLeaf ? names : inputs.map((_, i) => String(i));
    values[node] = compileExpression(value, own)(isLeaf ? numbers : inputs.map((input) => values[input]));
  }
  return values;
}

export interface Measures {
  /** Operations on the longest path. */
  readonly longestPath: number;
  readonly operations: number;
  readonly leaves: number;
  /** The most operations at one depth. */
  readonly width: number;
}

/** What matters of a graph for its depth. */
interface Shape {
  readonly nodes: readonly Pick<GraphNode, "inputs" | "isLeaf">[];
}

/** What is counted of a graph: leaves are no operations. */
export function measuresOf({ nodes }: Shape): Measures {
  const inputs = nodes.map((one) => one.inputs);
  const counts = (node: number) => !nodes[node].isLeaf;
  const operations = nodes.filter(({ isLeaf }) => !isLeaf).length;
  return {
    longestPath: longestPath(inputs, counts).length,
    operations,
    leaves: nodes.length - operations,
    width: widthOf(inputs, counts),
  };
}

/** Nodes of the longest path, and the depth of each node. */
export function pathOf({ nodes }: Shape): {
  readonly path: readonly number[];
  readonly depths: Int32Array;
} {
  const inputs = nodes.map((one) => one.inputs);
  const counts = (node: number) => !nodes[node].isLeaf;
  return { path: longestPath(inputs, counts).nodes, depths: depthsOf(inputs, counts) };
}
