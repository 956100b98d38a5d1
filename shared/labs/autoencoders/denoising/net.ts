/** The net as formulas: a sample is spoiled, and what comes back is compared with the sample as it was (Vincent et al. 2008). */
import { input } from "../../../nets/leaves.ts";
import type { BuiltNet, Model } from "../../../nets/model.ts";
import { squaredError } from "../../../nets/ops/squared-error.ts";
import { layersOf, type RowShape } from "../../nets/coders/layers.ts";
import { lossOf, outputsOf, valuesOf } from "../../nets/coders/net.ts";
import { corrupted } from "./corrupt.ts";
import type { DenoisingTaskParams } from "./fields.ts";

/** Not training, it also has "spoiled", "reconstruction", "code", and the squared errors of both: "mseIn" before, "mse" after. */
export function denoisingModel(params: DenoisingTaskParams, row: RowShape): Model {
  const net = layersOf(params, row);
  const last = net.layers[net.layers.length - 1].name;
  const coded = net.layers[net.encoder - 1].name;
  return {
    build(rows, training): BuiltNet {
      const x = input("x", [rows, row.columns]);
      const spoiled = corrupted(params, x);
      const outputs = outputsOf(net, spoiled, params, training);
      const losses = lossOf(params, outputs[last], x);
      if (training) return { losses, outputs: {} };
      const reconstruction = valuesOf(params, outputs[last]);
      return {
        losses,
        measures: { mse: squaredError(reconstruction, x), mseIn: squaredError(spoiled, x) },
        outputs: { spoiled, reconstruction, code: outputs[coded] },
      };
    },
  };
}
