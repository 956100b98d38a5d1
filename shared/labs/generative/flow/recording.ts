import { array } from "../../../arrays.ts";
import type { Fold } from "../../fold.ts";
import type { CardPicture } from "../../picture.ts";
import type { Recording } from "../../recording.ts";

/** Points that a card shows of each kind, and that are kept. */
const CARD = 400;
const KEPT = 1000;

/** Data and samples as points. */
export function pointsPicture(fold: Fold): CardPicture | undefined {
  const { generated, real } = fold.output("samples") ?? {};
  if (!generated || !real) return undefined;
  const first = ({ values, shape: [rows] }: typeof generated) =>
    array(Float64Array.from(values.subarray(0, 2 * Math.min(rows, CARD))), [Math.min(rows, CARD), 2]);
  return { kind: "points", series: [first(real), first(generated)] };
}

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
