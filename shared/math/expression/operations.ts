import { cos, erf, exp, log, pow, sigmoid, sin, softplus, tanh } from "../index.ts";

export interface Operation {
  /** How many inputs it takes; "some": one or more. */
  readonly arity: number | "some";
  readonly of: (...inputs: readonly number[]) => number;
  /** The order of its inputs changes nothing. */
  readonly commutes?: true;
}

/** Written between or before their inputs. */
const SIGNS: Readonly<Record<string, Operation>> = {
  "+": { arity: 2, of: (a, b) => a + b, commutes: true },
  "-": { arity: 2, of: (a, b) => a - b },
  "*": { arity: 2, of: (a, b) => a * b, commutes: true },
  "/": { arity: 2, of: (a, b) => a / b },
  "^": { arity: 2, of: pow },
  neg: { arity: 1, of: (a) => -a },
};

/** Written by their name. The elementary ones are those of `shared/math`: the same bits everywhere. */
export const FUNCTIONS: Readonly<Record<string, Operation>> = {
  abs: { arity: 1, of: Math.abs },
  cos: { arity: 1, of: cos },
  erf: { arity: 1, of: erf },
  exp: { arity: 1, of: exp },
  floor: { arity: 1, of: Math.floor },
  log: { arity: 1, of: log },
  max: { arity: "some", of: Math.max, commutes: true },
  min: { arity: "some", of: Math.min, commutes: true },
  relu: { arity: 1, of: (x) => Math.max(x, 0) },
  sigmoid: { arity: 1, of: sigmoid },
  sign: { arity: 1, of: Math.sign },
  sin: { arity: 1, of: sin },
  softplus: { arity: 1, of: softplus },
  sqrt: { arity: 1, of: Math.sqrt },
  tan: { arity: 1, of: (x) => sin(x) / cos(x) },
  tanh: { arity: 1, of: tanh },
};

/** Other names of functions. */
export const ALIASES: Readonly<Record<string, string>> = { ln: "log", σ: "sigmoid", sen: "sin", tg: "tan" };

export const CONSTANTS: Readonly<Record<string, number>> = { pi: Math.PI, π: Math.PI };

export function operationOf(name: string): Operation {
  const found = Object.hasOwn(SIGNS, name) ? SIGNS[name] : Object.hasOwn(FUNCTIONS, name) ? FUNCTIONS[name] : undefined;
  if (found === undefined) throw new RangeError(`no operation "${name}"`);
  return found;
}
