import type { Fields, ParamsOf } from "../../../experiment/fields.ts";
import { coders, coderTraining, reconstructionLoss } from "../../nets/coders/fields.ts";

export const autoencoderFields = {
  ...coders,
  loss: reconstructionLoss,
  ...coderTraining(0.002, 30, 64),
} as const satisfies Fields;

export type AutoencoderParams = ParamsOf<typeof autoencoderFields>;
/** The length of training is a matter of a task's steps. */
export type AutoencoderTaskParams = Omit<AutoencoderParams, "epochs">;
