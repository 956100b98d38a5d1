/** An expression as a tree: numbers and variables are its leaves, everything else applies an operation (`operations.ts`) to arguments. */
export type Expression = NumberLeaf | VariableLeaf | Application;

export interface NumberLeaf {
  readonly kind: "number";
  /** Finite and ≥ 0, as it is written: a minus is an operation. */
  readonly value: number;
}
export interface VariableLeaf {
  readonly kind: "variable";
  readonly name: string;
}
export interface Application {
  readonly kind: "apply";
  /** "+", "-", "*", "/", "^" of two, "neg" of one, or the name of a function. */
  readonly operation: string;
  readonly inputs: readonly Expression[];
}

export const number = (value: number): Expression => ({ kind: "number", value });
export const variable = (name: string): Expression => ({ kind: "variable", name });
export const apply = (operation: string, ...inputs: readonly Expression[]): Expression => ({
  kind: "apply",
  operation,
  inputs,
});

/** Names of the variables, in the order in which they are read first. */
export function variablesOf(expression: Expression): readonly string[] {
  const found = new Set<string>();
  const visit = (one: Expression): void => {
    if (one.kind === "variable") found.add(one.name);
    else if (one.kind === "apply") one.inputs.forEach(visit);
  };
  visit(expression);
  return [...found];
}
