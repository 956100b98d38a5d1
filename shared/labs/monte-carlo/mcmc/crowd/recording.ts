import type { Recording } from "../../../recording.ts";

/** Chains of each task whose last positions are kept, and how many of the quantities; steps that are kept of what each tells. */
const CHAINS = 2000;
const COLUMNS = 4;
const ROWS = 100;
/** With more quantities than this a step tells too much for so many. */
const FEW = 4;

/** What superchains say is kept as it is: metrics are made of it. */
export function recordCrowd(quantities: number): Recording {
  return {
    keep: {
      "output/*/last": { bits: 16, rows: CHAINS, columns: COLUMNS },
      "output/*/superchains": {},
      "output/*/*": {},
      "records/*/accept": {},
      "records/*/divergent": {},
      "records/*/*": { evenly: quantities > FEW ? ROWS / 2 : ROWS },
      "answer/*/density": { bits: 16 },
    },
  };
}
