/** What parameters say of the nets before they are built. */
import type { TransformerShape } from "../../../nets/transformer/index.ts";

/** Held-out windows, or lines, that go through now and then while a net learns. */
export const TESTED = 64;
/** Held-out lines that a trained net is measured on. */
export const MEASURED_LINES = 2_000;

/** Numbers of a sign's vector in the recurrent net. */
export const SIGN_VECTOR = 32;

/** Numbers that the transformer learns. */
export function weightsOfTransformer({
  signs,
  context,
  layers,
  width,
  hidden,
}: Omit<TransformerShape, "activation">): number {
  const block = 4 * (width + 1) * width + (width + 1) * hidden + (hidden + 1) * width + 4 * width;
  return (signs + context) * width + layers * block + 2 * width + (width + 1) * signs;
}

/** The same of the recurrent net with so many units. */
export function weightsOfRecurrent(signs: number, units: number): number {
  return signs * SIGN_VECTOR + 3 * units * (SIGN_VECTOR + units + 2) + (units + 1) * signs;
}

/** Units with which the recurrent net has as many weights as the transformer, or the fewest fewer. */
export function recurrentUnits(shape: Omit<TransformerShape, "activation">): number {
  const most = weightsOfTransformer(shape);
  let units = 1;
  while (weightsOfRecurrent(shape.signs, units + 1) <= most) units++;
  return units;
}
