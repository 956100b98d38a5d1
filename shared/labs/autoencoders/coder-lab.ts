/** What labs of this family say alike of themselves. */
import type { Table } from "../../data/table.ts";
import { pictureChoices } from "../choices.ts";
import { deferred } from "../deferred.ts";
import type { Fold } from "../fold.ts";
import type { LabBody, Opener, WasmName } from "../lab.ts";
import { coderChain } from "../nets/coders/chain.ts";
import { coderConventions } from "../nets/coders/conventions.ts";
import { coderCost, layersOf } from "../nets/coders/layers.ts";
import type { GivenWeights } from "../nets/given-weights.ts";
import { trainedWeights } from "../nets/weights.ts";
import { pictureOf } from "./picture.ts";
import type { AutoencodingParams } from "./samples.ts";
import { workOf } from "./work.ts";

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

type ReconstructingParams = AutoencodingParams & { readonly epochs: number; readonly optimizer: "adam" | "sgd" };

/** The net has the layers that its parameters say, from the row to the row. `modules`: those that a run takes beside that of nets. */
export function reconstructs<P extends ReconstructingParams>(modules: readonly WasmName[] = []) {
  const beside = modules.length > 0 ? { wasm: modules } : {};
  return {
    estimate: (params: P, data: Table | null) =>
      data === null
        ? { multiplyAdds: 0, bytes: 0, ...beside }
        : { ...workOf(params, data, (rows) => coderCost(layersOf(params, data), params, rows)), ...beside },
    picture: pictureOf,
    chain: (fold: Fold, params: P, data: Table | null) => (fold.output("train") ? coderChain(params, data) : undefined),
    conventions: (params: P) => coderConventions(params),
  };
}
