import { binaryOf32, sumLog1pOf32, sumOf32, timesOf32, timesTransposedOf32, unaryOf32 } from "./kernels32.ts";
import type { Binary, Data, Id, Operation, Program, Unary } from "./program.ts";

/** Whether an operation is the exponential of the negative absolute value of something. */
export function isExpOfMinusAbs(operations: readonly Operation[], id: Id): boolean {
  const operation = operations[id];
  if (operation.op !== "exp") return false;
  const inner = operations[operation.x];
  return inner.op === "neg" && operations[inner.x].op === "abs";
}

/** One operation that is marked as single, into its array. */
export function step32({ operations, data }: Program, id: Id, results: readonly Float64Array[]): () => void {
  const operation = operations[id];
  const out = results[id];
  const f = Math.fround;
  const each = (of: (i: number) => number) => () => {
    for (let i = 0; i < out.length; i++) out[i] = of(i);
  };
  const at = (x: Id, i: number) => results[x][results[x].length === 1 ? 0 : i];
  const matrix = (place: number) => (data[place] as Extract<Data, { kind: "matrix" }>).values;
  switch (operation.op) {
    case "select": {
      const { condition, then, otherwise } = operation;
      return each((i) => f(f(at(condition, i)) !== 0 ? at(then, i) : at(otherwise, i)));
    }
    case "sum":
      return each(() => sumOf32(results[operation.x]));
    case "sumLog1p":
      return each(() => sumLog1pOf32(results[operation.x]));
    case "times":
      return () => timesOf32(matrix(operation.matrix), results[operation.x], out);
    case "timesTransposed":
      return () => timesTransposedOf32(matrix(operation.matrix), results[operation.x], out);
    default: {
      if (!("x" in operation)) throw new RangeError(`no operation ${operation.op} in float32`);
      const { x } = operation;
      if ("y" in operation) {
        const of = binaryOf32(operation.op as Binary);
        return each((i) => of(at(x, i), at(operation.y, i)));
      }
      const of = unaryOf32(operation.op as Unary, isExpOfMinusAbs(operations, id));
      return each((i) => of(at(x, i)));
    }
  }
}
