/** The net as formulas: a sample is spoiled, and what comes back is compared with the sample as it was (Vincent et al. 2008). */
import { input } from "../../../nets/leaves.ts";
import type { BuiltNet, Model } from "../../../nets/model.ts";
import { squaredError } from "../../../nets/ops/squared-error.ts";
import type { RowShape } from "../../nets/coders/layers.ts";
import { coderNet, lossOf, valuesOf } from "../../nets/coders/net.ts";
import { corrupted } from "./corrupt.ts";
import type { DenoisingTaskParams } from "./fields.ts";

/** Not training, it also has "spoiled", "reconstruction", "code", and the squared errors of both: "mseIn" before, "mse" after. */
export function denoisingModel(params: DenoisingTaskParams, row: RowShape): Model {
  const net = coderNet(params, row);
  return {
    build(rows, training): BuiltNet {
      const x = input("x", [rows, row.columns]);
      const spoiled = corrupted(params, x);
      const { code, last } = net(spoiled, training);
      const losses = lossOf(params, last, x);
      if (training) return { losses, outputs: {} };
      const reconstruction = valuesOf(params, last);
      return {
        losses,
        measures: { mse: squaredError(reconstruction, x), mseIn: squaredError(spoiled, x) },
        outputs: { spoiled, reconstruction, code },
      };
    },
  };
}
