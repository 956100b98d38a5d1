/** Pictures whose factors a hand has set, as the generator of the data would draw them. */
import { DIGIT_RANGES, drawDigit } from "../../../../shared/data/generators/digits.ts";
import { drawShape, SHAPE_RANGES } from "../../../../shared/data/generators/shape-drawing.ts";
import type { Table } from "../../../../shared/data/table.ts";
import type { DataRef } from "../../../../shared/experiment/experiment.ts";
import { factorsOf } from "../../../../shared/labs/representation/factors-of-variation/factors.ts";

export interface FactorRange {
  readonly name: string;
  readonly low: number;
  readonly high: number;
  /** Values are whole numbers. */
  readonly isClass: boolean;
}

export interface Drawing {
  readonly ranges: readonly FactorRange[];
  /** The picture for values of these factors, from 0 to 1. */
  draw(values: readonly number[]): Float32Array;
}

/** Null where the data were not drawn from factors that are known. */
export function drawingOf(ref: DataRef, data: Table): Drawing | null {
  const known = ref && "generator" in ref && data.factors ? ref.generator : null;
  if (known !== "shapes" && known !== "digits") return null;
  const all: Readonly<Record<string, { readonly low: number; readonly high: number; readonly held: number }>> =
    known === "shapes" ? SHAPE_RANGES : DIGIT_RANGES;
  const varied = factorsOf(data);
  const ranges = varied.map(({ name, values, classes }) =>
    classes > 0
      ? { name, low: 0, high: classes - 1, isClass: true }
      : { name, low: Math.min(...values), high: Math.max(...values), isClass: false },
  );
  const first = data.factors?.names.map((name, j) => [name, data.factors?.values[j] ?? 0] as const) ?? [];
  // What does not vary is as in every picture.
  const held = {
    ...Object.fromEntries(Object.entries(all).map(([name, one]) => [name, one.held])),
    ...Object.fromEntries(first),
  };
  return {
    ranges,
    draw(values) {
      const factors = { ...held, ...Object.fromEntries(ranges.map(({ name }, i) => [name, values[i]])) } as never;
      const bytes = new Uint8Array(data.columns);
      if (known === "shapes") drawShape(bytes, factors, data.image?.channels ?? 1);
      else drawDigit(bytes, factors);
      return Float32Array.from(bytes, (value) => value / 255);
    },
  };
}
