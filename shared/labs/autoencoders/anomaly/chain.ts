import type { Table } from "../../../data/table.ts";
import type { Fold } from "../../fold.ts";
import { coderChain } from "../../nets/coders/chain.ts";
import type { TrainedChain } from "../../trained-chain.ts";
import { partsOf, scaleOf } from "./data.ts";
import type { AnomalyParams } from "./fields.ts";

/** The net from rows to their reconstructions, for other programs, with what columns are standardised by. Undefined before it is trained. */
export function anomalyChain(fold: Fold, params: AnomalyParams, data: Table | null): TrainedChain | undefined {
  const chain = fold.output("train") && coderChain(params, data);
  if (!chain || !data) return undefined;
  if (data.values instanceof Uint8Array) return chain;
  const { means, deviations } = scaleOf(data, params, partsOf(data, params).train);
  const both = Float64Array.of(...means, ...deviations);
  return { ...chain, inputScale: both, outputScale: both };
}
