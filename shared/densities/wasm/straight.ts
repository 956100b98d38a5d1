import type { Id, Operation } from "../program.ts";
import { F64, F64_LOAD, F64_STORE, f64, f64x2, I32, I32_NE } from "./code.ts";
import { type Elementwise, emitPair, emitScalar, isCalled, isElementwise } from "./elementwise.ts";
import type { Frame } from "./frame.ts";
import { callOnce, callPairOnce } from "./inline.ts";
import { BLOCK_ROWS } from "./layout.ts";
import { isLong } from "./schedule.ts";
import { times, timesTransposed } from "./small-matrix.ts";
import { addBlock, addLanes, clear } from "./sums.ts";

type Of<Op extends Operation["op"]> = Extract<Operation, { op: Op }>;

/** An operation on scalars and short vectors, or one whose result lies in memory and is not made in a loop over all its elements at once. */
export function emitStraight(frame: Frame, id: Id): void {
  const operation = frame.operation(id);
  if (isElementwise(operation)) elementwise(frame, id, operation);
  else emitOther(frame, id, operation);
  if (frame.schedule.stored.has(id)) frame.write(id, () => frame.code.i32(0), frame.layout.address(id).bytes);
}

function emitOther(frame: Frame, id: Id, operation: Operation): void {
  switch (operation.op) {
    case "sum":
      frame.code.f64(0);
      if (frame.length(operation.x) === 1) frame.scalar(operation.x);
      else sumOfPairs(frame, operation.x);
      frame.code.op(f64.add);
      frame.setScalar(id);
      return;
    case "sumLog1p":
      sumLog1p(frame, id, operation.x);
      return;
    case "scan":
      (isLong(operation.length) ? longScan : shortScan)(frame, id, operation);
      return;
    case "slice":
      frame.setLanes(id, (i) => frame.lane(operation.x, operation.from + i));
      return;
    case "embed":
      embed(frame, id, operation);
      return;
    case "gather": {
      const index = valuesOf(frame, operation.index);
      frame.setLanes(id, (i) => frame.lane(operation.x, index[i]));
      return;
    }
    case "spread":
      spread(frame, id, operation);
      return;
    case "times":
      times(frame, id, operation);
      return;
    case "timesTransposed":
      timesTransposed(frame, id, operation);
      return;
    default:
      throw new Error(`operation ${id} (${operation.op}) needs no instructions`);
  }
}

const valuesOf = (frame: Frame, data: number): ArrayLike<number> => frame.program.data[data].values;

function elementwise(frame: Frame, id: Id, operation: Elementwise): void {
  const { code } = frame;
  if (operation.length === 1) {
    emitScalar(code, operation, (x) => frame.scalar(x));
    frame.setScalar(id);
    return;
  }
  frame.setPairs(id, (k) => {
    if (2 * k + 1 === operation.length && isCalled(operation)) {
      emitScalar(code, operation, (x) => frame.lane(x, 2 * k));
      code.simd(f64x2.splat);
    } else {
      emitPair(
        code,
        operation,
        (x) => frame.pair(x, k),
        (value) => frame.constant(value),
        (name) => callPairOnce(code, name),
      );
    }
  });
}

function sumOfPairs(frame: Frame, x: Id): void {
  const pairs = frame.pairCount(x);
  frame.constant(0);
  for (let block = 0; block < pairs; block += 4) {
    addBlock(frame, Math.min(4, pairs - block), (k) => frame.maskedPair(x, block + k));
    frame.code.simd(f64x2.add);
  }
  addLanes(frame);
}

function sumLog1p(frame: Frame, id: Id, x: Id): void {
  const { code } = frame;
  const length = frame.length(x);
  code.f64(0);
  // The factor of each place in a block.
  for (let place = 0; place < Math.min(length, BLOCK_ROWS); place++) {
    for (let i = place; i < length; i += BLOCK_ROWS) {
      code.f64(1);
      frame.lane(x, i);
      code.op(f64.add);
      if (i > place) code.op(f64.mul);
    }
    if (place > 0) code.op(f64.mul);
  }
  callOnce(code, "log");
  code.op(f64.add);
  frame.setScalar(id);
}

function shortScan(frame: Frame, id: Id, { x, reverse, length }: Of<"scan">): void {
  const { code } = frame;
  const sums: number[] = [];
  for (let step = 0; step < length; step++) {
    const i = reverse ? length - 1 - step : step;
    if (step === 0) code.f64(0);
    else code.get(sums[reverse ? i + 1 : i - 1]);
    frame.lane(x, i);
    code.op(f64.add);
    sums[i] = code.local(F64);
    code.set(sums[i]);
  }
  frame.setLanes(id, (i) => code.get(sums[i]));
}

function longScan(frame: Frame, id: Id, { x, reverse, length }: Of<"scan">): void {
  const { code, layout } = frame;
  const from = layout.address(x);
  const to = layout.address(id);
  const [at, source, sum] = [code.local(I32), code.local(I32), code.local(F64)];
  const first = reverse ? 8 * (length - 1) : 0;
  code.i32(first);
  code.set(at);
  frame.base(from);
  code.i32(first);
  code.op(0x6a);
  code.set(source);
  code.f64(0);
  code.set(sum);
  code.repeat(
    () => {
      code.get(at);
      code.get(sum);
      code.get(source);
      code.memory(F64_LOAD, from.bytes);
      code.op(f64.add);
      code.tee(sum);
      code.memory(F64_STORE, to.bytes);
      code.advance(at, reverse ? -8 : 8);
      code.advance(source, reverse ? -8 : 8);
    },
    () => {
      code.get(at);
      code.i32(reverse ? -8 : 8 * length);
      code.op(I32_NE);
    },
  );
}

function embed(frame: Frame, id: Id, { x, from, length }: Of<"embed">): void {
  if (isLong(length)) {
    frame.write(x, () => frame.code.i32(0), frame.layout.address(id).bytes + 8 * from);
    return;
  }
  frame.setLanes(id, (i) => {
    if (i >= from && i < from + frame.length(x)) frame.lane(x, i - from);
    else frame.code.f64(0);
  });
}

function spread(frame: Frame, id: Id, { x, index, length }: Of<"spread">): void {
  const { code } = frame;
  const places = valuesOf(frame, index);
  if (!isLong(length)) {
    frame.setLanes(id, (k) => {
      code.f64(0);
      for (let i = 0; i < frame.length(x); i++) {
        if (places[i] !== k) continue;
        frame.lane(x, i);
        code.op(f64.add);
      }
    });
    return;
  }
  const { bytes } = frame.layout.address(id);
  clear(frame, bytes, 8 * length);
  for (let i = 0; i < frame.length(x); i++) {
    code.i32(0);
    code.i32(0);
    code.memory(F64_LOAD, bytes + 8 * places[i]);
    frame.lane(x, i);
    code.op(f64.add);
    code.memory(F64_STORE, bytes + 8 * places[i]);
  }
}
