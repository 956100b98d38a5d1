/** The net as formulas: its layers, losses, and what scores and questions read of it. */
import { input } from "../../../nets/leaves.ts";
import type { BuiltNet, Model } from "../../../nets/model.ts";
import { squaredError } from "../../../nets/ops/squared-error.ts";
import type { CoderParams, ReconstructionLoss } from "../../nets/coders/fields.ts";
import { layersOf, type RowShape } from "../../nets/coders/layers.ts";
import { lossOf, outputsOf, valuesOf } from "../../nets/coders/net.ts";

/** Training: losses; otherwise what scores read too: "code" and "reconstruction". */
export function anomalyModel(params: CoderParams & ReconstructionLoss, row: RowShape): Model {
  const net = layersOf(params, row);
  const { layers, encoder } = net;
  const last = layers[layers.length - 1].name;
  return {
    build(rows, training): BuiltNet {
      const x = input("x", [rows, row.columns]);
      const outputs = outputsOf(net, x, params, training);
      const losses = lossOf(params, outputs[last], x);
      if (training) return { losses, outputs: {} };
      const reconstruction = valuesOf(params, outputs[last]);
      return {
        losses,
        measures: { mse: squaredError(reconstruction, x) },
        outputs: { reconstruction, code: outputs[layers[encoder - 1].name] },
      };
    },
  };
}
