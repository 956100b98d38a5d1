import { array } from "../../../arrays.ts";
import { BLOCK } from "../../nets/blocks.ts";
import { openOnRows } from "../../nets/on-rows.ts";
import { drive, type Start } from "../../process.ts";
import { eachStep } from "../../records.ts";
import { samplesOf } from "../samples.ts";
import { checkDenoising, peakOf } from "./data.ts";
import type { DenoisingTaskParams } from "./fields.ts";
import { denoisingModel } from "./net.ts";
import { psnrOf } from "./psnr.ts";

/** Sums over the held-out rows so far: squared error of what went in, and of what came out. */
interface Summed {
  readonly sums: Float64Array;
}

/** All held-out rows spoiled once, each in its own way, and cleaned. Output: mean squared errors `mseIn` and `mse`, `psnrIn` and `psnrOut`. */
export const heldOutCleaning = drive((params: DenoisingTaskParams, context, { key, saved }: Start<Summed>) => {
  const table = checkDenoising(params, context.data);
  const samples = samplesOf(table, params);
  const { measures } = denoisingModel(params, table).build(BLOCK, false);
  const { program, run } = openOnRows(context, measures ?? {}, samples);
  const sums = saved?.sums ?? new Float64Array(2);
  return {
    advance: eachStep([], (step) => {
      const rows = samples.test.subarray(step * BLOCK, (step + 1) * BLOCK);
      run(rows, step * BLOCK, key);
      for (const [at, name] of ["mseIn", "mse"].entries())
        for (const x of program.output(name).subarray(0, rows.length)) sums[at] += x;
    }),
    save: () => ({ sums }),
    output() {
      const [mseIn, mse] = sums.map((sum) => sum / samples.test.length);
      const peak = peakOf(params, table);
      return {
        mseIn: array(Float64Array.of(mseIn)),
        mse: array(Float64Array.of(mse)),
        psnr: array(Float64Array.of(psnrOf(peak, mseIn), psnrOf(peak, mse))),
      };
    },
  };
});
