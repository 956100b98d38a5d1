import { type Arrays, array, type NDArray } from "../../../arrays.ts";
import type { Table } from "../../../data/table.ts";
import { openNet } from "../../../nets/net.ts";
import type { Context } from "../../lab.ts";
import { BLOCK, blockAt } from "../../nets/blocks.ts";
import { type RowParams, type RowShape, rowOf } from "../../nets/coders/layers.ts";
import { openOnRows } from "../../nets/on-rows.ts";
import { drive, once, type Start } from "../../process.ts";
import { eachStep } from "../../records.ts";
import { machineOf } from "../../training.ts";
import { judgedRows, samplesOf } from "./data.ts";
import type { FactorTaskParams } from "./fields.ts";
import { codesNet, picturesNet, posteriorNet } from "./net.ts";
import { STOPS, traversalOf } from "./traversals.ts";

/** Codes, and of the held-out rows the sums of what is measured: log likelihood, then the divergence of each number. */
interface Coded {
  readonly codes: Float32Array;
  readonly sums: Float64Array;
}

/**
 * Rows that are judged through the trained net, a block in a step, held-out ones first. Output: "held" and "learnt", posterior means of these rows; of the
 * held-out ones "logLikelihood" (of a drawn code) and "divergences" (KL of each number from the normal), means in nats; "pictures" of the first of them with
 * the numbers that cost most at both ends and in the middle.
 */
export const factorsCodes = drive((params: FactorTaskParams, context, { saved }: Start<Coded>) => {
  const table = context.data as Table;
  const samples = samplesOf(table, params);
  const { held, learnt } = judgedRows(samples);
  const { latents } = params;
  const { program, run } = openOnRows(context, codesNet(params, table, BLOCK), samples);
  const codes = saved?.codes ?? new Float32Array((held.length + learnt.length) * latents);
  const sums = saved?.sums ?? new Float64Array(1 + latents);
  return {
    advance: eachStep([], (step) => {
      const { isTest, from, rows } = blockAt(step, held, learnt);
      run(rows, from);
      codes.set(
        program.output("mean").subarray(0, rows.length * latents),
        ((isTest ? 0 : held.length) + from) * latents,
      );
      if (!isTest) return;
      for (const x of program.output("logLikelihood").subarray(0, rows.length)) sums[0] += x;
      for (const [i, x] of program
        .output("divergences")
        .subarray(0, rows.length * latents)
        .entries())
        sums[1 + (i % latents)] += x;
    }),
    save: () => ({ codes, sums }),
    output() {
      const divergences = sums.slice(1).map((sum) => sum / held.length);
      return {
        held: array(codes.slice(0, held.length * latents), [held.length, latents]),
        learnt: array(codes.slice(held.length * latents), [learnt.length, latents]),
        logLikelihood: array(Float64Array.of(sums[0] / held.length)),
        divergences: array(divergences),
        pictures: picturesOf(params, context, table, shownCodes(codes.subarray(0, latents), divergences)),
      };
    },
  };
});

/** Numbers of the code that are shown with a result, and the columns of their traversals. */
const SHOWN = 3;
const COLUMNS = [0, (STOPS - 1) / 2, STOPS - 1];

function shownCodes(base: Float32Array, divergences: Float64Array): NDArray<Float32Array> {
  const costliest = Array.from(divergences, (_, i) => i).sort((a, b) => divergences[b] - divergences[a] || a - b);
  const { values } = traversalOf(base);
  const { length: latents } = base;
  const chosen = costliest.slice(0, SHOWN).flatMap((i) => COLUMNS.map((k) => (i * STOPS + k) * latents));
  return {
    shape: [chosen.length, latents],
    values: Float32Array.from(chosen.flatMap((at) => [...values.subarray(at, at + latents)])),
  };
}

/** count × height × width × channels. */
function picturesOf(params: FactorTaskParams, context: Context, row: RowShape, codes: NDArray<Float32Array>): NDArray {
  const [count] = codes.shape;
  const pictures = picturesNet(params, row, count);
  const { program } = openNet(machineOf(context), { pictures }, context.inputs.train);
  program.input("code").set(codes.values);
  program.run();
  const { height = 1, width = row.columns, channels = 1 } = row.image ?? {};
  return array(program.output("pictures").slice(), [count, height, width, channels]);
}

/** Answers of a given net (given: its layers, and "rows"): "decode" turns codes into "rows" of pixels, "encode" pictures into "mean" and "logVariance". */
export const factorsQuestion = once((params: FactorTaskParams & RowParams, context: Context, { kind }): Arrays => {
  const { rows } = context.inputs.given;
  const [count] = rows.shape;
  const isDecoding = kind === "decode";
  const row = rowOf(params);
  const outputs = isDecoding ? { rows: picturesNet(params, row, count) } : { ...posteriorNet(params, row, count) };
  const { program } = openNet(machineOf(context), outputs, context.inputs.given);
  program.input(isDecoding ? "code" : "x").set(rows.values);
  program.run();
  return Object.fromEntries(
    Object.entries(outputs).map(([name, { shape }]) => [name, array(program.output(name).slice(), [...shape])]),
  );
});
