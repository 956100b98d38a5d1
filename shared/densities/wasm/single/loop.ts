import { isExpOfMinusAbs } from "../../interpret32.ts";
import type { Data, Id } from "../../program.ts";
import { F32_DEMOTE, F64, F64_LOAD, f32, f64, f64x2, I32, I32_ADD, I32_EQZ, I32_LESS, V128, v128 } from "../code.ts";
import { type Elementwise, functionOf, isElementwise } from "../elementwise.ts";
import { type Frame, INPUT } from "../frame.ts";
import { SINGLE_ROWS } from "../layout.ts";
import { takeColumns } from "../matrix.ts";
import { type Loop, operandsOf } from "../schedule.ts";
import { clear } from "../sums.ts";
import { emitQuad, f32x4 } from "./elementwise.ts";

// A pass over rows in float32, 32 rows a turn as eight quads of four lanes; its sums are collected in two lanes of float64.

const QUADS = 8;
const BLOCKS_PER_LOG = 127;

export function isSingleLoop(frame: Frame, { products, elements, sums }: Loop): boolean {
  return [...products, ...elements, ...sums].some((id) => frame.operation(id).single === true);
}

interface Turn {
  readonly frame: Frame;
  readonly loop: Loop;
  /** Bytes from the start of vectors and of each matrix. */
  readonly at: number;
  readonly rows: ReadonlyMap<number, number>;
  readonly scalars: ReadonlyMap<Id, number>;
  readonly quads: number;
  /** Lanes of the last quad. */
  readonly last: number;
  readonly held: Map<string, number>;
}

type Sum =
  | { readonly kind: "sum"; readonly pair: number }
  | { readonly kind: "logs"; readonly factors: readonly number[]; readonly total: number; readonly left: number }
  | { readonly kind: "columns" };

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

const columnsOf = (frame: Frame, matrix: number) =>
  (frame.program.data[matrix] as Extract<Data, { kind: "matrix" }>).columns;

