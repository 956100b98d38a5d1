import { once } from "../../process.ts";
import { quantisedNet } from "../quantise.ts";
import { checkAutoencoder } from "./data.ts";
import type { AutoencoderTaskParams } from "./fields.ts";

/** The net in int8, in one step; samples are of the normal that fits the codes of the training rows. Output: as of `quantisedNet`. */
export const autoencoderQuantisation = once((params: AutoencoderTaskParams, context) => {
  const { train, codes } = context.inputs;
  const { codeMean, codeCovariance } = codes;
  const own = { codeMean: codeMean.values, codeCovariance: codeCovariance.values };
  return quantisedNet(context, params, checkAutoencoder(params, context.data), train, own);
});
