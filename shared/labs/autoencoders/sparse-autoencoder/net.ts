/** The net as formulas: reconstruction, and what a code costs that is not sparse. */
import { input } from "../../../nets/leaves.ts";
import type { BuiltNet, Model } from "../../../nets/model.ts";
import { abs } from "../../../nets/ops/abs.ts";
import { add } from "../../../nets/ops/add.ts";
import { meanAxis } from "../../../nets/ops/mean.ts";
import { scale } from "../../../nets/ops/scale.ts";
import { squaredError } from "../../../nets/ops/squared-error.ts";
import type { Tensor } from "../../../nets/tensor.ts";
import type { RowShape } from "../../nets/coders/layers.ts";
import { coderNet, lossOf, valuesOf } from "../../nets/coders/net.ts";
import type { SparseTaskParams } from "./fields.ts";
import { activityDivergence, activitySize, contraction, parameterOf } from "./penalties.ts";

/** Measures: "activity", the mean size of a sample's activities; not training "mse" too. Outputs, not training: "code", "reconstruction". */
export function sparseModel(params: SparseTaskParams, row: RowShape): Model {
  const net = coderNet(params, row);
  return {
    build(rows, training): BuiltNet {
      const x = input("x", [rows, row.columns]);
      const { code, last } = net(x, training);
      const losses = penalised(lossOf(params, last, x), code, params, row.columns);
      const activity = meanAxis(abs(code), -1);
      if (training) return { losses, measures: { activity }, outputs: {} };
      const reconstruction = valuesOf(params, last);
      return {
        losses,
        measures: { mse: squaredError(reconstruction, x), activity },
        outputs: { code, reconstruction },
      };
    },
  };
}

/** Penalties count against the error of a whole sample, which the loss has per value. */
function penalised(losses: Tensor, h: Tensor, params: SparseTaskParams, columns: number): Tensor {
  const { penalty, target = 0.05, strength = 0, contraction: weight } = params;
  let sum = losses;
  if (penalty === "kl") sum = add(sum, scale(activityDivergence(h, target), strength / columns));
  if (penalty === "l1") sum = add(sum, scale(activitySize(h), strength / columns));
  if (weight > 0) sum = add(sum, scale(contraction(h, parameterOf(h, "layer0.weights")), weight / columns));
  return sum;
}
