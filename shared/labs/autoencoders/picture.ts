import type { Table } from "../../data/table.ts";
import type { Fold } from "../fold.ts";
import { columnsAsImages } from "../picture.ts";

/** Filters of a dense net of pictures; otherwise the codes in the plane. */
export function pictureOf(fold: Fold, data: Table | null) {
  const { codes, picture } = fold.output("codes") ?? {};
  const filters = fold.output("train")?.["layer0.weights"];
  const isPlanar = codes?.shape[1] === 2;
  if (filters?.shape.length === 2 && data && filters.shape[1] > 2 && !isPlanar) return columnsAsImages(filters, data);
  return picture && ({ kind: "points", series: [picture] } as const);
}
