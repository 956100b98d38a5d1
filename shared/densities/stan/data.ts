import type { Matrix } from "../graph/node.ts";
import type { Passing } from "./helpers.ts";
import type { StanNames } from "./names.ts";

export type StanData = Record<string, number | readonly number[] | readonly (readonly number[])[]>;

/** The data block and its values: what does not depend on parameters is computed beforehand and passed as a whole. */
export class StanDataBlock {
  readonly #names: StanNames;
  readonly #declared: string[] = [];
  readonly #found = new Map<string, string>();
  readonly values: StanData = {};
  constructor(names: StanNames) {
    this.#names = names;
  }

  /** Name of a variable with these values. */
  pass(values: ArrayLike<number>, passing: Exclude<Passing, "real" | "int">, wish: string): string {
    const key = `${passing} ${Array.from(values).join(" ")}`;
    const before = this.#found.get(key);
    if (before !== undefined) return before;
    const name = this.#names.free(wish);
    this.#found.set(key, name);
    this.#declared.push(
      passing === "ints" ? `  int ${name}[${values.length}];` : `  vector[${values.length}] ${name};`,
    );
    this.values[name] = Array.from(values);
    return name;
  }

  passMatrix({ rows, columns, values }: Matrix, wish: string): string {
    const key = `matrix ${rows} ${Array.from(values).join(" ")}`;
    const before = this.#found.get(key);
    if (before !== undefined) return before;
    const name = this.#names.free(wish);
    this.#found.set(key, name);
    this.#declared.push(`  matrix[${rows}, ${columns}] ${name};`);
    this.values[name] = Array.from({ length: rows }, (_, i) =>
      Array.from(values.subarray(i * columns, (i + 1) * columns)),
    );
    return name;
  }

  get code(): string {
    return this.#declared.length === 0 ? "" : `data {\n${this.#declared.join("\n")}\n}\n`;
  }
}
