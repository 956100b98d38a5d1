/** What a run costs, before it begins. */
import type { Table } from "../../../data/table.ts";
import type { Work } from "../../lab.ts";
import { batchesPerEpoch } from "../../minibatches.ts";
import { totalCost } from "../../nets/chain/shapes.ts";
import type { WasmName } from "../../task.ts";
import { weightedLayers } from "../connections.ts";
import { rowParts } from "../table-net.ts";
import { checkPruning } from "./data.ts";
import type { PruningParams } from "./fields.ts";
import { LAYER_LEVELS, LEVELS } from "./levels.ts";

/** Modules of the task that measures times. */
export const WASM: readonly WasmName[] = ["rowblocks", "quant"];

/** Minibatches of fine-tuning; 0 where there is none. */
export function tuneStepsOf({ tuning, tuneEpochs = 1, batch }: PruningParams, rows: number): number {
  return tuning === "none" ? 0 : tuneEpochs * batchesPerEpoch(rows, batch);
}

export function workOf(params: PruningParams, data: Table | null): Work {
  const { chain, weights } = checkPruning(params, data);
  const { macs, parameters, valueBytes } = totalCost(chain);
  const { train, test } = rowParts(data, params.testFraction);
  const batch = Math.min(params.batch, train.length);
  const forward = macs + valueBytes / 2;
  const perStep = 3 * batch * forward + (Math.min(256, test.length) * forward) / 20;
  const learning = weights ? macs : params.epochs * batchesPerEpoch(train.length, batch) * perStep;
  // Every tenth step asks held-out pictures, and each reads all weights to hold the zeros.
  const tuneStep = 3 * batch * forward + (Math.min(256, test.length) * forward) / 10 + 4 * parameters;
  const tune = Math.max(1, tuneStepsOf(params, train.length)) * tuneStep;
  const levels = params.tuning === "none" ? 0 : new Set(params.levels ?? []).size;
  const asked = Math.min(500, test.length) * forward + 5 * parameters;
  const kinds = {
    ...(weights ? { given: learning } : { train: learning }),
    ...(params.tuning === "rewind" && { begin: 10 * parameters }),
    evaluate: test.length * forward,
    ...(params.tuning === "none" ? { cutOnce: test.length * forward } : { tune }),
    ...(levels > 0 && { level: levels * tune }),
    curve: 2 * (LEVELS.length + 1) * asked,
    alone: weightedLayers(chain).length * LAYER_LEVELS.length * asked,
    // So many milliseconds, whatever the net.
    times: 2e7,
  };
  const table = data ? data.rows * data.columns : 0;
  return {
    multiplyAdds: Object.values(kinds).reduce((sum, own) => sum + own, 0),
    kinds,
    bytes: 2 * table + (40 + 8 * levels) * parameters + 3 * batch * valueBytes,
    wasm: WASM,
  };
}
