import { isExpOfMinusAbs } from "../../interpret32.ts";
import type { Id } from "../../program.ts";
import { F32_DEMOTE, f32, I32_LESS, V128 } from "../code.ts";
import { type Elementwise, functionOf, isElementwise } from "../elementwise.ts";
import type { Frame } from "../frame.ts";
import { SINGLE_ROWS } from "../layout.ts";
import { type Loop, operandsOf } from "../schedule.ts";
import { emitQuad } from "./elementwise.ts";
import { multiply, roundFactors } from "./matrix.ts";
import { addToSum, finishSum, type Sum, startSum } from "./sums.ts";
import { columnsOf, hold, QUADS, quad, type Turn, zeroed } from "./turn.ts";

// A pass over rows in float32, 32 rows a turn as eight quads of four lanes; its sums are collected in two lanes of float64.

export function isSingleLoop(frame: Frame, { products, elements, sums }: Loop): boolean {
  return [...products, ...elements, ...sums].some((id) => frame.operation(id).single === true);
}

export function emitSingleLoop(frame: Frame, loop: Loop): void {
  const { code } = frame;
  const scalars = new Map<Id, number>();
  for (const id of [...loop.elements, ...loop.sums])
    for (const x of operandsOf(frame.operation(id))) spreadScalar(frame, x, scalars);
  const at = zeroed(frame);
  const rows = new Map<number, number>();
  for (const id of [...loop.products, ...loop.sums]) {
    const operation = frame.operation(id);
    if ("matrix" in operation && !rows.has(operation.matrix)) rows.set(operation.matrix, zeroed(frame));
  }
  for (const id of loop.products) roundFactors(frame, id);
  const sums = new Map(loop.sums.map((id) => [id, startSum(frame, id)]));
  const full = Math.floor(loop.length / SINGLE_ROWS);
  const rest = loop.length % SINGLE_ROWS;
  const turn = (quads: number, last: number) =>
    emitTurn({ frame, loop, at, rows, scalars, quads, last, held: new Map() }, sums);
  if (full > 0) {
    code.repeat(
      () => {
        turn(QUADS, 4);
        code.advance(at, 4 * SINGLE_ROWS);
        for (const [matrix, local] of rows) code.advance(local, 4 * SINGLE_ROWS * columnsOf(frame, matrix));
      },
      () => {
        code.get(at);
        code.i32(4 * SINGLE_ROWS * full);
        code.op(I32_LESS);
      },
    );
  }
  if (rest > 0) turn(Math.ceil(rest / 4), ((rest - 1) % 4) + 1);
  for (const [id, sum] of sums) finishSum(frame, id, sum);
}

/** A scalar, rounded, in four lanes. */
function spreadScalar(frame: Frame, x: Id, scalars: Map<Id, number>): void {
  const { op, length } = frame.operation(x);
  if (scalars.has(x) || (op !== "constant" && length > 1)) return;
  const { code } = frame;
  frame.scalar(x);
  code.op(F32_DEMOTE);
  code.simd(f32.splat);
  const local = code.local(V128);
  code.set(local);
  scalars.set(x, local);
}

function emitTurn(turn: Turn, sums: ReadonlyMap<Id, Sum>): void {
  const { frame, loop, quads } = turn;
  for (const id of loop.products) multiply(turn, id);
  for (let k = 0; k < quads; k++) {
    for (const id of loop.elements) {
      const operation = frame.operation(id);
      if (!isElementwise(operation)) throw new Error(`operation ${id} (${operation.op}) is no element in float32`);
      element(turn, id, operation, k);
      hold(turn, id, k);
    }
  }
  for (const [id, sum] of sums) addToSum(turn, id, sum);
}

function element(turn: Turn, id: Id, operation: Elementwise, k: number): void {
  const { frame } = turn;
  if (isExpOfMinusAbs(frame.program.operations, id)) {
    quad(turn, (operation as { readonly x: Id }).x, k);
    frame.code.call(functionOf("expMinusAbs4"));
  } else emitQuad(frame.code, operation, (x) => quad(turn, x, k));
}
