import type { Data, Id, Operation, Program } from "../program.ts";
import { isLong, operandsOf, type Schedule } from "./schedule.ts";

/** Rows of a matrix that are worked on together: four vectors of two numbers. Matrices lie as blocks × columns × these rows, padded with zeros. */
export const BLOCK_ROWS = 8;

/** Rows of float32 that are worked on together: eight vectors of four. */
export const SINGLE_ROWS = 32;

/** A place in memory: bytes from the function's first parameter on, or a fixed address. */
export interface Address {
  readonly relative: boolean;
  readonly bytes: number;
}

/** Where everything lies, from `base` on. */
export interface Layout {
  /** First byte behind it. */
  readonly end: number;
  /** Of a vector or matrix of `Program.data`; of an index, its entries times 8, as 32-bit integers. */
  readonly data: readonly number[];
  /** The memory of an operation; throws where it has none. */
  address(id: Id): Address;
  has(id: Id): boolean;
  /** Two running sums for each column of a product with a transposed matrix. */
  columnSums(id: Id): number;
  /** The same data in float32: vectors, and matrices as blocks of 32 rows. */
  readonly single: readonly number[];
  /** Where the factors of a product in float32 are kept. */
  factors(id: Id): number;
  /** Where `leaps` keeps what finishes its densities, of the first step and of the second (0, 1): kinetic energies, and operations. */
  kinetic(step: number): number;
  kept(id: Id, step: number): number;
  /** Address of a constant. */
  constant(value: number): number;
  /** Writes data and constants: once, before the first call. */
  fill(memory: ArrayBuffer): void;
}

const BYTES = 8;
/** Constants that operations are made of. */
const COMMON = [1, -1];

