/** What the net is given: columns brought to one scale, and what is derived from two of them. */
import { sinTurns } from "../../../math/elementary.ts";
import type { MlpParams } from "./fields.ts";

/** What a net is for: how many numbers it is given, how many come out, and whether those are the odds of classes. */
export interface Ends {
  readonly inputs: number;
  readonly outputs: number;
  readonly classes: boolean;
}

export type Features = Partial<Pick<MlpParams, "squares" | "product" | "sines">>;

/** How many numbers are derived from two inputs. */
export function derivedCount({ squares, product, sines }: Features): number {
  return (squares ? 2 : 0) + (product ? 1 : 0) + (sines ? 2 : 0);
}

/** What a derived input is called, in their order. */
export function derivedNames({ squares, product, sines }: Features, [x, y]: readonly string[]): readonly string[] {
  return [
    ...(squares ? [`${x}²`, `${y}²`] : []),
    ...(product ? [`${x}·${y}`] : []),
    ...(sines ? [`sin π${x}`, `sin π${y}`] : []),
  ];
}

/** The standardised inputs x and y, and after them x², y², x·y, sin πx, sin πy as far as they are wanted. The same array where none is. */
export function derivedInputs(scaled: Float32Array, columns: number, features: Features): Float32Array {
  const more = derivedCount(features);
  if (more === 0) return scaled;
  const rows = scaled.length / columns;
  const { squares, product, sines } = features;
  const out = new Float32Array(rows * (columns + more));
  for (let row = 0; row < rows; row++) {
    const [x, y] = [scaled[row * columns], scaled[row * columns + 1]];
    out.set(
      [
        x,
        y,
        ...(squares ? [x * x, y * y] : []),
        ...(product ? [x * y] : []),
        ...(sines ? [sinTurns(x / 2), sinTurns(y / 2)] : []),
      ],
      row * (columns + more),
    );
  }
  return out;
}
