import { LEAK } from "../kernels/dense/net.ts";
import { type LayerActivation, SELU } from "./layers.ts";
import type { Tensor, Tensorflow } from "./tensorflow.ts";

interface ActivationPasses {
  apply(tf: Tensorflow, z: Tensor): Tensor;
  /** Derivative at z, where apply(z) = y. */
  slope(tf: Tensorflow, z: Tensor, y: Tensor): Tensor;
}

const inverseRoot2 = Math.SQRT1_2;
/** 1 / √(2 π). */
const density0 = 0.3989422804014327;

export const activations: Readonly<Record<Exclude<LayerActivation, "linear">, ActivationPasses>> = {
  relu: { apply: (tf, z) => tf.relu(z), slope: (tf, z) => tf.step(z) },
  "leaky-relu": {
    apply: (tf, z) => tf.add(tf.mul(tf.relu(z), 1 - LEAK), tf.mul(z, LEAK)),
    slope: (tf, z) => tf.add(tf.mul(tf.step(z), 1 - LEAK), LEAK),
  },
  tanh: { apply: (tf, z) => tf.tanh(z), slope: (tf, _, y) => tf.sub(1, tf.square(y)) },
  sigmoid: { apply: (tf, z) => tf.sigmoid(z), slope: (tf, _, y) => tf.mul(y, tf.sub(1, y)) },
  // e^z = y + 1 below zero, 1 above.
  elu: { apply: (tf, z) => tf.elu(z), slope: (tf, _, y) => tf.add(tf.minimum(y, 0), 1) },
  selu: {
    apply: (tf, z) => tf.selu(z),
    slope(tf, z, y) {
      const below = SELU.scale * SELU.alpha;
      return tf.add(tf.add(tf.minimum(y, 0), below), tf.mul(tf.step(z), SELU.scale - below));
    },
  },
  // z Φ(z), exactly by erf (Hendrycks & Gimpel 2016).
  gelu: {
    apply: (tf, z) => tf.mul(z, normalCdf(tf, z)),
    slope: (tf, z) => tf.add(normalCdf(tf, z), tf.mul(tf.mul(z, density0), tf.exp(tf.mul(tf.square(z), -0.5)))),
  },
  softplus: { apply: (tf, z) => tf.softplus(z), slope: (tf, z) => tf.sigmoid(z) },
  // z σ(z): SiLU (Elfwing, Uchibe & Doya 2018).
  swish: {
    apply: (tf, z) => tf.mul(z, tf.sigmoid(z)),
    slope(tf, z, y) {
      const gate = tf.sigmoid(z);
      return tf.add(gate, tf.mul(y, tf.sub(1, gate)));
    },
  },
};

function normalCdf(tf: Tensorflow, z: Tensor): Tensor {
  return tf.add(tf.mul(tf.erf(tf.mul(z, inverseRoot2)), 0.5), 0.5);
}
