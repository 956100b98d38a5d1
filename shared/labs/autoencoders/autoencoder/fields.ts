import type { Fields, ParamsOf } from "../../../experiment/fields.ts";
import { coders, reconstructionLoss } from "../../nets/coders/fields.ts";
import { nets } from "../../nets/fields.ts";

export const autoencoderFields = {
  ...coders,
  loss: reconstructionLoss,
  optimizer: { ...nets.optimizer("adam", "sgd"), default: "adam" },
  learningRate: { ...nets.learningRate, default: 0.002 },
  momentum: nets.momentum,
  epochs: { ...nets.epochs, default: 30 },
  batch: { ...nets.batch, default: 64 },
  testFraction: { ...nets.testFraction, default: 0.1 },
} as const satisfies Fields;

export type AutoencoderParams = ParamsOf<typeof autoencoderFields>;
/** The length of training is a matter of a task's steps. */
export type AutoencoderTaskParams = Omit<AutoencoderParams, "epochs">;
