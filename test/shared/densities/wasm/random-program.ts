import {
  BINARY,
  type Data,
  type Id,
  type Operation,
  type Program,
  UNARY,
} from "../../../../shared/densities/program.ts";
import { integer } from "../../../../shared/random/index.ts";

/** A lengths' pool: scalars, short vectors of even and odd length, vectors of whole and broken blocks. */
const LENGTHS = [1, 2, 3, 8, 15, 16, 17, 24, 29, 40];
/** Beyond 127 blocks of eight. */
export const LONG = 1027;

type Draw = (count: number) => number;

/** A program of all kinds of operations, decided by `draw` (an integer below its argument). Its gradient is whatever fits the dimension. */
export function randomProgram(draw: Draw, size: number, lengths: readonly number[] = LENGTHS): Program {
  const dimension = 1 + draw(45);
  const operations: Operation[] = [];
  const data: Data[] = [];
  const pick = <T>(from: readonly T[]): T => from[draw(from.length)];
  const real = () =>
    pick([0, -0, 1, -1, 0.5, -2.25, 3, 17.5, 1e-9, -1e3, 1e300, Infinity, NaN, (draw(2001) - 1000) / 250]);
  const add = (operation: Operation): Id => operations.push(operation) - 1;
  const addData = (one: Data): number => data.push(one) - 1;
  const lengthOf = (id: Id) => operations[id].length;
  const ordinary = (length: number) => Float64Array.from({ length }, () => (draw(4001) - 2000) / 500);
  const indices = (length: number, below: number) => Int32Array.from({ length }, () => draw(below));
  const any = () => draw(operations.length);
  /** An operation of that length, or a scalar. */
  const fitting = (length: number) =>
    pick(operations.flatMap((one, id) => (one.length === length || one.length === 1 ? [id] : [])));
  const position = () => {
    const at = draw(dimension);
    const length = pick([1, dimension - at, 1 + draw(dimension - at)]);
    return add({ op: "position", at, length });
  };
  const vector = () => {
    const length = pick(lengths);
    return add({ op: "data", length, data: addData({ kind: "vector", values: ordinary(length) }) });
  };
  add({ op: "position", at: 0, length: dimension });
  add({ op: "position", at: 0, length: 1 });
  const makers: readonly (() => unknown)[] = [
    position,
    vector,
    () => add({ op: "constant", value: real(), length: pick([1, 1, pick(lengths)]) }),
    () => {
      const x = any();
      return add({ op: pick(UNARY), x, length: lengthOf(x) });
    },
    () => {
      const x = any();
      return add({ op: pick(["neg", "abs", "exp", "tanh"] as const), x, length: lengthOf(x) });
    },
    ...Array.from({ length: 3 }, () => () => {
      const x = any();
      const y = lengthOf(x) === 1 ? any() : fitting(lengthOf(x));
      const [a, b] = pick([
        [x, y],
        [y, x],
      ]);
      return add({
        op: pick([...BINARY, "add", "mul"] as const),
        x: a,
        y: b,
        length: Math.max(lengthOf(x), lengthOf(y)),
      });
    }),
    () => {
      const length = pick(operations).length;
      const [condition, then, otherwise] = [fitting(length), fitting(length), fitting(length)];
      const longest = Math.max(...[condition, then, otherwise].map(lengthOf));
      return add({ op: "select", condition, then, otherwise, length: longest });
    },
    () => add({ op: "sum", x: any(), length: 1 }),
    () => add({ op: pick(["sum", "sumLog1p"] as const), x: any(), length: 1 }),
    () => {
      const x = any();
      return add({ op: "scan", x, reverse: draw(2) === 1, length: lengthOf(x) });
    },
    () => {
      const x = any();
      const from = draw(lengthOf(x));
      return add({ op: "slice", x, from, length: pick([1, lengthOf(x) - from, 1 + draw(lengthOf(x) - from)]) });
    },
    () => {
      const x = any();
      const length = Math.max(lengthOf(x), pick(lengths));
      return add({ op: "embed", x, from: draw(length - lengthOf(x) + 1), length });
    },
    () => {
      const x = any();
      const length = pick(lengths);
      return add({ op: "gather", x, index: addData({ kind: "index", values: indices(length, lengthOf(x)) }), length });
    },
    () => {
      const x = any();
      const length = pick(lengths);
      return add({ op: "spread", x, index: addData({ kind: "index", values: indices(lengthOf(x), length) }), length });
    },
    () => {
      const x = any();
      const rows = pick(lengths);
      const columns = lengthOf(x);
      const matrix = addData({ kind: "matrix", rows, columns, values: ordinary(rows * columns) });
      return add({ op: "times", matrix, x, length: rows });
    },
    () => {
      const x = any();
      const columns = pick(lengths);
      const rows = lengthOf(x);
      const matrix = addData({ kind: "matrix", rows, columns, values: ordinary(rows * columns) });
      return add({ op: "timesTransposed", matrix, x, length: columns });
    },
  ];
  while (operations.length < size) pick(makers)();
  const value = add({ op: "sum", x: any(), length: 1 });
  return { dimension, operations, data, value, ...roots(operations, dimension, draw) };
}

/** Outputs: pieces of any operations that together are as long as the dimension, and the last operations as what is reported. */
function roots(
  operations: Operation[],
  dimension: number,
  draw: Draw,
): Pick<Program, "gradient" | "reported" | "names"> {
  const gradient: Id[] = [];
  for (let left = dimension; left > 0; ) {
    const fits = operations.flatMap((one, id) => (one.length <= left ? [id] : []));
    const id = fits[Math.max(0, fits.length - 1 - draw(Math.min(fits.length, 12)))];
    gradient.push(id);
    left -= operations[id].length;
  }
  const reported = Array.from({ length: 6 }, () => operations.length - 1 - draw(Math.min(operations.length, 20)));
  const names = reported.flatMap((id) => Array.from({ length: operations[id].length }, (_, i) => `${id}[${i}]`));
  return { gradient, reported, names };
}

/** The program of a seed. */
export function programOf(seed: number, size: number, lengths?: readonly number[]): Program {
  let drawn = 0;
  const next: Draw = (count) => integer([seed, 77], drawn++, count);
  return randomProgram(next, size, lengths);
}
