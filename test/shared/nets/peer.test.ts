import type * as Tensorflow from "@tensorflow/tfjs-core";
import { beforeAll, describe, it } from "vitest";
import { layerNorm } from "../../../shared/nets/normalisation.ts";
import { abs } from "../../../shared/nets/ops/abs.ts";
import { add } from "../../../shared/nets/ops/add.ts";
import { batchedMatmul } from "../../../shared/nets/ops/batched-matmul.ts";
import { clip } from "../../../shared/nets/ops/clip.ts";
import { above, atLeast } from "../../../shared/nets/ops/compare.ts";
import { concat } from "../../../shared/nets/ops/concat.ts";
import { dense } from "../../../shared/nets/ops/dense.ts";
import { divide } from "../../../shared/nets/ops/divide.ts";
import { erf } from "../../../shared/nets/ops/erf.ts";
import { exp } from "../../../shared/nets/ops/exp.ts";
import { maximum, minimum } from "../../../shared/nets/ops/extremum.ts";
import { gather } from "../../../shared/nets/ops/gather.ts";
import { leakyRelu } from "../../../shared/nets/ops/leaky-relu.ts";
import { log } from "../../../shared/nets/ops/log.ts";
import { lowerTriangle } from "../../../shared/nets/ops/lower-triangle.ts";
import { matmul } from "../../../shared/nets/ops/matmul.ts";
import { meanAxis } from "../../../shared/nets/ops/mean.ts";
import { multiply } from "../../../shared/nets/ops/multiply.ts";
import { oneHot } from "../../../shared/nets/ops/one-hot.ts";
import { permute } from "../../../shared/nets/ops/permute.ts";
import { power } from "../../../shared/nets/ops/power.ts";
import { reshape } from "../../../shared/nets/ops/reshape.ts";
import { absoluteError, huberError } from "../../../shared/nets/ops/robust-errors.ts";
import { scale } from "../../../shared/nets/ops/scale.ts";
import { shift } from "../../../shared/nets/ops/shift.ts";
import { sign } from "../../../shared/nets/ops/sign.ts";
import { pad, slice, split } from "../../../shared/nets/ops/slice.ts";
import { logSoftmax, softmax } from "../../../shared/nets/ops/softmax.ts";
import { sqrt } from "../../../shared/nets/ops/sqrt.ts";
import { square } from "../../../shared/nets/ops/square.ts";
import { standardise } from "../../../shared/nets/ops/standardise.ts";
import { subtract } from "../../../shared/nets/ops/subtract.ts";
import { broadcastTo, sum, sumAxis } from "../../../shared/nets/ops/sum.ts";
import type { Shape, Tensor } from "../../../shared/nets/tensor.ts";
import { checkPeer, type PeerCase, startPeer } from "./peer.ts";

type Theirs = Tensorflow.Tensor;
type Peer = (tf: typeof Tensorflow, ...inputs: Theirs[]) => Theirs;

/** "3 7, 7": 3 × 7 and 7. */
const shapesOf = (text: string): Shape[] =>
  text.split(",").map((shape) => shape.split(" ").filter(Boolean).map(Number));

const at = (
  name: string,
  shapes: string,
  build: (...inputs: Tensor[]) => Tensor,
  peer: Peer,
  more: Partial<PeerCase> = {},
): PeerCase => ({
  ...{ name, shapes: shapesOf(shapes), build: (inputs) => build(...inputs), peer: (tf, inputs) => peer(tf, ...inputs) },
  ...more,
});

const positive = { values: (z: number) => 0.5 + Math.abs(z) };
const apart = { values: (z: number, i: number) => (i === 0 ? z : Math.sign(z) * (3.1 + Math.abs(z))) };
const indexes = { fixed: [1], values: (z: number, i: number) => (i === 1 ? Math.abs(Math.trunc(3 * z)) % 4 : z) };

