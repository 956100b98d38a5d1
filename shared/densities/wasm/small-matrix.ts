import type { Data, Id, Operation } from "../program.ts";
import { F64_STORE, f64x2, V128, v128 } from "./code.ts";
import type { Frame } from "./frame.ts";
import { isLong } from "./schedule.ts";
import { addBlock, addLanes } from "./sums.ts";

type Of<Op extends Operation["op"]> = Extract<Operation, { op: Op }>;

/** Address of rows 2k and 2k + 1 of a column. */
function matrixPair(frame: Frame, matrix: number, column: number, k: number): number {
  const { columns } = frame.program.data[matrix] as Extract<Data, { kind: "matrix" }>;
  return frame.layout.data[matrix] + 64 * ((k >> 2) * columns + column) + 16 * (k & 3);
}

const columnsOf = (frame: Frame, matrix: number) =>
  (frame.program.data[matrix] as Extract<Data, { kind: "matrix" }>).columns;

/** X·x of few rows. */
export function times(frame: Frame, id: Id, { matrix, x, length }: Of<"times">): void {
  const { code } = frame;
  const push = (k: number) => {
    frame.constant(0);
    for (let j = 0; j < columnsOf(frame, matrix); j++) {
      code.i32(0);
      code.simdMemory(v128.load, matrixPair(frame, matrix, j, k));
      if (frame.length(x) === 1) frame.splat(x);
      else {
        frame.lane(x, j);
        code.simd(f64x2.splat);
      }
      code.simd(f64x2.mul);
      code.simd(f64x2.add);
    }
  };
  if (length > 1) {
    frame.setPairs(id, push);
    return;
  }
  push(0);
  code.lane(f64x2.extract, 0);
  frame.setScalar(id);
}

/** Xᵀ·x of few rows. */
export function timesTransposed(frame: Frame, id: Id, { matrix, x, length }: Of<"timesTransposed">): void {
  const { code } = frame;
  const pairs = frame.pairCount(x);
  const weights = Array.from({ length: pairs }, (_, k) => {
    frame.maskedPair(x, k);
    const local = code.local(V128);
    code.set(local);
    return local;
  });
  const push = (column: number) => {
    frame.constant(0);
    for (let block = 0; block < pairs; block += 4) {
      addBlock(frame, Math.min(4, pairs - block), (k) => {
        code.i32(0);
        code.simdMemory(v128.load, matrixPair(frame, matrix, column, block + k));
        code.get(weights[block + k]);
        code.simd(f64x2.mul);
      });
      code.simd(f64x2.add);
    }
    addLanes(frame);
  };
  if (!isLong(length)) {
    frame.setLanes(id, push);
    return;
  }
  const { bytes } = frame.layout.address(id);
  for (let j = 0; j < length; j++) {
    code.i32(0);
    push(j);
    code.memory(F64_STORE, bytes + 8 * j);
  }
}
