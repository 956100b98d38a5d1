import type { Table } from "../../../../data/table.ts";
import { foldIn, type Key } from "../../../../random/index.ts";
import type { Task, Work } from "../../../lab.ts";
import { BATCH } from "./batch-size.ts";
import type { EstimateParams } from "./fields.ts";

/** Repeats of a task. */
export const PER_BLOCK = 25;

const STREAM = { draws: 0, repeats: 1 } as const;

/** "draws", kept; "theory" (where q was adapted, after it); and the repeats in blocks, "repeats.<i>". */
export function planEstimate({ draws, repeats, ...params }: EstimateParams, key: Key): readonly Task[] {
  const batches = Math.ceil(draws / BATCH);
  const isAdapted = params.rounds > 0;
  return [
    { id: "draws", kind: "draws", key: foldIn(key, STREAM.draws), steps: batches, params },
    { id: "theory", kind: "theory", key, steps: 1, params, ...(isAdapted && { after: ["draws"] }) },
    ...Array.from({ length: Math.ceil(repeats / PER_BLOCK) }, (_, block) => ({
      id: `repeats.${block}`,
      kind: "repeats",
      key: foldIn(foldIn(key, STREAM.repeats), block),
      steps: Math.min(PER_BLOCK, repeats - block * PER_BLOCK),
      params: { ...params, batches },
    })),
  ];
}

/** Multiply-adds of a draw in one dimension, by measurement beside other labs; most kernels of a column are too far to need an exponential. */
const PER_NUMBER = 250;
const PER_KERNEL = 6;
const PER_THEORY = 20_000;

export function estimateEstimate(params: EstimateParams, table: Table | null): Work {
  const { draws, repeats, rounds, dimension = 1, target } = params;
  const kernels = target === "table" ? Math.min(500, table?.rows ?? 100) : 1;
  const perDraw = dimension * PER_NUMBER + kernels * PER_KERNEL;
  const perEstimate = (draws + 1000 * rounds) * perDraw;
  const theory = PER_THEORY * (250 + kernels * PER_KERNEL);
  return {
    multiplyAdds: perEstimate * (repeats + 1) + theory,
    kinds: { draws: perEstimate, repeats: repeats * perEstimate, theory },
    bytes: draws * 40 + repeats * 24,
  };
}
