import type { Recording } from "../../recording.ts";

/** Points that are kept of each kind. */
const KEPT = 1000;

/** The net and samples that are drawn. */
export function recordDiffusion(): Recording {
  return {
    keep: {
      "output/train/stopped": {},
      "output/train/*": { bits: 16 },
      "records/*/*": { bits: "relative", evenly: 1000 },
      "output/samples/generated": { bits: 16, rows: KEPT },
      "output/samples/real": { bits: 16, rows: KEPT },
      "output/mmd/null": { bits: 16 },
    },
  };
}
