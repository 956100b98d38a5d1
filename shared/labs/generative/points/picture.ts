import { array } from "../../../arrays.ts";
import type { Fold } from "../../fold.ts";
import { type CardPicture, rowsAsPatches } from "../../picture.ts";

/** Samples that a card shows of each kind. */
const CARD = { points: 400, pictures: 12 } as const;

/** Data and samples as points, or samples as pictures, those that are square. */
export function samplesPicture(fold: Fold): CardPicture | undefined {
  const { generated, real } = fold.output("samples") ?? {};
  if (!generated || !real) return undefined;
  const [rows, columns] = generated.shape;
  const first = ({ values }: typeof generated, most: number) =>
    array(Float64Array.from(values.subarray(0, Math.min(rows, most) * columns)), [Math.min(rows, most), columns]);
  if (columns === 2) return { kind: "points", series: [first(real, CARD.points), first(generated, CARD.points)] };
  return rowsAsPatches(first(generated, CARD.pictures));
}
