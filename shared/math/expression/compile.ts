import type { Expression } from "./expression.ts";
import { operationOf } from "./operations.ts";

/** A function of the variables' values, in the order of `names`. Throws a RangeError for a variable that is not among them. */
export function compileExpression(
  expression: Expression,
  names: readonly string[],
): (values: ArrayLike<number>) => number {
  if (expression.kind === "number") return () => expression.value;
  if (expression.kind === "variable") {
    const at = names.indexOf(expression.name);
    if (at < 0) throw new RangeError(`variable without a value: ${expression.name} (there are ${names.join(", ")})`);
    return (values) => values[at];
  }
  const { of } = operationOf(expression.operation);
  const inputs = expression.inputs.map((input) => compileExpression(input, names));
  const [a, b] = inputs;
  if (inputs.length === 1) return (values) => of(a(values));
  if (inputs.length === 2) return (values) => of(a(values), b(values));
  return (values) => of(...inputs.map((input) => input(values)));
}
