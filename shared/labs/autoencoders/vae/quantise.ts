import { fillNormal32, foldIn } from "../../../random/index.ts";
import { layersOf } from "../../nets/coders/layers.ts";
import { meanNet } from "../../nets/variational/mean-net.ts";
import { once } from "../../process.ts";
import { quantisedNet } from "../quantise.ts";
import { checkVae } from "./data.ts";
import type { VaeTaskParams } from "./fields.ts";

/** Codes from the prior that calibrate the decoder, beside those of training rows. */
const DRAWN = 500;

/**
 * The net in int8, in one step: a row is encoded as the mean of its posterior, and samples are of the prior. Output: `file`, a quantised net as safetensors;
 * `testMse` of its reconstructions of held-out rows.
 */
export const vaeQuantisation = once((params: VaeTaskParams, context, { key }) => {
  const table = checkVae(params, context.data);
  const { encoder, code } = layersOf(params, table);
  const drawn = new Float32Array(DRAWN * code);
  fillNormal32(foldIn(key, 0), 0, drawn);
  const unit = Float64Array.from({ length: code * code }, (_, at) => (at % (code + 1) === 0 ? 1 : 0));
  return quantisedNet(context, params, table, meanNet(context.inputs.train, params, encoder), {
    codeMean: new Float64Array(code),
    codeCovariance: unit,
    drawn,
  });
});
