/** The tree of a text. `at` is the character (UTF-16 unit, from 0) that an error about the node points at. */
export type Expr =
  | { readonly kind: "number"; readonly at: number; readonly value: number }
  | { readonly kind: "name"; readonly at: number; readonly name: string }
  | { readonly kind: "call"; readonly at: number; readonly name: string; readonly inputs: readonly Expr[] }
  | { readonly kind: "negate"; readonly at: number; readonly x: Expr }
  | { readonly kind: "binary"; readonly at: number; readonly sign: Sign; readonly x: Expr; readonly y: Expr }
  | { readonly kind: "index"; readonly at: number; readonly x: Expr; readonly index: Expr }
  /** Elements from … to, counted from 1, both included; a missing end is that of x. */
  | { readonly kind: "slice"; readonly at: number; readonly x: Expr; readonly from?: Expr; readonly to?: Expr }
  | { readonly kind: "list"; readonly at: number; readonly items: readonly Expr[] };

export type Sign = "+" | "-" | "*" | "/" | "^" | "<" | "<=" | ">" | ">=" | "==";

/** real: any number between its bounds; ordered: ascending; simplex: not negative, with sum 1. */
export type ParameterKind = "real" | "ordered" | "simplex";

export interface ParameterStatement {
  readonly kind: "parameter";
  readonly at: number;
  readonly name: string;
  readonly size?: Expr;
  readonly form: ParameterKind;
  readonly lower?: Expr;
  readonly upper?: Expr;
}
export interface TildeStatement {
  readonly kind: "tilde";
  /** Of the "~". */
  readonly at: number;
  readonly left: Expr;
  readonly distribution: string;
  readonly distributionAt: number;
  readonly inputs: readonly Expr[];
}
export type Statement =
  | ParameterStatement
  | TildeStatement
  /** `data` must not depend on parameters. */
  | { readonly kind: "data" | "define"; readonly at: number; readonly name: string; readonly value: Expr }
  | { readonly kind: "target"; readonly at: number; readonly value: Expr }
  | { readonly kind: "report"; readonly at: number; readonly names: readonly Named[] }
  /** Only as the last statement of an integrand: its value. */
  | { readonly kind: "value"; readonly at: number; readonly value: Expr };

export interface Named {
  readonly at: number;
  readonly name: string;
}

/** Calls `visit` for an expression and all that it contains. */
export function walk(expr: Expr, visit: (one: Expr) => void): void {
  visit(expr);
  for (const part of partsOf(expr)) walk(part, visit);
}

export function partsOf(expr: Expr): readonly Expr[] {
  switch (expr.kind) {
    case "number":
    case "name":
      return [];
    case "call":
      return expr.inputs;
    case "negate":
      return [expr.x];
    case "binary":
      return [expr.x, expr.y];
    case "index":
      return [expr.x, expr.index];
    case "slice":
      return [expr.x, ...(expr.from ? [expr.from] : []), ...(expr.to ? [expr.to] : [])];
    case "list":
      return expr.items;
  }
}
