import type { Id, Operation, Program } from "./program.ts";

/** Multiply-adds that functions count for, and powers, which have no vector form. */
const FUNCTION = 30;
const POWER = 120;
const PLAIN: ReadonlySet<string> = new Set([
  "add",
  "sub",
  "mul",
  "max",
  "min",
  "neg",
  "abs",
  "less",
  "atMost",
  "equal",
  "sign",
  "floor",
]);

/** Multiply-adds of one evaluation of a program's value and derivatives, about. */
export function workOf({ operations, data }: Program): number {
  const lengthOf = (id: Id) => operations[id].length;
  const cells = (matrix: number) => data[matrix].values.length;
  const of = (operation: Operation): number => {
    switch (operation.op) {
      case "constant":
      case "position":
      case "data":
        return 0;
      case "times":
      case "timesTransposed":
        return cells(operation.matrix);
      case "sum":
      case "sumLog1p":
      case "spread":
        return lengthOf(operation.x);
      case "pow":
        return POWER * operation.length;
      case "div":
      case "sqrt":
        return 4 * operation.length;
      case "select":
      case "scan":
      case "slice":
      case "embed":
      case "gather":
        return operation.length;
      default:
        return (PLAIN.has(operation.op) ? 1 : FUNCTION) * operation.length;
    }
  };
  return operations.reduce((sum, operation) => sum + of(operation), 0);
}
