import { array } from "../../../arrays.ts";
import type { Fold } from "../../fold.ts";
import type { CardPicture } from "../../picture.ts";

/** Points that a card shows of each kind. */
const CARD = 400;

/** Data and samples as points. */
export function pointsPicture(fold: Fold): CardPicture | undefined {
  const { generated, real } = fold.output("samples") ?? {};
  if (!generated || !real) return undefined;
  const first = ({ values, shape: [rows] }: typeof generated) =>
    array(Float64Array.from(values.subarray(0, 2 * Math.min(rows, CARD))), [Math.min(rows, CARD), 2]);
  return { kind: "points", series: [first(real), first(generated)] };
}
