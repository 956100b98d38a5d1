/** Whether units of a net can be taken out. */
import { ExperimentError } from "../../../experiment/errors.ts";
import type { Chain, ChainLayer } from "../../../nets/chain.ts";
import { weightedLayers } from "../connections.ts";

/** Layers through which output c of one layer is input t of the next for t ≡ c modulo the outputs: channels go last everywhere. */
const PASSING: readonly ChainLayer["kind"][] = [
  "dense",
  "convolution",
  "activation",
  "max-pooling",
  "average-pooling",
  "global-average-pooling",
  "flatten",
  "dropout",
  "batch-normalisation",
];

/** Throws an ExperimentError for nets in which units cannot be followed to what they feed. */
export function checkUnits(chain: Chain): void {
  const odd = chain.layers.find(({ kind }) => !PASSING.includes(kind));
  if (odd)
    throw new ExperimentError(
      "params.structure",
      "units-not-followed",
      `layer ${odd.name} (${odd.kind}): its units cannot be taken out (prune single weights or blocks, or use a net of dense layers, convolutions and pooling)`,
      { name: odd.name, value: odd.kind },
    );
  if (weightedLayers(chain).length < 2)
    throw new ExperimentError(
      "params.structure",
      "no-hidden-units",
      "the net has no hidden units (add a layer, or prune single weights)",
    );
}
