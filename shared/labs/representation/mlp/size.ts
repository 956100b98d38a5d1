/** What parameters say of the net before it is built: its activations, what it costs, how much it learns. */
import { ExperimentError } from "../../../experiment/errors.ts";
import { ACTIVATIONS, type Activation, type MlpTaskParams } from "./fields.ts";
import type { Ends } from "./inputs.ts";

export type NetParams = Pick<MlpTaskParams, "hidden" | "activation" | "activations" | "normalisation" | "dropout">;

/** One activation per hidden layer. Throws an ExperimentError for a list that names others, or is as long as the layers are not. */
export function activationsOf({ hidden, activation, activations }: NetParams): readonly Activation[] {
  const named = activations.split(/[\s,;]+/).filter((name) => name !== "");
  if (named.length === 0) return hidden.map(() => activation);
  const unknown = named.find((name) => !ACTIVATIONS.some((one) => one === name));
  const allowed = ACTIVATIONS.join(", ");
  if (unknown !== undefined)
    throw new ExperimentError(
      "params.activations",
      "unknown-activation",
      `invalid activation: ${unknown} (must be ${allowed})`,
      { value: unknown, allowed },
    );
  if (named.length !== hidden.length)
    throw new ExperimentError(
      "params.activations",
      "activations-per-layer",
      `activations: ${named.length} for ${hidden.length} hidden layers (must be one per layer, or none)`,
      { value: named.length, layers: hidden.length },
    );
  return named as readonly Activation[];
}

/** Multiply-adds of one sample going through. */
export function netCost({ hidden }: Pick<MlpTaskParams, "hidden">, { inputs, outputs }: Ends): number {
  const widths = [inputs, ...hidden, outputs];
  return widths.slice(1).reduce((sum, width, l) => sum + width * (widths[l] + 4), 0);
}

/** Numbers that a net learns. */
export function weightCount(
  { hidden, normalisation }: Pick<MlpTaskParams, "hidden" | "normalisation">,
  { inputs, outputs }: Ends,
): number {
  const widths = [inputs, ...hidden, outputs];
  const sums = widths.slice(1).reduce((sum, width, l) => sum + width * (widths[l] + 1), 0);
  return normalisation === "none" ? sums : sums + 2 * hidden.reduce((sum, width) => sum + width, 0);
}
