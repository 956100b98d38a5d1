import { array } from "../../../arrays.ts";
import { input } from "../../../nets/leaves.ts";
import { openNet } from "../../../nets/net.ts";
import { foldIn, keyOfSeed } from "../../../random/index.ts";
import type { Context } from "../../lab.ts";
import { rowOf } from "../../nets/coders/layers.ts";
import { coderNet, valuesOf } from "../../nets/coders/net.ts";
import { once } from "../../process.ts";
import { machineOf } from "../../training.ts";
import type { QuestionParams } from "../ask.ts";
import { corrupted } from "./corrupt.ts";
import type { NoiseParams } from "./fields.ts";

/** What is asked of a net (given: its layers) and of rows, n × columns; noise and strength may be others than those it learnt with. */
export interface CleaningParams extends QuestionParams, NoiseParams {
  /** Another number spoils the rows in another way. */
  readonly draw: number;
  /** Only of a walk: how many steps; which share of the way to the net's answer each goes; whether what it starts from is spoiled again. */
  readonly steps?: number;
  readonly share?: number;
  readonly again?: boolean;
}

/** Spoils the rows and cleans them. Output: `spoiled` and `rows`. */
export const cleaning = once((params: CleaningParams, context) => {
  const { program, rows } = openCleaning(params, true, context);
  program.input("rows").set(rows.values);
  program.run(0, keyOfSeed(params.draw));
  return {
    spoiled: array(program.output("spoiled").slice(), [...rows.shape]),
    rows: array(program.output("rows").slice(), [...rows.shape]),
  };
});

/**
 * Goes from each row towards what the net makes of it, again and again: x ← x + share (r(x) − x). With `again`, r is taken of x spoiled once more, which
 * with share 1 is the chain of Bengio et al. 2013. Output: `path`, (steps + 1) × n × columns, which starts with the rows.
 */
export const walking = once((params: CleaningParams, context) => {
  const { steps = 1, share = 1, again = false } = params;
  const { program, rows } = openCleaning(params, again, context);
  const size = rows.values.length;
  const path = new Float32Array((steps + 1) * size);
  path.set(rows.values);
  for (let t = 0; t < steps; t++) {
    const from = path.subarray(t * size, (t + 1) * size);
    program.input("rows").set(from);
    program.run(0, foldIn(keyOfSeed(params.draw), t));
    const to = program.output("rows");
    for (let i = 0; i < size; i++) path[(t + 1) * size + i] = from[i] + share * (to[i] - from[i]);
  }
  return { path: array(path, [steps + 1, ...rows.shape]) };
});

function openCleaning(params: CleaningParams, spoils: boolean, context: Context) {
  const { given } = context.inputs;
  const { rows } = given;
  const x = input("rows", [...rows.shape]);
  const spoiled = spoils ? corrupted(params, x) : x;
  const back = valuesOf(params, coderNet(params, rowOf(params))(spoiled, false).last);
  const { program } = openNet(machineOf(context), { rows: back, ...(spoils && { spoiled }) }, given);
  return { program, rows };
}
