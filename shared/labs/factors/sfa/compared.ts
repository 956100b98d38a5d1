/** What slow features are compared with: the variables that made the data, and features of the same rows in random order. */
import type { NDArray } from "../../../arrays.ts";
import type { Table } from "../../../data/table.ts";
import { knownOf } from "./data.ts";
import type { SfaParams } from "./fields.ts";

export interface KnownVariable {
  readonly name: string;
  /** Its place among all that are known. */
  readonly column: number;
  /** One per time-embedded input, with mean 0 and variance 1 as slow features have them. */
  readonly values: Float64Array;
}

/** The known variables that vary. */
export function knownVariables(data: Table, params: SfaParams): readonly KnownVariable[] {
  return knownOf(data, params).flatMap(({ name, values }, column) => {
    if (values.every((value) => value === values[0])) return [];
    const mean = values.reduce((sum, value) => sum + value / values.length, 0);
    const variance = values.reduce((sum, value) => sum + (value - mean) ** 2 / values.length, 0);
    return [{ name, column, values: values.map((value) => (value - mean) / Math.sqrt(variance)) }];
  });
}

/** Which of the known variables some feature follows best, its place in the list; 0 where nothing is known. Correlations: features × variables. */
export function likeliest(correlations: NDArray | undefined, known: readonly KnownVariable[]): number {
  const [features = 0, width = 0] = correlations?.shape ?? [];
  let [best, most] = [0, 0];
  for (const [at, { column }] of known.entries())
    for (let i = 0; i < features; i++) {
      const size = Math.abs(correlations?.values[i * width + column] ?? 0);
      if (size > most) [best, most] = [at, size];
    }
  return best;
}

/** Δ of each feature over all shuffles (shuffles × features): least, greatest, and halfway between. */
export function shuffledRange({ shape: [shuffles, count], values }: NDArray) {
  const ends = Array.from({ length: count }, (_, i) => {
    const of = Array.from({ length: shuffles }, (_, s) => Number(values[s * count + i]));
    return [Math.min(...of), Math.max(...of)] as const;
  });
  return {
    low: Float64Array.from(ends, ([low]) => low),
    high: Float64Array.from(ends, ([, high]) => high),
    middle: Float64Array.from(ends, ([low, high]) => (low + high) / 2),
  };
}
