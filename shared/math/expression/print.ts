import type { Expression } from "./expression.ts";

/** How tightly an operation holds its inputs: sums least. */
const STRENGTH: Readonly<Record<string, number>> = { "+": 1, "-": 1, "*": 2, "/": 2, neg: 3, "^": 4 };
const ATOM = 5;

/** The text of an expression, with no more parentheses than reading it back needs: `parseExpression` gives the same tree again. */
export function printExpression(expression: Expression): string {
  return printed(expression).text;
}

interface Printed {
  readonly text: string;
  readonly strength: number;
}

function printed(expression: Expression): Printed {
  if (expression.kind === "number") return { text: String(expression.value), strength: ATOM };
  if (expression.kind === "variable") return { text: expression.name, strength: ATOM };
  const { operation, inputs } = expression;
  const strength = STRENGTH[operation];
  if (strength === undefined) {
    const told = inputs.map((input) => printed(input).text).join(", ");
    return { text: `${operation}(${told})`, strength: ATOM };
  }
  const [left, right] = inputs;
  if (operation === "neg") return { text: `-${within(left, strength)}`, strength };
  if (operation === "^") return { text: `${within(left, ATOM)}^${within(right, STRENGTH.neg)}`, strength };
  const space = strength === 1 ? " " : "";
  return { text: `${within(left, strength)}${space}${operation}${space}${within(right, strength + 1)}`, strength };
}

/** In parentheses where it holds less tightly than that. */
function within(expression: Expression, least: number): string {
  const { text, strength } = printed(expression);
  return strength < least ? `(${text})` : text;
}
