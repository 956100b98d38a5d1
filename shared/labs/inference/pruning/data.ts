import type { Table } from "../../../data/table.ts";
import { ExperimentError } from "../../../experiment/errors.ts";
import type { Chain } from "../../../nets/chain.ts";
import { weightedLayers } from "../connections.ts";
import { checkSize, type OwnNet } from "../picture-net.ts";
import { rowNet } from "../table-net.ts";
import type { PruningParams } from "./fields.ts";
import { checkUnits } from "./units.ts";

/** Said before the run: what cannot be, and what a browser cannot hold. Throws an ExperimentError. */
export function checkPruning(params: PruningParams, data: Table | null): OwnNet {
  const net = rowNet(params, data);
  checkSize(params, net);
  checkConnections(net.chain);
  if (params.structure === "units") checkUnits(net.chain);
  if (params.tuning === "rewind" && net.weights)
    throw new ExperimentError(
      "params.tuning",
      "nothing-to-rewind-to",
      "weights of a file have no initial values here to go back to (choose fine-tuning, or data without weights)",
    );
  return net;
}

function checkConnections(chain: Chain): void {
  if (weightedLayers(chain).length === 0)
    throw new ExperimentError(
      "data.files",
      "no-connections",
      "the model has neither dense layers nor convolutions (nothing of it can be pruned)",
    );
}
