/** The net as formulas: its layers, losses, and what views and questions read of it. */
import { input } from "../../../nets/leaves.ts";
import type { BuiltNet, Model } from "../../../nets/model.ts";
import { squaredError } from "../../../nets/ops/squared-error.ts";
import type { RowShape } from "../../nets/coders/layers.ts";
import { coderNet, lossOf, valuesOf } from "../../nets/coders/net.ts";
import type { AutoencoderTaskParams } from "./fields.ts";

/** Training: losses; otherwise what views read too: "code", "reconstruction", and the outputs of all layers by name. */
export function autoencoderModel(params: AutoencoderTaskParams, row: RowShape): Model {
  const net = coderNet(params, row);
  return {
    build(rows, training): BuiltNet {
      const x = input("x", [rows, row.columns]);
      const { outputs, code, last } = net(x, training);
      const losses = lossOf(params, last, x);
      if (training) return { losses, outputs: {} };
      const reconstruction = valuesOf(params, last);
      return {
        losses,
        measures: { mse: squaredError(reconstruction, x) },
        outputs: { ...outputs, reconstruction, code },
      };
    },
  };
}
