/** Programs computed one operation after the other, each into its own array: the reference for all other ways to run them. */
import { step32 } from "./interpret32.ts";
import { BINARY_OF, scanOf, spreadOf, sumLog1pOf, sumOf, timesOf, timesTransposedOf, UNARY_OF } from "./kernels.ts";
import type { Data, Operation, Program } from "./program.ts";

export interface Interpreted {
  /**
   * The value at `position`; its derivatives go to `gradient` where it is given (both `dimension` long, or longer: the rest is left alone). Not finite where the
   * density is zero or overflows.
   */
  value(position: Float64Array, gradient?: Float64Array): number;
  /** What is reported at `position` (`names.length` numbers). */
  report(position: Float64Array, out: Float64Array): void;
}

export function interpret(program: Program): Interpreted {
  const { operations, data } = program;
  const results = operations.map((operation) => resultOf(operation, data));
  let current: Float64Array = new Float64Array(program.dimension);
  const stepOf = (id: number) =>
    operations[id].single
      ? step32(program, id, results)
      : makeStep(operations[id], results[id], results, data, () => current);
  const steps = operations.map((_, id) => stepOf(id));
  const listed = (roots: readonly number[]): readonly Step[] => {
    const found = needed(operations, roots);
    return steps.filter((step, id): step is Step => step !== null && found.has(id));
  };
  const forValue = listed([program.value]);
  const forBoth = listed([program.value, ...program.gradient]);
  const forReport = listed(program.reported);
  const runAt = (position: Float64Array, of: readonly Step[]): void => {
    current = position;
    for (const step of of) step();
  };
  const write = (ids: readonly number[], out: Float64Array): void => {
    let at = 0;
    for (const id of ids) {
      const result = results[id];
      for (let i = 0; i < result.length; i++) out[at++] = result[i];
    }
  };
  return {
    value(position, gradient) {
      runAt(position, gradient ? forBoth : forValue);
      if (gradient) write(program.gradient, gradient);
      return results[program.value][0];
    },
    report(position, out) {
      runAt(position, forReport);
      write(program.reported, out);
    },
  };
}

type Step = () => void;

/** Operations that the roots depend on, and these. */
function needed(operations: readonly Operation[], roots: readonly number[]): ReadonlySet<number> {
  const found = new Set(roots);
  for (const id of found) for (const input of inputsOf(operations[id])) found.add(input);
  return found;
}

/** Earlier operations that one reads. */
export function inputsOf(operation: Operation): readonly number[] {
  if ("condition" in operation) return [operation.condition, operation.then, operation.otherwise];
  if ("y" in operation) return [operation.x, operation.y];
  return "x" in operation ? [operation.x] : [];
}

function resultOf(operation: Operation, data: readonly Data[]): Float64Array {
  if (operation.op === "constant") return new Float64Array(operation.length).fill(operation.value);
  if (operation.op === "data") return valuesOf(data, operation.data, "vector");
  return new Float64Array(operation.length);
}

function valuesOf(data: readonly Data[], at: number, kind: "vector" | "matrix"): Float64Array {
  const found = data[at];
  if (found.kind !== kind) throw new RangeError(`data ${at}: a ${found.kind} (must be a ${kind})`);
  return found.values as Float64Array;
}

function indexOf(data: readonly Data[], at: number): Int32Array {
  const found = data[at];
  if (found.kind !== "index") throw new RangeError(`data ${at}: a ${found.kind} (must be an index)`);
  return found.values;
}

function makeStep(
  operation: Operation,
  out: Float64Array,
  results: readonly Float64Array[],
  data: readonly Data[],
  position: () => Float64Array,
): Step | null {
  switch (operation.op) {
    case "constant":
    case "data":
      return null;
    case "position":
      return () => {
        const from = position();
        for (let i = 0; i < out.length; i++) out[i] = from[operation.at + i];
      };
    case "select":
      return select(results[operation.condition], results[operation.then], results[operation.otherwise], out);
    default:
      return "y" in operation
        ? binary(BINARY_OF[operation.op], results[operation.x], results[operation.y], out)
        : ofOne(operation, results[operation.x], out, data);
  }
}

type OfOne = Extract<Operation, { x: number }>;

function ofOne(
  operation: Exclude<OfOne, { y: number }>,
  x: Float64Array,
  out: Float64Array,
  data: readonly Data[],
): Step {
  switch (operation.op) {
    case "sum":
      return () => {
        out[0] = sumOf(x);
      };
    case "sumLog1p":
      return () => {
        out[0] = sumLog1pOf(x);
      };
    case "scan":
      return () => scanOf(x, operation.reverse, out);
    case "slice":
      return () => {
        for (let i = 0; i < out.length; i++) out[i] = x[operation.from + i];
      };
    case "embed":
      return () => out.set(x, operation.from);
    case "gather": {
      const index = indexOf(data, operation.index);
      return () => {
        for (let i = 0; i < out.length; i++) out[i] = x[index[i]];
      };
    }
    case "spread": {
      const index = indexOf(data, operation.index);
      return () => spreadOf(x, index, out);
    }
    case "times": {
      const matrix = valuesOf(data, operation.matrix, "matrix");
      return () => timesOf(matrix, x, out);
    }
    case "timesTransposed": {
      const matrix = valuesOf(data, operation.matrix, "matrix");
      return () => timesTransposedOf(matrix, x, out);
    }
    default: {
      const of = UNARY_OF[operation.op];
      if (of === undefined) throw new RangeError(`no operation ${operation.op}`);
      return () => {
        for (let i = 0; i < out.length; i++) out[i] = of(x[i]);
      };
    }
  }
}

function binary(of: (x: number, y: number) => number, x: Float64Array, y: Float64Array, out: Float64Array): Step {
  const [strideX, strideY] = [x, y].map(({ length }) => (length === 1 ? 0 : 1));
  return () => {
    for (let i = 0; i < out.length; i++) out[i] = of(x[i * strideX], y[i * strideY]);
  };
}

function select(condition: Float64Array, then: Float64Array, otherwise: Float64Array, out: Float64Array): Step {
  const [c, t, o] = [condition, then, otherwise].map(({ length }) => (length === 1 ? 0 : 1));
  return () => {
    for (let i = 0; i < out.length; i++) out[i] = condition[i * c] !== 0 ? then[i * t] : otherwise[i * o];
  };
}