/** Arranges memory for the functions of a program. `base` is a multiple of 16. */
export function layOut(program: Program, schedules: readonly Schedule[], base: number): Layout {
  const { operations } = program;
  let end = base;
  const reserve = (bytes: number): number => {
    const at = end;
    end += Math.ceil(bytes / 64) * 64;
    return at;
  };
  const data = program.data.map((one) => {
    if (one.kind === "matrix") return reserve(Math.ceil(one.rows / BLOCK_ROWS) * BLOCK_ROWS * one.columns * BYTES);
    return reserve(one.values.length * (one.kind === "index" ? 4 : BYTES));
  });
  const inSingle = new Set(
    operations.flatMap((one) =>
      one.single ? [...usedData(one), ...operandsOf(one).flatMap((x) => usedData(operations[x]))] : [],
    ),
  );
  const single = program.data.map((one, i) => {
    if (!inSingle.has(i)) return 0;
    const columns = one.kind === "matrix" ? one.columns : 1;
    const rows = one.kind === "matrix" ? one.rows : one.values.length;
    return reserve(Math.ceil(rows / SINGLE_ROWS) * SINGLE_ROWS * columns * 4);
  });
  const own = new Map<Id, number>();
  const factors = new Map<Id, number>();
  const sums = new Map<Id, number>();
  const needed = new Set<Id>();
  for (const { stored, passes, outputs } of schedules) {
    for (const id of stored) needed.add(id);
    for (const id of outputs.keys()) needed.add(id);
    for (const { straight, loops } of passes) {
      for (const id of straight) needed.add(id);
      for (const loop of loops) for (const id of loop.sums) needed.add(id);
    }
  }
  for (const [id, one] of operations.entries())
    if (one.op === "times" && one.single) factors.set(id, reserve(operations[one.x].length * 4));
  const stored = new Set(schedules.flatMap((schedule) => [...schedule.stored]));
  for (const id of [...needed].sort((a, b) => a - b)) {
    const { op, length } = operations[id];
    const gathers = op === "embed" || op === "scan" || op === "timesTransposed" || op === "spread";
    const ofLong = operandsOf(operations[id]).some((x) => isLong(operations[x].length));
    if (stored.has(id) || (gathers && isLong(length)) || (op === "spread" && ofLong)) {
      own.set(id, reserve(length * BYTES));
    }
    if (op === "timesTransposed" && ofLong) sums.set(id, reserve(length * 2 * BYTES));
  }
  const kinetic = reserve(2 * BYTES);
  const kept = new Map<Id, number>();
  const keptBytes = (id: Id) => Math.ceil(operations[id].length / 2) * 2 * BYTES;
  for (const schedule of schedules)
    for (const id of schedule.kept)
      if (!isLong(operations[id].length) && !kept.has(id)) kept.set(id, reserve(2 * keptBytes(id)));
  const values = operations.flatMap((one) => (one.op === "constant" ? [one.value] : []));
  const constants = new Map([...COMMON, ...values].map((value) => [keyOf(value), { value, at: 0 }]));
  const pool = reserve(constants.size * BYTES);
  [...constants.values()].forEach((constant, i) => {
    constant.at = pool + i * BYTES;
  });

  const find = (id: Id): Address | undefined => {
    const operation = operations[id];
    if (operation.op === "position") return { relative: true, bytes: operation.at * BYTES };
    if (operation.op === "data") return { relative: false, bytes: data[operation.data] };
    const mine = own.get(id);
    if (mine !== undefined) return { relative: false, bytes: mine };
    if (operation.op !== "slice") return undefined;
    const whole = find(operation.x);
    return whole && { relative: whole.relative, bytes: whole.bytes + operation.from * BYTES };
  };
  return {
    get end() {
      return end;
    },
    data,
    single,
    factors: (id) => factors.get(id) as number,
    has: (id) => find(id) !== undefined,
    address(id) {
      const address = find(id);
      if (address === undefined) throw new Error(`operation ${id} has no memory`);
      return address;
    },
    columnSums: (id) => sums.get(id) as number,
    kinetic: (step) => kinetic + step * BYTES,
    kept: (id, step) => (kept.get(id) as number) + step * keptBytes(id),
    constant(value) {
      const constant = constants.get(keyOf(value));
      if (constant === undefined) throw new Error(`no constant ${value}`);
      return constant.at;
    },
    fill(memory) {
      program.data.forEach((one, i) => {
        if (one.kind === "vector") new Float64Array(memory, data[i], one.values.length).set(one.values);
        else if (one.kind === "index") {
          new Int32Array(memory, data[i], one.values.length).set(one.values.map((index) => index * BYTES));
        } else fillMatrix(memory, data[i], one);
      });
      for (const i of inSingle) fillSingle(memory, single[i], program.data[i]);
      for (const [id, at] of own) {
        const operation = operations[id];
        if (operation.op === "constant") new Float64Array(memory, at, operation.length).fill(operation.value);
        if (operation.op === "embed") new Float64Array(memory, at, operation.length).fill(0);
      }
      for (const { value, at } of constants.values()) new Float64Array(memory, at, 1)[0] = value;
    },
  };
}

/** The data that an operation is of, or is. */
function usedData(operation: Operation): readonly number[] {
  if ("matrix" in operation) return [operation.matrix];
  return operation.op === "data" ? [operation.data] : [];
}

function fillSingle(memory: ArrayBuffer, at: number, data: Data): void {
  const { columns, rows } = data.kind === "matrix" ? data : { columns: 1, rows: data.values.length };
  const blocks = new Float32Array(memory, at, Math.ceil(rows / SINGLE_ROWS) * SINGLE_ROWS * columns);
  blocks.fill(0);
  for (let i = 0; i < rows; i++) {
    const start = Math.floor(i / SINGLE_ROWS) * SINGLE_ROWS * columns + (i % SINGLE_ROWS);
    for (let j = 0; j < columns; j++) blocks[start + j * SINGLE_ROWS] = data.values[i * columns + j];
  }
}

const keyOf = (value: number): string => (Object.is(value, -0) ? "-0" : String(value));

function fillMatrix(
  memory: ArrayBuffer,
  at: number,
  { rows, columns, values }: { readonly rows: number; readonly columns: number; readonly values: Float64Array },
): void {
  const blocks = new Float64Array(memory, at, Math.ceil(rows / BLOCK_ROWS) * BLOCK_ROWS * columns);
  blocks.fill(0);
  for (let i = 0; i < rows; i++) {
    const start = Math.floor(i / BLOCK_ROWS) * BLOCK_ROWS * columns + (i % BLOCK_ROWS);
    for (let j = 0; j < columns; j++) blocks[start + j * BLOCK_ROWS] = values[i * columns + j];
  }
}
