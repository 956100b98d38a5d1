import type { Id } from "../program.ts";
import { DROP, F64_LOAD, F64_STORE, f64, f64x2, I32, I32_ADD, I32_LESS, I32_LOAD, I32_SHR, V128 } from "./code.ts";
import { emitPair, isElementwise } from "./elementwise.ts";
import { type Frame, INPUT, OUTPUT } from "./frame.ts";
import { finishLogs, type Logs, multiplyLogs, startLogs } from "./logs.ts";
import { addProducts, clearColumns, matrixOf, multiply, takeColumns } from "./matrix.ts";
import { type Loop, operandsOf } from "./schedule.ts";
import { clear } from "./sums.ts";
import { hold, isSingle, maskedTurnPair, type Turn, turnPair, write } from "./turn.ts";

/** Elements of a turn of the loop: four pairs. */
const TURN = 8;

export function emitLoop(frame: Frame, loop: Loop): void {
  const { code } = frame;
  for (const id of [...loop.elements, ...loop.sums]) {
    const operation = frame.operation(id);
    if (operation.op !== "gather") for (const x of operandsOf(operation)) hoist(frame, x);
  }
  for (const id of loop.copies) hoist(frame, id);
  const at = code.local(I32);
  const input = code.local(I32);
  const output = code.local(I32);
  const rows = new Map<number, number>();
  for (const id of [...loop.products, ...loop.sums]) {
    const operation = frame.operation(id);
    if ("matrix" in operation && !rows.has(operation.matrix)) rows.set(operation.matrix, code.local(I32));
  }
  code.i32(0);
  code.set(at);
  for (const local of rows.values()) {
    code.i32(0);
    code.set(local);
  }
  code.get(INPUT);
  code.set(input);
  const writes = [...loop.products, ...loop.elements, ...loop.copies].some((id) => frame.schedule.outputs.has(id));
  if (writes) {
    code.get(OUTPUT);
    code.set(output);
  }
  const sums = new Map(loop.sums.map((id) => [id, startSum(frame, id, loop.length)]));
  const full = Math.floor(loop.length / TURN);
  const rest = loop.length % TURN;
  const turn = (pairs: number, odd: boolean) => {
    const here: Turn = { frame, loop, at, input, output, rows, pairs, odd, held: new Map() };
    emitTurn(here, sums);
  };
  const step = () => {
    code.advance(at, 8 * TURN);
    code.advance(input, 8 * TURN);
    if (writes) code.advance(output, 8 * TURN);
    for (const [matrix, local] of rows) code.advance(local, 64 * matrixOf(frame, matrix).columns);
  };
  if (full > 0) {
    code.repeat(
      () => {
        turn(4, false);
        step();
      },
      () => {
        code.get(at);
        code.i32(8 * TURN * full);
        code.op(I32_LESS);
      },
    );
  }
  if (rest > 0) turn(Math.ceil(rest / 2), rest % 2 === 1);
  for (const [id, sum] of sums) finishSum(frame, id, sum);
}

/** A scalar that the loop takes for every element is spread over two lanes before it. */
function hoist(frame: Frame, x: Id): void {
  const { op, length } = frame.operation(x);
  if (op !== "constant" && length > 1) return;
  frame.splat(x);
  frame.code.op(DROP);
}

/** The running sums of an operation: a pair, the factors of logarithms, or none where they lie in memory. */
type Sum = { readonly pair: number } | { readonly logs: Logs } | null;

function startSum(frame: Frame, id: Id, length: number): Sum {
  const { code, layout } = frame;
  const operation = frame.operation(id);
  if (operation.op === "sumLog1p") return { logs: startLogs(frame, length) };
  if (operation.op === "sum") {
    const pair = code.local(V128);
    frame.constant(0);
    code.set(pair);
    return { pair };
  }
  if (operation.op === "timesTransposed") clearColumns(frame, id);
  if (operation.op === "spread") clear(frame, layout.address(id).bytes, 8 * operation.length);
  return null;
}

function finishSum(frame: Frame, id: Id, sum: Sum): void {
  const { code } = frame;
  if (sum === null) {
    if (frame.operation(id).op === "timesTransposed") takeColumns(frame, id);
    return;
  }
  if ("logs" in sum) finishLogs(frame, sum.logs);
  else {
    code.get(sum.pair);
    code.lane(f64x2.extract, 0);
    code.get(sum.pair);
    code.lane(f64x2.extract, 1);
    code.op(f64.add);
  }
  frame.setScalar(id);
  if (frame.schedule.stored.has(id)) frame.write(id, () => code.i32(0), frame.layout.address(id).bytes);
}

