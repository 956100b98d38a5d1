import type { Table } from "../../../data/table.ts";
import type { Work } from "../../lab.ts";
import { batchesPerEpoch } from "../../minibatches.ts";
import { MEASURED } from "./baseline.ts";
import type { CharRnnParams } from "./fields.ts";
import { sizeOfNet } from "./size.ts";

/** Signs of an alphabet that nobody has counted yet. */
const ABOUT = 60;
/** What a product of a single row costs, as products of many rows: its weights are read anew for each. */
const ALONE = 4;

/** Multiply-adds of a whole run, and by kind of task; memory in bytes. */
export function workOf(params: CharRnnParams, data: Table | null): Work {
  if (!data?.texts) return { multiplyAdds: 0, bytes: 0 };
  const length = data.texts.reduce((sum, text) => sum + text.length + 1, 0);
  const { weights, forward, values } = sizeOfNet(params, Math.min(params.signs, ABOUT));
  const { context, batch, epochs, testFraction, written } = params;
  const windows = Math.floor((length * (1 - testFraction)) / context);
  const own = Math.min(batch, windows);
  const steps = epochs * batchesPerEpoch(windows, own);
  const held = Math.min(MEASURED, testFraction * length);
  const kinds = {
    train: steps * context * (3 * own + 48 / 20) * forward,
    // Four tables that are looked up by what stands before each character.
    baseline: 40 * 4 * length,
    evaluate: 2 * held * forward,
    write: ALONE * written * forward,
  };
  return {
    multiplyAdds: kinds.train + kinds.baseline + kinds.evaluate + kinds.write,
    kinds,
    bytes: 24 * length + 20 * weights + 12 * own * context * values,
  };
}
