import type { Recording } from "../../recording.ts";

/** Points that are kept of each kind. */
const KEPT = 1000;

/** The net, finely, since what it does to a point is the product of all its layers, and samples that are drawn. */
export function recordFlow(): Recording {
  return {
    keep: {
      "output/train/stopped": {},
      "output/train/*": { bits: 16 },
      "records/*/*": { bits: "relative", evenly: 1000 },
      "output/samples/generated": { bits: 16, rows: KEPT },
      "output/samples/real": { bits: 16, rows: KEPT },
      "output/samples/square": {},
      "output/samples/field": { bits: 8 },
      "output/mmd/null": { bits: 16 },
    },
  };
}
