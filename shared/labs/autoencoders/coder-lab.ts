/** What labs of this family say alike of themselves. */
import { pictureChoices } from "../choices.ts";
import { deferred } from "../deferred.ts";
import type { LabBody, Opener } from "../lab.ts";
import type { GivenWeights } from "../nets/given-weights.ts";
import { trainedWeights } from "../nets/weights.ts";

/** Of own files. */
export const coderData = {
  formats: ["idx", "csv", "npy", "safetensors"],
  use: { pictures: true, constants: true, twoValued: true },
  reading: [...pictureChoices, "standardise"],
} as const satisfies Partial<LabBody["data"]>;

/** A net is trained, by these kinds of processes, beginning with weights where some are given: without the code for these nothing opens. */
export function trainsCoder<K extends string>(
  given: GivenWeights<unknown>,
  kinds: readonly K[],
  load: () => Promise<Readonly<Record<K, Opener>>>,
) {
  return {
    family: "autoencoders",
    sweeps: true,
    wasm: ["tensors"],
    devices: ["wasm", "scalar", "webgpu"],
    prepare: given.prepare,
    weights: trainedWeights,
    ...deferred(kinds, async () => {
      await given.ready();
      return load();
    }),
  } as const satisfies Partial<LabBody>;
}
