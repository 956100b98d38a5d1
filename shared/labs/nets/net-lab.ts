/** What labs that train a net say alike of themselves. */
import { deferred } from "../deferred.ts";
import type { LabBody, Opener } from "../lab.ts";
import type { GivenWeights } from "./given-weights.ts";
import { trainedWeights } from "./weights.ts";

/** A net is trained by these kinds of processes, on any device. `given`: what training may begin with; without the code for these nothing opens. */
export function trainsNet<K extends string>(
  kinds: readonly K[],
  load: () => Promise<Readonly<Record<K, Opener>>>,
  given?: Pick<GivenWeights<unknown>, "prepare" | "ready">,
) {
  return {
    sweeps: true,
    wasm: ["tensors"],
    devices: ["wasm", "scalar", "webgpu"],
    weights: trainedWeights,
    ...(given && { prepare: given.prepare }),
    ...deferred(kinds, async () => {
      await given?.ready();
      return load();
    }),
  } as const satisfies Partial<LabBody>;
}
