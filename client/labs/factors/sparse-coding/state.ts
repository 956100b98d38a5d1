import type { NDArray } from "../../../../shared/arrays.ts";
import type { Table } from "../../../../shared/data/table.ts";
import type { SparseCodingParams } from "../../../../shared/labs/factors/sparse-coding/fields.ts";
import type { Fold } from "../../../../shared/labs/fold.ts";
import type { PictureShape } from "../../../views/pixels.ts";
import { shapeOf } from "../../parts/table.ts";
import type { ViewProps } from "../../view.ts";

/** What every view of this lab is given. */
export type SparseCodingProps = ViewProps<SparseCodingParams>;

/** Newest atoms, atoms × inputs: of the run under way, else those that were learnt. */
export function atomsOf(fold: Fold): NDArray | undefined {
  return (fold.snapshot("train") ?? fold.output("train"))?.atoms;
}

/** How a row of inputs is drawn: as a patch where the data are pictures, else as a row of squares. */
export function patchShape(data: Table | null, { patch }: SparseCodingParams, inputs: number): PictureShape {
  return data?.image && patch ** 2 === inputs ? { width: patch, height: patch } : shapeOf(null, inputs);
}

export interface Restored {
  readonly shape: PictureShape;
  /** height × width each; NaN where pixels are missing, and in strips that are not there yet. */
  readonly truth: Float32Array;
  readonly before: Float32Array;
  readonly after: Float32Array;
}

/** The strips put together; undefined before the first. */
export function restoredOf(fold: Fold): Restored | undefined {
  const tasks = fold.tasks.filter(({ kind }) => kind === "restore");
  const strips = tasks.map(({ id }) => fold.output(id) ?? fold.snapshot(id));
  const width = strips.find(Boolean)?.truth.shape[1];
  if (width === undefined) return undefined;
  const height = Math.max(...tasks.map(({ params }) => Number(params.to)));
  const blank = () => new Float32Array(width * height).fill(Number.NaN);
  const [truth, before, after] = [blank(), blank(), blank()];
  for (const [i, strip] of strips.entries()) {
    if (!strip) continue;
    const start = Number(tasks[i].params.from) * width;
    truth.set(strip.truth.values, start);
    after.set(strip.after.values, start);
    for (let p = 0; p < strip.before.values.length; p++)
      if (strip.known.values[p]) before[start + p] = strip.before.values[p];
  }
  return { shape: { width, height }, truth, before, after };
}

/** Changes when a question about the atoms has another answer: at the start, and when learning has ended. */
export function atomsKey({ experiment, fold }: Pick<ViewProps, "experiment" | "fold">): string {
  return `${experiment.seed} ${fold.output("train") === undefined ? "learning" : "learnt"}`;
}
