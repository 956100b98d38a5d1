import { expect, test } from "vitest";
import { parseParams } from "../../../../shared/experiment/schema.ts";
import type { AutoencoderTaskParams } from "../../../../shared/labs/autoencoders/autoencoder/fields.ts";
import { autoencoder } from "../../../../shared/labs/autoencoders/autoencoder/lab.ts";
import { autoencoderModel } from "../../../../shared/labs/autoencoders/autoencoder/net.ts";
import { coderCost, layersOf } from "../../../../shared/labs/nets/coders/layers.ts";
import { costOf } from "../../../../shared/nets/cost.ts";

const row = { columns: 784, image: { height: 28, width: 28, channels: 1 } } as const;
const convolutional = { architecture: "convolutional", hidden: [16] };

test.each([
  ...autoencoder.presets.map(({ params }) => params),
  { hidden: [256, 64], normalisation: "layer", dropout: 0.2 },
  { ...convolutional, filters: [8] },
  { ...convolutional, shrinking: "max-pooling" },
  { ...convolutional, growing: "upsampling" },
  { ...convolutional, kernel: 5, filters: [4, 8, 16] },
])("what %o cost before they are built is what the graph costs, within 6 %; its memory within a half", (own) => {
  const params = parseParams(autoencoder.params, own) as unknown as AutoencoderTaskParams;
  const estimated = coderCost(layersOf(params, row), params, 32);
  const graph = costOf(autoencoderModel(params, row), 32);
  for (const name of ["forward", "backward", "parameters"] as const)
    expect(Math.abs(estimated[name] / graph[name] - 1), name).toBeLessThan(0.06);
  expect(Math.abs(Math.log2(estimated.arena / graph.arena)), "arena").toBeLessThan(Math.log2(1.5));
});
