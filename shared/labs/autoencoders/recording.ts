import type { Arrays, NDArray } from "../../arrays.ts";
import type { Table } from "../../data/table.ts";
import type { Fold } from "../fold.ts";
import { countOf } from "../nets/weights.ts";
import type { Keep, LabQuestion, Recording } from "../recording.ts";
import { heldOutRows } from "./held-out.ts";
import { shownRows } from "./questions.ts";
import type { SampleParams } from "./samples.ts";

/** A run whose net may be asked while it is recorded. */
interface Recorded<P> {
  readonly fold: Fold;
  readonly params: P;
  readonly data: Table;
  readonly net: Arrays;
  /** Whether all of the net is kept. */
  readonly isWhole: boolean;
  /** Held-out rows that views show first. */
  readonly rows: NDArray<Float32Array>;
}

interface Kept<P> {
  /** A net of at most so many weights is kept whole, a byte each; of a larger one so many filters alone. */
  readonly weights: number;
  readonly filters: number;
  /** What else is kept of outputs. */
  keep(run: Recorded<P>): Readonly<Record<string, Keep>>;
  answers?(run: Recorded<P>): Readonly<Record<string, LabQuestion>>;
}

/** What the views of a lab of this family draw at once. What is too large to be recorded answers for the rows that are shown first, and for no others. */
export function recordsCoder<P extends SampleParams>({ weights, filters, keep, answers }: Kept<P>) {
  return {
    recording(fold: Fold, { params }: { readonly params: P }, data: Table | null): Recording {
      if (!data) return {};
      const net = fold.output("train") as Arrays;
      const isWhole = countOf(net) <= weights;
      const run = { fold, params, data, net, isWhole, rows: heldOutRows(data, params, shownRows) };
      return {
        keep: {
          ...(isWhole
            ? { "output/train/*": { bits: 8 } }
            : { "output/train/layer0.weights": { bits: 8, columns: filters }, "output/train/*": "none" }),
          "records/*/*": { bits: "relative" },
          ...keep(run),
          "answer/*/*": { bits: 8 },
        },
        ...(answers && { answers: answers(run) }),
      };
    },
  };
}
