import { BATCH_EPSILON, BATCH_MOMENTUM, LAYER_EPSILON } from "../conventions.ts";
import { ones, zeros } from "../initial.ts";
import { constant, parameter, statistic } from "../leaves.ts";
import { type Affine, batchNorm, batchNormBy, layerNorm, movingAverage } from "../normalisation.ts";
import { type Tensor, told } from "../tensor.ts";
import { inLayer } from "./layer.ts";

export interface NormOptions {
  /** Added to the variance under the root; ours where it is left out. */
  readonly epsilon?: number;
  /** Whether they are learnt; true where they are left out. Without, a gain of 1 and a bias of 0 stay. */
  readonly gain?: boolean;
  readonly bias?: boolean;
}

function affineOf(name: string, { shape }: Tensor, { gain = true, bias = true }: NormOptions): Affine {
  if (shape.length < 2) throw new RangeError(`inputs of shape ${told(shape)} (must have rows: reshape first)`);
  const last = { shape: shape.slice(-1), perSample: 0 };
  return {
    gain: gain ? parameter(`${name}.gain`, last.shape, ones) : constant(1, last),
    bias: bias ? parameter(`${name}.bias`, last.shape, zeros) : constant(0, last),
  };
}

/** Layer normalisation over the last axis. `<name>.gain` and `<name>.bias`, of that axis. */
export function layerNormLayer(name: string, x: Tensor, options: NormOptions = {}): Tensor {
  return inLayer(name, () => layerNorm(x, affineOf(name, x, options), options.epsilon ?? LAYER_EPSILON));
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
export function batchNormLayer(
  name: string,
  x: Tensor,
  training: boolean,
  options: NormOptions & { readonly momentum?: number } = {},
): BatchNormLayer {
  const { epsilon = BATCH_EPSILON, momentum = BATCH_MOMENTUM } = options;
  return inLayer(name, () => {
    const affine = affineOf(name, x, options);
    const last = x.shape.slice(-1);
    const moving = { mean: statistic(`${name}.mean`, last, 0), variance: statistic(`${name}.variance`, last, 1) };
    if (!training) return { y: batchNormBy(moving, x, affine, epsilon), statistics: {} };
    const { y, mean, variance } = batchNorm(x, affine, epsilon);
    return {
      y,
      statistics: {
        [`${name}.mean`]: movingAverage(moving.mean, mean, momentum),
        [`${name}.variance`]: movingAverage(moving.variance, variance, momentum),
      },
    };
  });
}
