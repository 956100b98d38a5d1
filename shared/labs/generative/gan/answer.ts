import { array } from "../../../arrays.ts";
import { openNet } from "../../../nets/net.ts";
import { once } from "../../process.ts";
import { machineOf } from "../../training.ts";
import type { GanTaskParams } from "./fields.ts";
import { generateNet } from "./net.ts";
import type { RowShape } from "./row.ts";

type AnswerParams = GanTaskParams & Omit<RowShape, "image"> & Partial<NonNullable<RowShape["image"]>>;

/** What a given generator makes of latent numbers: "rows", n × columns, as the net has them. */
export const ganAnswer = once((params: AnswerParams, context) => {
  const { z, ...net } = context.inputs.given;
  const { columns, pictures, height, width, channels } = params;
  const isPicture = height !== undefined && width !== undefined && channels !== undefined;
  const row = { columns, pictures, ...(isPicture && { image: { height, width, channels } }) };
  const { program } = openNet(machineOf(context), { rows: generateNet(params, row, z.shape[0]) }, net);
  program.input("z").set(z.values);
  program.run();
  return { rows: array(program.output("rows").slice(), [z.shape[0], params.columns]) };
});
