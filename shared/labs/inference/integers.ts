import { ExperimentError } from "../../experiment/errors.ts";
import type { Chain } from "../../nets/chain.ts";

/** Layers of models of other programs that integers lack: those of this lab's own nets all have a form. */
const WITHOUT = ["layer-normalisation", "transposed-convolution", "upsampling", "cropping", "embedding"] as const;

/** Said before a run in integers. Throws an ExperimentError that names the first layer without a form in them. */
export function checkIntegers(chain: Chain): void {
  const odd = chain.layers.find(({ kind }) => WITHOUT.some((one) => one === kind));
  if (odd)
    throw new ExperimentError(
      "data.files",
      "no-integers",
      `layer ${odd.name} (${odd.kind}) has no form in integers (choose a model of dense layers, convolutions and pooling)`,
      { name: odd.name, value: odd.kind },
    );
}
