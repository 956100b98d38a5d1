import type { Table } from "../../../data/table.ts";
import type { Fold } from "../../fold.ts";
import type { Keep, Recording } from "../../recording.ts";
import { columnsAt } from "../points/pictures.ts";
import type { DiffusionParams } from "./fields.ts";

/** Rows that are kept of each kind. */
const KEPT = { points: 1000, pictures: 64 } as const;

/** The net, of pictures a byte each weight, and samples that are drawn. */
export function recordDiffusion(
  _: Fold,
  { params }: { readonly params: DiffusionParams },
  data: Table | null,
): Recording {
  const isPlanar = !data || columnsAt(data, params.resolution) === 2;
  const rows: Keep = isPlanar ? { bits: 16, rows: KEPT.points } : { bits: 8, rows: KEPT.pictures };
  return {
    keep: {
      "output/train/stopped": {},
      "output/train/*": { bits: isPlanar ? 16 : 8 },
      "records/*/*": { bits: "relative", evenly: isPlanar ? 1000 : 500 },
      "output/samples/generated": rows,
      "output/samples/real": rows,
      "output/mmd/null": { bits: 16 },
    },
  };
}
