import type { Data, Id } from "../program.ts";
import { F64_STORE, f64x2, I32, I32_ADD, I32_LESS, V128, v128 } from "./code.ts";
import { type Frame, INPUT } from "./frame.ts";
import { isLong } from "./schedule.ts";
import { addLanes, clear } from "./sums.ts";
import { hold, maskedTurnPair, type Turn } from "./turn.ts";

/** Bytes of a column in a block of eight rows. */
const COLUMN = 64;
/** Columns that are worked on in one turn of the inner loop. */
const UNROLLED = 4;

export function matrixOf(frame: Frame, matrix: number): Extract<Data, { kind: "matrix" }> {
  return frame.program.data[matrix] as Extract<Data, { kind: "matrix" }>;
}

/**
 * Runs `body` for each column of a block, whose address is `start` bytes behind the matrix; `offsets` are those of the column in the matrix and, eight or
 * sixteen bytes a column, in vectors beside it.
 */
function eachColumn(
  frame: Frame,
  columns: number,
  start: number,
  other: { readonly local: number; readonly bytes: number },
  body: (block: number, offset: number, otherOffset: number) => void,
): void {
  const { code } = frame;
  const block = code.local(I32);
  code.get(start);
  code.set(block);
  const few = columns <= 2 * UNROLLED;
  const looped = few ? 0 : columns - (columns % UNROLLED);
  const once = (count: number) => {
    for (let c = 0; c < count; c++) body(block, COLUMN * c, other.bytes * c);
  };
  if (looped > 0) {
    const end = code.local(I32);
    code.get(start);
    code.i32(COLUMN * looped);
    code.op(I32_ADD);
    code.set(end);
    code.repeat(
      () => {
        once(UNROLLED);
        code.advance(block, COLUMN * UNROLLED);
        code.advance(other.local, other.bytes * UNROLLED);
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

/** The elements of X·x in this turn. */
export function multiply(turn: Turn, id: Id): void {
  const { frame, pairs, rows } = turn;
  const { code, layout } = frame;
  const operation = frame.operation(id);
  if (operation.op !== "times") return;
  const { columns } = matrixOf(frame, operation.matrix);
  const sums = Array.from({ length: pairs }, () => {
    const local = code.local(V128);
    frame.constant(0);
    code.set(local);
    return local;
  });
  const { relative, bytes } = layout.address(operation.x);
  const factor = code.local(I32);
  if (relative) code.get(INPUT);
  else code.i32(0);
  code.set(factor);
  const start = rows.get(operation.matrix) as number;
  const weight = code.local(V128);
  eachColumn(frame, columns, start, { local: factor, bytes: 8 }, (block, offset, factorOffset) => {
    code.get(factor);
    code.simdMemory(v128.loadSplat64, bytes + factorOffset);
    code.set(weight);
    for (let k = 0; k < pairs; k++) {
      code.get(sums[k]);
      code.get(block);
      code.simdMemory(v128.load, layout.data[operation.matrix] + offset + 16 * k);
      code.get(weight);
      code.simd(f64x2.mul);
      code.simd(f64x2.add);
      code.set(sums[k]);
    }
  });
  for (let k = 0; k < pairs; k++) {
    code.get(sums[k]);
    hold(turn, id, k);
  }
}

export function clearColumns(frame: Frame, id: Id): void {
  clear(frame, frame.layout.columnSums(id), 16 * frame.length(id));
}

/** Adds this turn's part of Xᵀ·x to the running sums of all columns. */
export function addProducts(turn: Turn, id: Id): void {
  const { frame, pairs, rows } = turn;
  const { code, layout } = frame;
  const operation = frame.operation(id);
  if (operation.op !== "timesTransposed") return;
  const weights = Array.from({ length: pairs }, (_, k) => {
    maskedTurnPair(turn, operation.x, k);
    const local = code.local(V128);
    code.set(local);
    return local;
  });
  const sums = layout.columnSums(id);
  const total = code.local(I32);
  code.i32(0);
  code.set(total);
  const start = rows.get(operation.matrix) as number;
  eachColumn(frame, operation.length, start, { local: total, bytes: 16 }, (block, offset, totalOffset) => {
    code.get(total);
    code.get(total);
    code.simdMemory(v128.load, sums + totalOffset);
    for (let k = 0; k < pairs; k++) {
      code.get(block);
      code.simdMemory(v128.load, layout.data[operation.matrix] + offset + 16 * k);
      code.get(weights[k]);
      code.simd(f64x2.mul);
      if (k === 1 || k === 3) code.simd(f64x2.add);
    }
    if (pairs > 2) code.simd(f64x2.add);
    code.simd(f64x2.add);
    code.simdMemory(v128.store, sums + totalOffset);
  });
}

/** Xᵀ·x from the running sums. */
export function takeColumns(frame: Frame, id: Id): void {
  const { code, layout } = frame;
  const sums = layout.columnSums(id);
  const length = frame.length(id);
  const column = (base: () => void, j: number) => {
    base();
    code.simdMemory(v128.load, sums + 16 * j);
  };
  const none = () => code.i32(0);
  if (!isLong(length)) {
    frame.setLanes(id, (j) => {
      column(none, j);
      addLanes(frame);
    });
    if (frame.schedule.stored.has(id)) frame.write(id, none, layout.address(id).bytes);
    return;
  }
  const { bytes } = layout.address(id);
  const [from, to] = [code.local(I32), code.local(I32)];
  code.i32(0);
  code.set(from);
  code.i32(0);
  code.set(to);
  code.repeat(
    () => {
      code.get(to);
      column(() => code.get(from), 0);
      addLanes(frame);
      code.memory(F64_STORE, bytes);
      code.advance(from, 16);
      code.advance(to, 8);
    },
    () => {
      code.get(from);
      code.i32(16 * length);
      code.op(I32_LESS);
    },
  );
}
