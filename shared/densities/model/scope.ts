import { Fault, nearestOf } from "../error.ts";
import { Algebra } from "../graph/algebra.ts";
import type { Expr } from "../text/syntax.ts";
import type { Value } from "./value.ts";

/** What a name stands for, and what it may be used for. */
export interface Meaning {
  readonly value: Value;
  /** column: of the table, or what the form chose; data, definition, parameter: of the text; variable: of an integrand. */
  readonly origin: "column" | "data" | "definition" | "parameter" | "variable" | "constant";
}

/** Names that a text knows at the place that is being read, and the operations made so far. */
export class Scope {
  readonly graph = new Algebra();
  readonly #names = new Map<string, Meaning>();
  /** Names that later lines define, with their line. */
  readonly later: Map<string, number>;
  /** Names that it does not know and may have meant. */
  others: readonly string[] = [];
  /** Names of columns that cannot be used as they are. */
  texts: readonly string[] = [];
  /** Shapes of all expressions, for what is written from them. */
  readonly values = new Map<Expr, Value>();
  /** Whether coordinates are parameters, whose declarations must say where they lie: not the variables of an integrand. */
  readonly strict: boolean;
  constructor(later: ReadonlyMap<string, number> = new Map(), strict = true) {
    this.strict = strict;
    this.later = new Map(later);
  }

  define(name: string, meaning: Meaning): void {
    this.#names.set(name, meaning);
  }
  find(name: string): Meaning | undefined {
    return this.#names.get(name);
  }
  get names(): Iterable<string> {
    return this.#names.keys();
  }

  get(name: string, at: number): Meaning {
    const found = this.#names.get(name);
    if (found) return found;
    const line = this.later.get(name);
    if (line !== undefined)
      throw new Fault("used-before", at, `${name} is used before line ${line} defines it (move that line up)`, {
        value: name,
        later: line,
      });
    if (name === "predictors" || name === "response")
      throw new Fault("no-table", at, `${name}: there is no table (choose data, or write data ${name} = …)`, {
        value: name,
      });
    if (this.texts.includes(name))
      throw new Fault(
        "text-column",
        at,
        `${name} is a column of text, which was left out (number its categories 1, 2, … in the file)`,
        { value: name },
      );
    const near = nearestOf(name, [...this.#names.keys(), ...this.others]);
    const known = [...this.#names.keys()].slice(0, 30).join(", ");
    const cure = near ? `did you mean ${near}?` : known ? `there are ${known}` : "nothing is defined before it";
    throw new Fault(near ? "misspelt-name" : "unknown-name", at, `unknown name: ${name} (${cure})`, {
      value: name,
      near: near ?? "",
      known,
    });
  }
}
