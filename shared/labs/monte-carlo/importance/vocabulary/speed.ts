import { array } from "../../../../arrays.ts";
import { drive } from "../../../process.ts";
import { eachStep } from "../../../records.ts";
import { corpusOf } from "./corpus.ts";
import type { VocabularyParams } from "./fields.ts";
import { trainerOf } from "./train.ts";

/** Updates of each kind that are timed together: one with all words takes milliseconds where there are many. */
const SAMPLED_UPDATES = 20;

/**
 * What an update costs, side by side: a step times one update with all words and a few by samples, on one thread, so that both meet the same machine. Records
 * (measured): `full` and `sampled`, milliseconds per update.
 */
export const speed = drive<VocabularyParams>(
  (params, context, { key }) => {
    const trainer = trainerOf(params, corpusOf(params, context.data), context, key);
    const clock = context.clock ?? (() => 0);
    const timed = (count: number, update: () => void) => {
      const begun = clock();
      for (let i = 0; i < count; i++) update();
      return (clock() - begun) / count;
    };
    return {
      advance: eachStep(["full", "sampled"], (n, row) => {
        row.full = timed(1, () => trainer.update("full", n));
        row.sampled = timed(SAMPLED_UPDATES, () => trainer.update(params.method, n));
        context.beat?.();
      }),
      save: () => ({}),
      output: () => ({ done: array(Uint8Array.of(1)) }),
    };
  },
  { measured: ["full", "sampled"] },
);
