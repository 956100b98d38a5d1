import { type Arrays, array } from "../../arrays.ts";
import { openNet } from "../../nets/net.ts";
import type { Context } from "../lab.ts";
import type { CoderParams, ReconstructionLoss } from "../nets/coders/fields.ts";
import { answerOf } from "../nets/coders/net.ts";
import { once } from "../process.ts";
import { machineOf } from "../training.ts";

/** Those of the experiment, how many columns its data have, and the sides of their pictures. */
export interface QuestionParams extends CoderParams, ReconstructionLoss {
  readonly columns: number;
  readonly height?: number;
  readonly width?: number;
  readonly channels?: number;
}

/**
 * Answers of a given net (given: its layers, and "rows", n × width), in one step: "encode" turns pictures into codes, "decode" codes into pictures,
 * "reconstruct" pictures into pictures. Output: "rows".
 */
export const netAnswer = once((params: QuestionParams, context, { kind }) => askNet(params, context, kind));

export function askNet(params: QuestionParams, context: Context, kind: string): Arrays {
  const { given } = context.inputs;
  const [count] = given.rows.shape;
  const rows = answerOf(kind, params, rowShape(params), count);
  const { program } = openNet(machineOf(context), { rows }, given);
  program.input("rows").set(given.rows.values);
  program.run();
  return { rows: array(program.output("rows").slice(), [...rows.shape]) };
}

export function rowShape({ columns, height, width, channels }: QuestionParams) {
  if (height === undefined || width === undefined) return { columns };
  return { columns, image: { height, width, channels: channels === 3 ? (3 as const) : (1 as const) } };
}
