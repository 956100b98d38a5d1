/** A chain by operations of tensorflow.js, on the backend that is set: products fused with what bends them where the library has it, which is its best. */
import type * as Tf from "@tensorflow/tfjs-core";
import type { Arrays } from "../../../../shared/arrays.ts";
import { shapesOf } from "../../../../shared/labs/nets/chain/shapes.ts";
import type { Chain, ChainLayer } from "../../../../shared/nets/chain.ts";

type Core = typeof Tf;
type Step = (x: Tf.Tensor) => Tf.Tensor;

export interface TensorflowWay {
  /** Rows × numbers to a tensor of rows × classes, to be read and disposed of by the caller. */
  answer(rows: Float32Array): Tf.Tensor;
  close(): void;
}

/** Weights are copied to the backend once. Throws a RangeError that names a layer which this has no operation for. */
export function tensorflowWay(tf: Core, chain: Chain, weights: Arrays, batch: number): TensorflowWay {
  const kept: Tf.Tensor[] = [];
  const shapes = shapesOf(chain);
  const tensor = (name: string, shape?: readonly number[]) => {
    const { values, shape: own } = weights[name];
    const made = tf.tensor(Float32Array.from(values), [...(shape ?? own)]);
    kept.push(made);
    return made;
  };
  const steps = chain.layers.map((layer, l) => stepOf(tf, layer, l === 0 ? chain.input : shapes[l - 1], tensor));
  return {
    answer: (rows) =>
      tf.tidy(() => steps.reduce((x, step) => step(x), tf.tensor(rows, [batch, ...chain.input]) as Tf.Tensor)),
    close: () => tf.dispose(kept),
  };
}

function stepOf(
  tf: Core,
  layer: ChainLayer,
  before: readonly number[],
  tensor: (name: string, shape?: readonly number[]) => Tf.Tensor,
): Step {
  const { name } = layer;
  switch (layer.kind) {
    case "dense": {
      const b = tensor(`${name}.weights`) as Tf.Tensor2D;
      const bias = layer.bias ? { bias: tensor(`${name}.bias`) } : {};
      return (a) => tf.fused.matMul({ a: a as Tf.Tensor2D, b, ...bias });
    }
    case "convolution": {
      const { kernel, stride, padding, filters } = layer;
      const filter = tensor(`${name}.weights`, [...kernel, before[2], filters]) as Tf.Tensor4D;
      const bias = layer.bias ? { bias: tensor(`${name}.bias`) } : {};
      return (x) =>
        tf.fused.conv2d({
          x: x as Tf.Tensor4D,
          filter,
          strides: [...stride] as [number, number],
          pad: padding,
          ...bias,
        });
    }
    case "depthwise-convolution": {
      const { kernel, stride, padding } = layer;
      const filter = tensor(`${name}.weights`, [...kernel, before[2], 1]) as Tf.Tensor4D;
      const bias = layer.bias ? { bias: tensor(`${name}.bias`) } : {};
      return (x) =>
        tf.fused.depthwiseConv2d({
          x: x as Tf.Tensor4D,
          filter,
          strides: [...stride] as [number, number],
          pad: padding,
          ...bias,
        });
    }
    case "max-pooling":
    case "average-pooling": {
      const pool = layer.kind === "max-pooling" ? tf.maxPool : tf.avgPool;
      const [size, stride] = [[...layer.size], [...layer.stride]] as [[number, number], [number, number]];
      return (x) => pool(x as Tf.Tensor4D, size, stride, layer.padding);
    }
    case "global-average-pooling":
      return (x) => tf.mean(x, [1, 2]);
    case "batch-normalisation": {
      const channels = before[before.length - 1];
      const ones = (value: number) => {
        const filled = tf.fill([channels], value);
        return filled;
      };
      const [mean, variance] = [tensor(`${name}.mean`), tensor(`${name}.variance`)];
      const gain = layer.gain ? tensor(`${name}.gain`) : ones(1);
      const bias = layer.bias ? tensor(`${name}.bias`) : ones(0);
      return (x) => tf.add(tf.mul(tf.sub(x, mean), tf.mul(tf.rsqrt(tf.add(variance, layer.epsilon)), gain)), bias);
    }
    case "flatten":
      return (x) => tf.reshape(x, [x.shape[0], -1]);
    case "reshape":
      return (x) => tf.reshape(x, [x.shape[0], ...layer.shape]);
    case "dropout":
      return (x) => x;
    case "activation":
      return bendOf(tf, layer);
    default:
      throw new RangeError(
        `layer ${name} (${layer.kind}) has no operation here (must be dense, convolution or pooling)`,
      );
  }
}

/** As our own: leaky ReLU with its slope, GELU by erf. */
function bendOf(
  tf: Core,
  { activation, slope = 0.01, alpha = 1, name }: ChainLayer & { readonly kind: "activation" },
): Step {
  switch (activation) {
    case "relu":
      return (x) => tf.relu(x);
    case "relu6":
      return (x) => tf.relu6(x);
    case "leaky-relu":
      return (x) => tf.leakyRelu(x, slope);
    case "elu":
      if (alpha !== 1) break;
      return (x) => tf.elu(x);
    case "selu":
      return (x) => tf.selu(x);
    case "silu":
      return (x) => tf.mul(x, tf.sigmoid(x));
    case "gelu":
      return (x) => tf.mul(tf.mul(x, 0.5), tf.add(tf.erf(tf.mul(x, Math.SQRT1_2)), 1));
    case "softplus":
      return (x) => tf.softplus(x);
    case "tanh":
      return (x) => tf.tanh(x);
    case "sigmoid":
      return (x) => tf.sigmoid(x);
    case "softmax":
      return (x) => tf.softmax(x);
    case "linear":
      return (x) => x;
  }
  throw new RangeError(`layer ${name} (${activation}) has no operation here (must be another activation)`);
}
