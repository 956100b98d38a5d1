import { type Arrays, array } from "../../arrays.ts";
import { openNet } from "../../nets/net.ts";
import type { Context } from "../lab.ts";
import type { CoderParams, ReconstructionLoss } from "../nets/coders/fields.ts";
import { type RowParams, rowOf } from "../nets/coders/layers.ts";
import { answerOf } from "../nets/coders/net.ts";
import { once } from "../process.ts";
import { machineOf } from "../training.ts";

/** Those of the experiment, how many columns its data have, and the sides of their pictures. */
export interface QuestionParams extends CoderParams, ReconstructionLoss, RowParams {}

/**
 * Answers of a given net (given: its layers, and "rows", n × width), in one step: "encode" turns pictures into codes, "decode" codes into pictures,
 * "reconstruct" pictures into pictures. Output: "rows".
 */
export const netAnswer = once((params: QuestionParams, context, { kind }) => askNet(params, context, kind));

export function askNet(params: QuestionParams, context: Context, kind: string): Arrays {
  const { given } = context.inputs;
  const [count] = given.rows.shape;
  const rows = answerOf(kind, params, rowOf(params), count);
  const { program } = openNet(machineOf(context), { rows }, given);
  program.input("rows").set(given.rows.values);
  program.run();
  return { rows: array(program.output("rows").slice(), [...rows.shape]) };
}
