/**
 * Layers are functions from tensors to tensors that make the parameters they need: `<name>.weights`, `<name>.bias`, … The names of the layers of a net
 * must differ.
 */
import type { Initialiser } from "../initial.ts";

export interface WeightOptions {
  /** Of the weights; Glorot's where it is left out. Biases begin at 0. */
  readonly initial?: Initialiser;
  /** Whether a bias is added; true where it is left out. */
  readonly bias?: boolean;
}

/** Shapes that do not go together, in a layer of that name. The message names it too, and the cure. */
export class ShapeError extends RangeError {
  override readonly name = "ShapeError";
  readonly layer: string;
  constructor(layer: string, message: string) {
    super(`layer ${layer}: ${message}`);
    this.layer = layer;
  }
}

/** Builds a layer; errors of shapes that come up then are those of the layer. */
export function inLayer<T>(layer: string, build: () => T): T {
  try {
    return build();
  } catch (error) {
    if (error instanceof RangeError && !(error instanceof ShapeError)) throw new ShapeError(layer, error.message);
    throw error;
  }
}

/** Throws a RangeError unless it is a whole number of at least 1. */
export function checkUnits(what: string, units: number): void {
  if (!Number.isInteger(units) || units < 1)
    throw new RangeError(`invalid number of ${what}: ${units} (must be a whole number of at least 1)`);
}