function zeroed({ code }: Frame): number {
  const local = code.local(I32);
  code.i32(0);
  code.set(local);
  return local;
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

/** The factors of a product with a matrix, rounded, in memory. */
function roundFactors(frame: Frame, id: Id): void {
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

const F32_STORE = 0x38;

function startSum(frame: Frame, id: Id): Sum {
  const { code } = frame;
  const { op, length } = frame.operation(id);
  if (op === "timesTransposed") {
    clear(frame, frame.layout.columnSums(id), 16 * length);
    return { kind: "columns" };
  }
  if (op === "sum") {
    const pair = code.local(V128);
    frame.constant(0);
    code.set(pair);
    return { kind: "sum", pair };
  }
  const logs = {
    kind: "logs",
    factors: Array.from({ length: QUADS }, () => code.local(V128)),
    total: code.local(F64),
    left: code.local(I32),
  } as const;
  code.f64(0);
  code.set(logs.total);
  restart(frame, logs);
  return logs;
}

function restart({ code }: Frame, { factors, left }: Extract<Sum, { kind: "logs" }>): void {
  for (const factor of factors) {
    code.f32(1);
    code.simd(f32.splat);
    code.set(factor);
  }
  code.i32(BLOCKS_PER_LOG);
  code.set(left);
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
  for (const [id, sum] of sums) {
    const { x } = frame.operation(id) as { readonly x: Id };
    if (sum.kind === "columns") addProducts(turn, id);
    else if (sum.kind === "sum") {
      const { code } = frame;
      code.get(sum.pair);
      collect(turn, (k) => maskedQuad(turn, x, k));
      code.simd(f64x2.add);
      code.set(sum.pair);
    } else addLogs(turn, sum, x);
  }
}

function element(turn: Turn, id: Id, operation: Elementwise, k: number): void {
  const { frame } = turn;
  if (isExpOfMinusAbs(frame.program.operations, id)) {
    quad(turn, (operation as { readonly x: Id }).x, k);
    frame.code.call(functionOf("expMinusAbs4"));
  } else emitQuad(frame.code, operation, (x) => quad(turn, x, k));
}

function hold({ frame: { code }, held }: Turn, id: Id, k: number): void {
  const local = code.local(V128);
  code.set(local);
  held.set(`${id} ${k}`, local);
}

/** Leaves quad k on the stack. */
function quad(turn: Turn, x: Id, k: number): void {
  const { frame, held, scalars, at } = turn;
  const { code } = frame;
  const local = held.get(`${x} ${k}`) ?? scalars.get(x);
  if (local !== undefined) {
    code.get(local);
    return;
  }
  const operation = frame.operation(x);
  if (operation.op !== "data") throw new Error(`operation ${x} (${operation.op}) is not at hand in float32`);
  code.get(at);
  code.simdMemory(v128.load, frame.layout.single[operation.data] + 16 * k);
  hold(turn, x, k);
  code.get(held.get(`${x} ${k}`) as number);
}

/** The same, +0 beyond the end. */
function maskedQuad(turn: Turn, x: Id, k: number): void {
  quad(turn, x, k);
  if (k < turn.quads - 1 || turn.last === 4) return;
  turn.frame.code.mask(turn.last);
  turn.frame.code.simd(v128.and);
}

/** Adds the quads of a turn in pairs until two lanes are left, and leaves these in float64. */
function collect({ frame: { code }, quads }: Turn, push: (k: number) => void): void {
  const tree = (from: number, size: number): void => {
    if (size === 1) {
      push(from);
      return;
    }
    tree(from, size / 2);
    if (from + size / 2 >= quads) return;
    tree(from + size / 2, size / 2);
    code.simd(f32x4.add);
  };
  tree(0, QUADS);
  const sum = code.local(V128);
  code.tee(sum);
  code.get(sum);
  code.get(sum);
  code.shuffle(1, 1);
  code.simd(f32x4.add);
  code.simd(f32.promoteLow);
}

function addLogs(turn: Turn, logs: Extract<Sum, { kind: "logs" }>, x: Id): void {
  const { frame, quads } = turn;
  const { code } = frame;
  for (let k = 0; k < quads; k++) {
    code.get(logs.factors[k]);
    code.f32(1);
    code.simd(f32.splat);
    maskedQuad(turn, x, k);
    code.simd(f32x4.add);
    code.simd(f32x4.mul);
    code.set(logs.factors[k]);
  }
  code.advance(logs.left, -1);
  code.get(logs.left);
  code.op(I32_EQZ);
  code.when(() => {
    takeLogs(frame, logs);
    restart(frame, logs);
  });
}

/** Adds the logarithms of the products of eight factors each. */
function takeLogs({ code }: Frame, { factors, total }: Extract<Sum, { kind: "logs" }>): void {
  for (let from = 0; from < QUADS; from += 2) {
    code.get(total);
    for (let i = 0; i < 8; i++) {
      code.get(factors[from + (i >> 2)]);
      code.lane(f32.extract, i & 3);
      code.op(F64_PROMOTE);
      if (i > 0) code.op(f64.mul);
    }
    code.call(functionOf("log"));
    code.op(f64.add);
    code.set(total);
  }
}

const F64_PROMOTE = 0xbb;

function finishSum(frame: Frame, id: Id, sum: Sum): void {
  const { code } = frame;
  if (sum.kind === "columns") {
    takeColumns(frame, id);
    return;
  }
  if (sum.kind === "logs") {
    takeLogs(frame, sum);
    code.get(sum.total);
  } else {
    code.get(sum.pair);
    code.lane(f64x2.extract, 0);
    code.get(sum.pair);
    code.lane(f64x2.extract, 1);
    code.op(f64.add);
  }
  frame.setScalar(id);
  if (frame.schedule.stored.has(id)) frame.write(id, () => code.i32(0), frame.layout.address(id).bytes);
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

function multiply(turn: Turn, id: Id): void {
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

function addProducts(turn: Turn, id: Id): void {
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
