/** How anomalous each row is, by each of the three scores; and the same of rows that views ask about. */
import { type Arrays, array } from "../../../arrays.ts";
import type { Table } from "../../../data/table.ts";
import { openNet } from "../../../nets/net.ts";
import { BLOCK, codeSteps } from "../../nets/blocks.ts";
import { rowsAsFloats } from "../../nets/rows.ts";
import { drive, once, type Start } from "../../process.ts";
import { eachStep } from "../../records.ts";
import { machineOf } from "../../training.ts";
import type { QuestionParams } from "../ask.ts";
import { samplesOf } from "./data.ts";
import { type AnomalyTaskParams, SCORES } from "./fields.ts";
import { addCodes, codesOf, distances } from "./mahalanobis.ts";
import { anomalyModel } from "./net.ts";
import { PART } from "./part.ts";
import { unlikelihoods } from "./ppca.ts";

/** Of the training codes so far: count, Σ z, Σ z zᵀ; and the scores of all rows so far, one score after the other. */
interface Scored {
  readonly sums: Float64Array;
  readonly scores: Float64Array;
}

/**
 * First the codes of the training rows, for their mean and covariance, then all rows of the table. Output: a score per row under each name of `SCORES`; `part`, and `anomaly`
 * where rows have classes; `codeMean` and `codeFactor`, L of the covariance L Lᵀ.
 */
export const anomalyScores = drive((params: AnomalyTaskParams, context, { saved }: Start<Scored>) => {
  const table = context.data as Table;
  const samples = samplesOf(table, params);
  const { measures, outputs } = anomalyModel(params, table).build(BLOCK, false);
  const { machine, program } = openNet(machineOf(context), { ...measures, code: outputs.code }, context.inputs.train);
  const own = machine.table(samples.values, samples.columns);
  const [, width] = outputs.code.shape;
  const state = saved ?? {
    sums: new Float64Array(1 + width + width * width),
    scores: new Float64Array(SCORES.length * table.rows),
  };
  const learning = codeSteps(samples.train.length);
  let codes: Arrays | undefined;
  return {
    advance: eachStep([], (step) => {
      const from = (step < learning ? step : step - learning) * BLOCK;
      const count = step < learning ? samples.train.length : table.rows;
      const rows = Uint32Array.from({ length: Math.min(BLOCK, count - from) }, (_, n) =>
        step < learning ? samples.train[from + n] : from + n,
      );
      program.load("x", own, rows);
      program.run();
      const code = program.output("code").subarray(0, rows.length * width);
      if (step < learning) return addCodes(state.sums, code, width);
      codes ??= codesOf(state.sums, width);
      const found = {
        reconstruction: program.output("mse").subarray(0, rows.length),
        code: distances(codes, code),
        likelihood: unlikelihoods(context.inputs.ppca, rowsAsFloats(samples, rows)),
      };
      for (const [k, score] of SCORES.entries()) state.scores.set(found[score], k * table.rows + from);
    }),
    save: () => state,
    output() {
      const part = new Uint8Array(table.rows);
      for (const name of ["train", "threshold", "test"] as const)
        for (const row of samples[name]) part[row] = PART[name];
      const scores = SCORES.map((score, k) => [score, array(state.scores.slice(k * table.rows, (k + 1) * table.rows))]);
      return {
        ...Object.fromEntries(scores),
        part: array(part),
        ...(samples.anomaly && { anomaly: array(samples.anomaly) }),
        ...codesOf(state.sums, width),
      };
    },
  };
});

/**
 * Rows as the net sees them, given with its weights, PPCA and what `anomalyScores` found of codes. Output: their three scores, and "rows", their
 * reconstructions.
 */
export const anomalyJudge = once(({ height, width, channels, columns, ...params }: QuestionParams, context) => {
  const { given } = context.inputs;
  const [count] = given.rows.shape;
  const image =
    height && width ? { image: { height, width, channels: channels === 3 ? (3 as const) : (1 as const) } } : {};
  const model = anomalyModel(params, { columns, ...image });
  const { measures, outputs } = model.build(count, false);
  const { program } = openNet(machineOf(context), { ...measures, ...outputs }, given);
  const rows = Float32Array.from(given.rows.values);
  program.input("x").set(rows);
  program.run();
  return {
    rows: array(program.output("reconstruction").slice(), [count, columns]),
    reconstruction: array(Float64Array.from(program.output("mse"))),
    code: array(distances(given, program.output("code"))),
    likelihood: array(unlikelihoods(given, rows)),
  };
});