function emitTurn(turn: Turn, sums: ReadonlyMap<Id, Sum>): void {
  const { frame, loop, pairs } = turn;
  for (const id of loop.products) {
    multiply(turn, id);
    for (let k = 0; k < pairs; k++) keep(turn, id, k);
  }
  for (let k = 0; k < pairs; k++) {
    for (const id of loop.elements) {
      element(turn, id, k);
      hold(turn, id, k);
      keep(turn, id, k);
    }
    for (const id of loop.copies) keep(turn, id, k);
  }
  for (const id of loop.sums) {
    const operation = frame.operation(id);
    const sum = sums.get(id) as Sum;
    if (operation.op === "timesTransposed") addProducts(turn, id);
    else if (operation.op === "spread") addSpread(turn, id);
    else if (operation.op === "embed") {
      const { bytes } = frame.layout.address(id);
      for (let k = 0; k < pairs; k++) write(turn, operation.x, k, turn.at, bytes + 8 * operation.from);
    } else if (sum !== null && "logs" in sum) multiplyLogs(turn, sum.logs, (operation as { x: Id }).x);
    else if (sum !== null) {
      addTurn(turn, sum.pair, (k) => maskedTurnPair(turn, (operation as { x: Id }).x, k));
    }
  }
}

/** `sum` += the four pairs of the turn, in the order of `sum`. */
function addTurn({ frame: { code }, pairs }: Turn, sum: number, push: (k: number) => void): void {
  code.get(sum);
  for (let k = 0; k < pairs; k++) {
    push(k);
    if (k === 1 || k === 3) code.simd(f64x2.add);
  }
  if (pairs > 2) code.simd(f64x2.add);
  code.simd(f64x2.add);
  code.set(sum);
}

/** Writes a pair to memory and outputs, where it is wanted there. */
function keep(turn: Turn, id: Id, k: number): void {
  const { frame, at, output } = turn;
  if (frame.schedule.stored.has(id)) write(turn, id, k, at, frame.layout.address(id).bytes);
  for (const offset of frame.schedule.outputs.get(id) ?? []) write(turn, id, k, output, offset);
}

function element(turn: Turn, id: Id, k: number): void {
  const { frame } = turn;
  const operation = frame.operation(id);
  if (isElementwise(operation)) {
    emitPair(
      frame.code,
      operation,
      (x) => turnPair(turn, x, k),
      (value) => frame.constant(value),
    );
  } else if (operation.op === "gather") gatherPair(turn, operation.x, operation.index, k);
  else throw new Error(`operation ${id} (${operation.op}) is no element of a loop`);
}

/** Leaves eight times entry 2k + lane of an index on the stack: bytes from the start of a vector. */
function place({ frame, at }: Turn, index: number, k: number, lane: number): void {
  const { code } = frame;
  code.get(at);
  code.i32(1);
  code.op(I32_SHR);
  code.memory(I32_LOAD, frame.layout.data[index] + 8 * k + 4 * lane);
}

function gatherPair(turn: Turn, x: Id, index: number, k: number): void {
  const { frame } = turn;
  const { code } = frame;
  const { relative, bytes } = frame.layout.address(x);
  for (let lane = 0; lane < (isSingle(turn, k) ? 1 : 2); lane++) {
    place(turn, index, k, lane);
    if (relative) {
      code.get(INPUT);
      code.op(I32_ADD);
    }
    code.memory(F64_LOAD, bytes);
    if (lane === 0) code.simd(f64x2.splat);
    else code.lane(f64x2.replace, 1);
  }
}

function addSpread(turn: Turn, id: Id): void {
  const { frame, pairs } = turn;
  const { code } = frame;
  const operation = frame.operation(id);
  if (operation.op !== "spread") return;
  const { bytes } = frame.layout.address(id);
  const to = code.local(I32);
  for (let k = 0; k < pairs; k++) {
    for (let lane = 0; lane < (isSingle(turn, k) ? 1 : 2); lane++) {
      place(turn, operation.index, k, lane);
      code.tee(to);
      code.get(to);
      code.memory(F64_LOAD, bytes);
      turnPair(turn, operation.x, k);
      code.lane(f64x2.extract, lane);
      code.op(f64.add);
      code.memory(F64_STORE, bytes);
    }
  }
}
