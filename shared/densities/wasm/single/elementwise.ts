import type { Id } from "../../program.ts";
import { type Code, f32, v128 } from "../code.ts";
import { type Elementwise, functionOf } from "../elementwise.ts";

export const f32x4 = { add: 0xe4, mul: 0xe6 } as const;

const NOT_EQUAL = 0x42;

/** Instructions for four float32. */
const SIMPLE: Readonly<Record<string, number>> = {
  neg: 0xe1,
  abs: 0xe0,
  sqrt: 0xe3,
  floor: 0x68,
  add: 0xe4,
  sub: 0xe5,
  mul: 0xe6,
  div: 0xe7,
  min: 0xe8,
  max: 0xe9,
};
const COMPARED: Readonly<Record<string, number>> = { less: 0x43, atMost: 0x45, equal: 0x41 };

/** Leaves the results of four elements on the stack; `push` leaves those of an operand. */
export function emitQuad(code: Code, operation: Elementwise, push: (id: Id) => void): void {
  if (operation.op === "select") {
    push(operation.then);
    push(operation.otherwise);
    push(operation.condition);
    code.f32(0);
    code.simd(f32.splat);
    code.simd(NOT_EQUAL);
    code.simd(v128.bitselect);
    return;
  }
  push(operation.x);
  if ("y" in operation) push(operation.y);
  const { op } = operation;
  if (op in SIMPLE) code.simd(SIMPLE[op]);
  else if (op in COMPARED) {
    code.simd(COMPARED[op]);
    code.f32(1);
    code.simd(f32.splat);
    code.simd(v128.and);
  } else code.call(functionOf(`${op}4`));
}
