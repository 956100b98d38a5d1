import type { Binary, Id, Operation, Unary } from "../program.ts";
import { type Code, f64, f64x2, SELECT, v128 } from "./code.ts";
import { callOnce } from "./inline.ts";
import { library } from "./link.ts";

/** Operations of one element from those of its operands. */
export type Elementwise = Operation & ({ op: Unary } | { op: Binary } | { op: "select" });

export function isElementwise(operation: Operation): operation is Elementwise {
  return "condition" in operation || operation.op in simple || operation.op in compared || operation.op in called;
}

/** Their instructions for one float64 and for two. */
const simple: Readonly<Record<string, readonly [number, number]>> = {
  neg: [f64.neg, f64x2.neg],
  sqrt: [f64.sqrt, f64x2.sqrt],
  abs: [f64.abs, f64x2.abs],
  floor: [f64.floor, f64x2.floor],
  add: [f64.add, f64x2.add],
  sub: [f64.sub, f64x2.sub],
  mul: [f64.mul, f64x2.mul],
  div: [f64.div, f64x2.div],
  max: [f64.max, f64x2.max],
  min: [f64.min, f64x2.min],
};

const compared: Readonly<Record<string, readonly [number, number]>> = {
  less: [f64.lt, f64x2.lt],
  atMost: [f64.le, f64x2.le],
  equal: [f64.eq, f64x2.eq],
};

/** Functions of the library by the name of the operation (its twin for two float64 ends in 2); "sign" is written out. */
const called: Readonly<Record<string, string>> = {
  exp: "exp",
  log: "log",
  log1p: "log1p",
  expm1: "expm1",
  sin: "sin",
  cos: "cos",
  tanh: "tanh",
  lgamma: "lgamma",
  digamma: "digamma",
  erf: "erf",
  erfc: "erfc",
  pow: "pow",
  sign: "",
};

/** Whether a function of the library is called for it. */
export const isCalled = ({ op }: Elementwise): boolean => op in called && op !== "sign";

/** Name of the function of pairs that is called for it. */
export const twinOf = ({ op }: Elementwise): string => `${called[op]}2`;

/** Number of a function of the library. */
export function functionOf(name: string): number {
  const index = library().functions.get(name);
  if (index === undefined) throw new Error(`the library of elementary functions has no ${name}`);
  return index;
}

/** Leaves the result of a scalar on the stack, outside of loops; `push` leaves that of an operand. */
export function emitScalar(code: Code, operation: Elementwise, push: (id: Id) => void): void {
  if (operation.op === "select") {
    push(operation.then);
    push(operation.otherwise);
    push(operation.condition);
    code.f64(0);
    code.op(f64.ne, SELECT);
    return;
  }
  if (operation.op === "sign") {
    code.f64(1);
    code.f64(-1);
    push(operation.x);
    push(operation.x);
    code.f64(0);
    code.op(f64.lt, SELECT);
    push(operation.x);
    code.f64(0);
    code.op(f64.gt, SELECT);
    return;
  }
  push(operation.x);
  if ("y" in operation) push(operation.y);
  const name = operation.op;
  if (name in simple) code.op(simple[name][0]);
  else if (name in compared) code.op(compared[name][0], f64.convertUnsigned);
  else callOnce(code, called[name]);
}

/** Leaves the results of two elements on the stack; `push` leaves those of an operand, `constant` a pair of one number, `call` calls a function. */
export function emitPair(
  code: Code,
  operation: Elementwise,
  push: (id: Id) => void,
  constant: (x: number) => void,
  call: (name: string) => void = (name) => code.call(functionOf(name)),
): void {
  if (operation.op === "select") {
    push(operation.then);
    push(operation.otherwise);
    push(operation.condition);
    constant(0);
    code.simd(f64x2.ne);
    code.simd(v128.bitselect);
    return;
  }
  if (operation.op === "sign") {
    constant(1);
    constant(-1);
    push(operation.x);
    push(operation.x);
    constant(0);
    code.simd(f64x2.lt);
    code.simd(v128.bitselect);
    push(operation.x);
    constant(0);
    code.simd(f64x2.gt);
    code.simd(v128.bitselect);
    return;
  }
  push(operation.x);
  if ("y" in operation) push(operation.y);
  const name = operation.op;
  if (name in simple) code.simd(simple[name][1]);
  else if (name in compared) {
    code.simd(compared[name][1]);
    constant(1);
    code.simd(v128.and);
  } else call(twinOf(operation));
}
