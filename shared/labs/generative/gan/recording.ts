import type { Table } from "../../../data/table.ts";
import type { Fold } from "../../fold.ts";
import type { Recording } from "../../recording.ts";
import { samplesOf } from "./data.ts";
import type { GanParams } from "./fields.ts";

/** Points that are kept of each kind. */
const KEPT = 1000;
/** Of pictures those that fill some rows of eight, while there is room: so many numbers. */
const ROOM = 24_000;
const picturesKept = (columns: number): number => Math.min(64, 8 * Math.max(1, Math.floor(ROOM / columns / 8)));

/** The nets, a byte each weight, and samples that are drawn. */
export function recordGan(_: Fold, { params }: { readonly params: GanParams }, data: Table | null): Recording {
  const columns = data ? samplesOf(data, params).columns : 2;
  const rows = columns === 2 ? KEPT : picturesKept(columns);
  return {
    keep: {
      "output/train/layer*": { bits: 8 },
      "output/train/stopped": {},
      "output/train/*": "none",
      "records/train/m*": { bits: "relative" },
      "records/*/*": { bits: "relative", evenly: 1500 },
      "output/samples/generated": { bits: columns === 2 ? 16 : 8, rows },
      "output/samples/real": { bits: columns === 2 ? 16 : 8, rows },
      "output/samples/square": {},
      "output/samples/field": { bits: 8 },
      "output/samples/slope": { bits: 8 },
      "output/mmd/null": { bits: 16 },
    },
  };
}
