/** The net in other programs: as ONNX in floats and in integers. */
import { expect, test } from "vitest";
import { scheduleOf } from "../../../../shared/diffusion/schedule.ts";
import type { DiffusionParams } from "../../../../shared/labs/generative/diffusion/fields.ts";
import { diffusion } from "../../../../shared/labs/generative/diffusion/lab.ts";
import { predictBy, predictionNet } from "../../../../shared/labs/generative/diffusion/predict.ts";
import { onnxFile } from "../../../../shared/labs/onnx-file.ts";
import { onnxIntegers } from "../../../../shared/labs/onnx-integers.ts";
import { machineOf } from "../../../../shared/labs/training.ts";
import { openNet } from "../../../../shared/nets/net.ts";
import { answerOf } from "../../../oracles/onnx.ts";
import { generated, runLab } from "../../../run.ts";
import { fresh } from "../../../wasm.ts";

await diffusion.ready?.();

const digits = generated("digits", { count: 200 });
const few = { hidden: [12], steps: 12, epochs: 2, batch: 64, compared: 50, permutations: 19, predicts: "velocity" };

test("onnxruntime says of noised rows and their steps what the net says, and in integers nearly so", async () => {
  const { fold, experiment } = runLab(diffusion, digits, few);
  const params = experiment.params as DiffusionParams;
  const run = { fold, params: experiment.params, data: digits };
  const chain = diffusion.chain?.(fold, experiment.params, digits);
  const [file, integers] = [onnxFile(diffusion, run), onnxIntegers(diffusion, run)];
  if (!chain?.rows || !file || !integers) throw new Error("no net");
  const rows = chain.rows.length / 74;
  const { values: told } = await answerOf(file, chain.rows, [rows, 74]);
  const { values: whole } = await answerOf(integers, chain.rows, [rows, 74]);
  const open = machineOf({ device: "scalar", wasm: fresh });
  const { program } = openNet(open, predictionNet(params, 1, 64), diffusion.weights?.(fold) ?? {});
  const schedule = scheduleOf(params);
  const most = told.reduce((best, x) => Math.max(best, Math.abs(x)), 0);
  // Row n is at step 1 + ⌊12n/512⌋.
  for (const n of [0, 200, 511]) {
    const t = 1 + Math.floor((n * 12) / 512);
    predictBy(program, params, schedule)(chain.rows.slice(74 * n, 74 * n + 64), t);
    const said = program.output("said");
    for (let c = 0; c < 64; c++) {
      expect(Math.abs(told[64 * n + c] - said[c])).toBeLessThan(1e-5 * most);
      // Codes of 7 and 8 bits, three in a row.
      expect(Math.abs(whole[64 * n + c] - said[c])).toBeLessThan(0.05 * most);
    }
  }
});
