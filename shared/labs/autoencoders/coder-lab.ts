/** What labs of this family say alike of themselves. */
import { heldOutChoices } from "../choices.ts";
import type { LabBody, Opener } from "../lab.ts";
import type { GivenWeights } from "../nets/given-weights.ts";
import { trainsNet } from "../nets/net-lab.ts";

/** Of own files. */
export const coderData = {
  formats: ["idx", "csv", "npy", "safetensors"],
  use: { pictures: true, constants: true, twoValued: true },
  reading: [...heldOutChoices, "standardise"],
} as const satisfies Partial<LabBody["data"]>;

/** A net is trained, by these kinds of processes, beginning with weights where some are given. */
export function trainsCoder<K extends string>(
  given: Pick<GivenWeights<unknown>, "prepare" | "ready">,
  kinds: readonly K[],
  load: () => Promise<Readonly<Record<K, Opener>>>,
) {
  return { family: "autoencoders", ...trainsNet(kinds, load, given) } as const satisfies Partial<LabBody>;
}
