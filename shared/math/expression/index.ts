export { compileExpression } from "./compile.ts";
export { type Application, apply, type Expression, number, variable, variablesOf } from "./expression.ts";
export { ALIASES, CONSTANTS, FUNCTIONS, type Operation, operationOf } from "./operations.ts";
export { ExpressionError, parseExpression } from "./parse.ts";
export { printExpression } from "./print.ts";
