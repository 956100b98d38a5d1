/** The net as formulas: its layers, losses, and what views and questions read of it. */
import { input } from "../../../nets/leaves.ts";
import type { BuiltNet, Model } from "../../../nets/model.ts";
import { squaredError } from "../../../nets/ops/squared-error.ts";
import { layersOf, type RowShape } from "../../nets/coders/layers.ts";
import { lossOf, outputsOf, valuesOf } from "../../nets/coders/net.ts";
import type { AutoencoderTaskParams } from "./fields.ts";

/** Training: losses; otherwise what views read too: "code", "reconstruction", and the outputs of all layers by name. */
export function autoencoderModel(params: AutoencoderTaskParams, row: RowShape): Model {
  const net = layersOf(params, row);
  const { layers, encoder } = net;
  const last = layers[layers.length - 1];
  return {
    build(rows, training): BuiltNet {
      const x = input("x", [rows, row.columns]);
      const outputs = outputsOf(net, x, params, training);
      const losses = lossOf(params, outputs[last.name], x);
      if (training) return { losses, outputs: {} };
      const reconstruction = valuesOf(params, outputs[last.name]);
      return {
        losses,
        measures: { mse: squaredError(reconstruction, x) },
        outputs: { ...outputs, reconstruction, code: outputs[layers[encoder - 1].name] },
      };
    },
  };
}