const cases: readonly PeerCase[] = [
  at(
    "scale",
    "3 7",
    (x) => scale(x, -1.7),
    (tf, x) => tf.mul(x, -1.7),
  ),
  at(
    "shift",
    "3 7",
    (x) => shift(x, -1.7),
    (tf, x) => tf.sub(x, 1.7),
  ),
  at("square", "3 7", square, (tf, x) => tf.square(x)),
  at(
    "power",
    "3 7",
    (x) => power(x, 5),
    (tf, x) => tf.pow(x, 5),
  ),
  at("sqrt", "3 7", sqrt, (tf, x) => tf.sqrt(x), positive),
  at("exp", "3 7", exp, (tf, x) => tf.exp(x)),
  at("log", "3 7", log, (tf, x) => tf.log(x), positive),
  at("abs", "3 7", abs, (tf, x) => tf.abs(x)),
  at(
    "sign",
    "3 7",
    (x) => multiply(x, sign(x)),
    (tf, x) => tf.mul(x, tf.sign(x)),
  ),
  at(
    "clip",
    "3 7",
    (x) => clip(x, -0.5, 0.7),
    (tf, x) => tf.clipByValue(x, -0.5, 0.7),
  ),
  at("erf", "3 7", erf, (tf, x) => tf.erf(x)),
  at(
    "leakyRelu",
    "3 7",
    (x) => leakyRelu(x, 0.2),
    (tf, x) => tf.leakyRelu(x, 0.2),
  ),
  at("add", "3 7, 3 7", add, (tf, a, b) => tf.add(a, b)),
  at("add, repeated", "3 7, 7", add, (tf, a, b) => tf.add(a, b)),
  at("subtract, both repeated", "3 1, 7", subtract, (tf, a, b) => tf.sub(a, b)),
  at("multiply, repeated in the middle", "2 3 4, 2 1 4", multiply, (tf, a, b) => tf.mul(a, b)),
  at("divide", "3 7, 3 7", divide, (tf, a, b) => tf.div(a, b), apart),
  at("divide, repeated", ", 3 7", divide, (tf, a, b) => tf.div(a, b), apart),
  at("maximum", "3 7, 3 7", maximum, (tf, a, b) => tf.maximum(a, b), apart),
  at(
    "maximum of equals",
    "3 7",
    (x) => maximum(x, scale(x, 1)),
    (tf, x) => tf.maximum(x, tf.mul(x, 1)),
  ),
  at("minimum", "3 7, 7", minimum, (tf, a, b) => tf.minimum(a, tf.broadcastTo(b, [3, 7])), apart),
  at(
    "minimum of equals",
    "3 7",
    (x) => minimum(x, scale(x, 1)),
    (tf, x) => tf.minimum(x, tf.mul(x, 1)),
  ),
  at(
    "above, atLeast",
    "3 7, 3 7",
    (a, b) => add(multiply(a, above(a, b)), multiply(b, atLeast(a, b))),
    (tf, a, b) => tf.add(tf.mul(a, tf.step(tf.sub(a, b))), tf.mul(b, tf.sub(1, tf.step(tf.sub(b, a))))),
  ),
  at(
    "sum, first",
    "5 3",
    (x) => sumAxis(x, 0),
    (tf, x) => tf.sum(x, 0),
    { samples: [0], segment: 2 },
  ),
  at(
    "sum, middle",
    "2 5 3",
    (x) => sumAxis(x, 1),
    (tf, x) => tf.sum(x, 1),
  ),
  at("sum, all", "2 5 3", sum, (tf, x) => tf.sum(x)),
  at(
    "mean",
    "2 5",
    (x) => meanAxis(x, -1),
    (tf, x) => tf.mean(x, -1),
  ),
  at(
    "broadcast",
    "3 1",
    (x) => broadcastTo(x, { shape: [2, 3, 4], perSample: 0 }),
    (tf, x) => tf.broadcastTo(x, [2, 3, 4]),
  ),
  at(
    "A·B",
    "4 5, 5 3",
    (a, b) => matmul(a, b),
    (tf, a, b) => tf.matMul(a, b),
  ),
  at(
    "A·Bᵀ",
    "4 5, 3 5",
    (a, b) => matmul(a, b, "NT"),
    (tf, a, b) => tf.matMul(a, b, false, true),
  ),
  at(
    "Aᵀ·B",
    "5 4, 5 3",
    (a, b) => matmul(a, b, "TN"),
    (tf, a, b) => tf.matMul(a, b, true, false),
    {
      samples: [0, 1],
      segment: 2,
    },
  ),
  at("dense", "4 5, 5 3, 3", dense, (tf, x, w, b) => tf.add(tf.matMul(x, w), b), { samples: [0] }),
  at(
    "A·B of pairs",
    "2 4 5, 2 5 3",
    (a, b) => batchedMatmul(a, b),
    (tf, a, b) => tf.matMul(a, b),
  ),
  at(
    "A·Bᵀ of pairs",
    "2 2 4 5, 2 2 3 5",
    (a, b) => batchedMatmul(a, b, "NT"),
    (tf, a, b) => tf.matMul(a, b, false, true),
  ),
  at(
    "Aᵀ·B of pairs",
    "2 5 4, 2 5 3",
    (a, b) => batchedMatmul(a, b, "TN"),
    (tf, a, b) => tf.matMul(a, b, true, false),
  ),
  at(
    "reshape",
    "4 6",
    (x) => square(reshape(x, [3, 8])),
    (tf, x) => tf.square(tf.reshape(x, [3, 8])),
  ),
  at(
    "permute",
    "2 3 4",
    (x) => permute(x, [2, 0, 1]),
    (tf, x) => tf.transpose(x, [2, 0, 1]),
  ),
  at(
    "slice",
    "3 6 2",
    (x) => slice(x, 1, 2, 5),
    (tf, x) => tf.slice(x, [0, 2, 0], [3, 3, 2]),
  ),
  at(
    "pad",
    "3 2",
    (x) => pad(x, 1, 1, 2),
    (tf, x) =>
      tf.pad(x, [
        [0, 0],
        [1, 2],
      ]),
  ),
  at(
    "concat",
    "2 3, 2 4",
    (a, b) => concat([a, b, a], 1),
    (tf, a, b) => tf.concat([a, b, a], 1),
  ),
  at(
    "split",
    "2 6",
    (x) => split(x, 1, 3).reduce((a, b) => multiply(a, b)),
    (tf, x) => tf.split(x, 3, 1).reduce((a, b) => tf.mul(a, b)),
  ),
  at("gather", "4 3, 2 5", gather, (tf, table, own) => tf.gather(table, tf.cast(own, "int32")), indexes),
  at(
    "oneHot",
    "4, 3",
    (w, own) => multiply(oneHot(own, 4), w),
    (tf, w, own) => tf.mul(tf.cast(tf.oneHot(tf.cast(own, "int32"), 4), "float32"), w),
    indexes,
  ),
  at(
    "lowerTriangle",
    "2 3 4",
    (x) => lowerTriangle(x, -2),
    (tf, x) => tf.where(tf.greater(tf.linalg.bandPart(tf.ones([2, 3, 4]), -1, 0), 0), x, tf.fill([2, 3, 4], -2)),
  ),
  at("softmax", "3 7", softmax, (tf, x) => tf.softmax(x)),
  at("logSoftmax", "3 7", logSoftmax, (tf, x) => tf.logSoftmax(x)),
  at(
    "standardise",
    "3 7",
    (x) => standardise(x, 1e-3),
    (tf, x) => {
      const { mean, variance } = tf.moments(x, -1, true);
      return tf.div(tf.sub(x, mean), tf.sqrt(tf.add(variance, 1e-3)));
    },
  ),
  at(
    "layerNorm",
    "3 7, 7, 7",
    (x, gain, bias) => layerNorm(x, { gain, bias }, 1e-3),
    (tf, x, gain, bias) => {
      const { mean, variance } = tf.moments(x, -1, true);
      return tf.add(tf.mul(tf.div(tf.sub(x, mean), tf.sqrt(tf.add(variance, 1e-3))), gain), bias);
    },
  ),
  at("absoluteError", "3 7, 3 7", absoluteError, (tf, a, b) => tf.mean(tf.abs(tf.sub(a, b)), -1)),
  at(
    "huberError",
    "3 7, 3 7",
    (a, b) => huberError(a, b, 1),
    (tf, a, b) => tf.mean(tf.losses.huberLoss(b, a, undefined, 1, tf.Reduction.NONE), -1),
  ),
];

describe("values and slopes against tensorflow.js", () => {
  let tf: typeof Tensorflow;
  beforeAll(async () => {
    tf = await startPeer();
  }, 60_000);
  it.each(cases)("$name", (own) => checkPeer(tf, own));
});
