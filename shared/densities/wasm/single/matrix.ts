import type { Id } from "../../program.ts";
import { F32_DEMOTE, F64_LOAD, f64x2, I32, I32_ADD, I32_LESS, V128, v128 } from "../code.ts";
import { type Frame, INPUT } from "../frame.ts";
import { SINGLE_ROWS } from "../layout.ts";
import { f32x4 } from "./elementwise.ts";
import { collect, columnsOf, maskedQuad, type Turn, zeroed } from "./turn.ts";

// Products with a matrix in float32, a turn's rows at a time.

const F32_STORE = 0x38;

/** The factors of a product with a matrix, rounded, in memory. */
export function roundFactors(frame: Frame, id: Id): void {
  const operation = frame.operation(id);
  if (operation.op !== "times") return;
  const { code, layout } = frame;
  const { relative, bytes } = layout.address(operation.x);
  const to = zeroed(frame);
  const from = code.local(I32);
  if (relative) code.get(INPUT);
  else code.i32(0);
  code.set(from);
  code.repeat(
    () => {
      code.get(to);
      code.get(from);
      code.memory(F64_LOAD, bytes);
      code.op(F32_DEMOTE);
      code.memory(F32_STORE, layout.factors(id));
      code.advance(from, 8);
      code.advance(to, 4);
    },
    () => {
      code.get(to);
      code.i32(4 * frame.length(operation.x));
      code.op(I32_LESS);
    },
  );
}

/** Columns that are worked on in one turn of the inner loop. */
const UNROLLED = 4;

/** Runs `body` for each column of a block: bytes behind `start`, and behind another local. */
function eachColumn(
  frame: Frame,
  columns: number,
  start: number,
  [other, bytes]: readonly [local: number, bytes: number],
  body: (block: number, offset: number, otherOffset: number) => void,
): void {
  const { code } = frame;
  const column = 4 * SINGLE_ROWS;
  const block = code.local(I32);
  code.get(start);
  code.set(block);
  const looped = columns < 2 * UNROLLED ? 0 : columns - (columns % UNROLLED);
  const once = (count: number) => {
    for (let c = 0; c < count; c++) body(block, column * c, bytes * c);
  };
  if (looped > 0) {
    const end = code.local(I32);
    code.get(start);
    code.i32(column * looped);
    code.op(I32_ADD);
    code.set(end);
    code.repeat(
      () => {
        once(UNROLLED);
        code.advance(block, column * UNROLLED);
        code.advance(other, bytes * UNROLLED);
      },
      () => {
        code.get(block);
        code.get(end);
        code.op(I32_LESS);
      },
    );
  }
  once(columns - looped);
}

export function multiply(turn: Turn, id: Id): void {
  const { frame, quads, rows } = turn;
  const { code, layout } = frame;
  const operation = frame.operation(id);
  if (operation.op !== "times") return;
  const sums = Array.from({ length: quads }, () => {
    const local = code.local(V128);
    frame.constant(0);
    code.set(local);
    return local;
  });
  const factor = zeroed(frame);
  const weight = code.local(V128);
  const start = rows.get(operation.matrix) as number;
  eachColumn(frame, columnsOf(frame, operation.matrix), start, [factor, 4], (block, offset, factorOffset) => {
    code.get(factor);
    code.simdMemory(v128.loadSplat32, layout.factors(id) + factorOffset);
    code.set(weight);
    for (let k = 0; k < quads; k++) {
      code.get(sums[k]);
      code.get(block);
      code.simdMemory(v128.load, layout.single[operation.matrix] + offset + 16 * k);
      code.get(weight);
      code.simd(f32x4.mul);
      code.simd(f32x4.add);
      code.set(sums[k]);
    }
  });
  for (let k = 0; k < quads; k++) turn.held.set(`${id} ${k}`, sums[k]);
}

export function addProducts(turn: Turn, id: Id): void {
  const { frame, quads, rows } = turn;
  const { code, layout } = frame;
  const operation = frame.operation(id);
  if (operation.op !== "timesTransposed") return;
  const weights = Array.from({ length: quads }, (_, k) => {
    maskedQuad(turn, operation.x, k);
    const local = code.local(V128);
    code.set(local);
    return local;
  });
  const sums = layout.columnSums(id);
  const total = zeroed(frame);
  eachColumn(
    frame,
    operation.length,
    rows.get(operation.matrix) as number,
    [total, 16],
    (block, offset, totalOffset) => {
      code.get(total);
      code.get(total);
      code.simdMemory(v128.load, sums + totalOffset);
      collect(turn, (k) => {
        code.get(block);
        code.simdMemory(v128.load, layout.single[operation.matrix] + offset + 16 * k);
        code.get(weights[k]);
        code.simd(f32x4.mul);
      });
      code.simd(f64x2.add);
      code.simdMemory(v128.store, sums + totalOffset);
    },
  );
}
