import type { Table } from "../../data/table.ts";
import type { Fold } from "../fold.ts";
import type { WasmName } from "../lab.ts";
import { coderChain } from "../nets/coders/chain.ts";
import { coderConventions } from "../nets/coders/conventions.ts";
import { coderCost, layersOf } from "../nets/coders/layers.ts";
import type { TrainedChain } from "../trained-chain.ts";
import { pictureOf } from "./picture.ts";
import { type AutoencodingParams, scalesOfColumns } from "./samples.ts";
import { workOf } from "./work.ts";

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
    chain: (fold: Fold, params: P, data: Table | null): TrainedChain | undefined => {
      const chain = fold.output("train") && coderChain(params, data);
      return chain && data ? { ...chain, ...scalesOfColumns(data, params) } : undefined;
    },
    conventions: (params: P) => coderConventions(params),
  };
}
