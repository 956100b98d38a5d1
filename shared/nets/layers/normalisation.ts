import { ones, zeros } from "../initial.ts";
import { parameter, statistic } from "../leaves.ts";
import { batchNorm, batchNormBy, layerNorm, movingAverage } from "../normalisation.ts";
import { type Tensor, told } from "../tensor.ts";
import { inLayer } from "./layer.ts";

function affineOf(name: string, { shape }: Tensor) {
  if (shape.length < 2) throw new RangeError(`inputs of shape ${told(shape)} (must have rows: reshape first)`);
  const last = shape.slice(-1);
  return { gain: parameter(`${name}.gain`, last, ones), bias: parameter(`${name}.bias`, last, zeros) };
}

/** Layer normalisation over the last axis. `<name>.gain` and `<name>.bias`, of that axis. */
export function layerNormLayer(name: string, x: Tensor): Tensor {
  return inLayer(name, () => layerNorm(x, affineOf(name, x)));
}

export interface BatchNormLayer {
  readonly y: Tensor;
  /** For `BuiltNet.statistics`; none where nothing is learnt. */
  readonly statistics: Readonly<Record<string, Tensor>>;
}

/**
 * Batch normalisation of each channel of the last axis: in training by the moments of the minibatch, otherwise by their moving averages.
 * `<name>.gain`, `<name>.bias`, and the statistics `<name>.mean` and `<name>.variance`.
 */
export function batchNormLayer(name: string, x: Tensor, training: boolean): BatchNormLayer {
  return inLayer(name, () => {
    const affine = affineOf(name, x);
    const last = x.shape.slice(-1);
    const moving = { mean: statistic(`${name}.mean`, last, 0), variance: statistic(`${name}.variance`, last, 1) };
    if (!training) return { y: batchNormBy(moving, x, affine), statistics: {} };
    const { y, mean, variance } = batchNorm(x, affine);
    return {
      y,
      statistics: {
        [`${name}.mean`]: movingAverage(moving.mean, mean),
        [`${name}.variance`]: movingAverage(moving.variance, variance),
      },
    };
  });
}
