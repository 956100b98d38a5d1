/** Random graphs of all operations, from lists of small numbers: a shorter list is a smaller graph. */

import { grad } from "../../../shared/nets/grad.ts";
import { constant, parameter } from "../../../shared/nets/leaves.ts";
import { batchNorm, layerNorm } from "../../../shared/nets/normalisation.ts";
import { abs } from "../../../shared/nets/ops/abs.ts";
import { add } from "../../../shared/nets/ops/add.ts";
import { averagePool2d, globalAveragePool } from "../../../shared/nets/ops/average-pool2d.ts";
import { batchedMatmul } from "../../../shared/nets/ops/batched-matmul.ts";
import { bernoulliLoss } from "../../../shared/nets/ops/bernoulli.ts";
import { causalSoftmax } from "../../../shared/nets/ops/causal-softmax.ts";
import { clip } from "../../../shared/nets/ops/clip.ts";
import { above, atLeast } from "../../../shared/nets/ops/compare.ts";
import { concat } from "../../../shared/nets/ops/concat.ts";
import { conv2d, conv2dTranspose } from "../../../shared/nets/ops/conv2d.ts";
import { copy } from "../../../shared/nets/ops/copy.ts";
import { correct } from "../../../shared/nets/ops/correct.ts";
import { dense } from "../../../shared/nets/ops/dense.ts";
import { depthwise2d } from "../../../shared/nets/ops/depthwise2d.ts";
import { divide } from "../../../shared/nets/ops/divide.ts";
import { dropout, normals } from "../../../shared/nets/ops/draws.ts";
import { elu, selu } from "../../../shared/nets/ops/elu.ts";
import { erf } from "../../../shared/nets/ops/erf.ts";
import { exp } from "../../../shared/nets/ops/exp.ts";
import { maximum, minimum } from "../../../shared/nets/ops/extremum.ts";
import { gather } from "../../../shared/nets/ops/gather.ts";
import {
  gaussianDivergence,
  gaussianDivergences,
  gaussianLoss,
  isotropicGaussianLoss,
  unitGaussianLoss,
} from "../../../shared/nets/ops/gaussian.ts";
import { gelu } from "../../../shared/nets/ops/gelu.ts";
import { geluTanh } from "../../../shared/nets/ops/gelu-tanh.ts";
import { leakyRelu } from "../../../shared/nets/ops/leaky-relu.ts";
import { log } from "../../../shared/nets/ops/log.ts";
import { lowerTriangle } from "../../../shared/nets/ops/lower-triangle.ts";
import { matmul } from "../../../shared/nets/ops/matmul.ts";
import { maxPool2d } from "../../../shared/nets/ops/max-pool2d.ts";
import { meanAxis } from "../../../shared/nets/ops/mean.ts";
import { multiply } from "../../../shared/nets/ops/multiply.ts";
import { oneHot } from "../../../shared/nets/ops/one-hot.ts";
import { permute } from "../../../shared/nets/ops/permute.ts";
import { power } from "../../../shared/nets/ops/power.ts";
import { relu } from "../../../shared/nets/ops/relu.ts";
import { flatten, reshape } from "../../../shared/nets/ops/reshape.ts";
import { absoluteError, huberError } from "../../../shared/nets/ops/robust-errors.ts";
import { scale } from "../../../shared/nets/ops/scale.ts";
import { shift } from "../../../shared/nets/ops/shift.ts";
import { sigmoid } from "../../../shared/nets/ops/sigmoid.ts";
import { sign } from "../../../shared/nets/ops/sign.ts";
import { silu } from "../../../shared/nets/ops/silu.ts";
import { pad, slice, split } from "../../../shared/nets/ops/slice.ts";
import { logSoftmax, softmax } from "../../../shared/nets/ops/softmax.ts";
import { softmaxCrossEntropy } from "../../../shared/nets/ops/softmax-cross-entropy.ts";
import { softplus } from "../../../shared/nets/ops/softplus.ts";
import { sqrt } from "../../../shared/nets/ops/sqrt.ts";
import { square } from "../../../shared/nets/ops/square.ts";
import { squaredError } from "../../../shared/nets/ops/squared-error.ts";
import { standardise } from "../../../shared/nets/ops/standardise.ts";
import { subtract } from "../../../shared/nets/ops/subtract.ts";
import { broadcastTo, sum, sumAxis } from "../../../shared/nets/ops/sum.ts";
import { tanh } from "../../../shared/nets/ops/tanh.ts";
import { upsample2d } from "../../../shared/nets/ops/upsample2d.ts";
import { ordered } from "../../../shared/nets/order.ts";
import { sizeOf, type Tensor } from "../../../shared/nets/tensor.ts";
import { bySample, free, Graph, isPicture, isRow, rank } from "./graph-pool.ts";

/** One node: which operation, of which tensors, how. Counted round where there are fewer. */
export type Choice = readonly [operation: number, first: number, second: number, how: number];

const LARGEST = 240;

type Make = (graph: Graph, a: number, b: number, how: number) => Tensor | undefined;

const any = () => true;
const one =
  (of: (x: Tensor, how: number) => Tensor, fits: (tensor: Tensor) => boolean = any): Make =>
  (graph, a, _, how) => {
    const x = graph.pick(a, fits);
    return x && of(x, how);
  };

/** Positive and away from 0. */
const positive = (x: Tensor) => shift(square(x), 0.5);

/** Two tensors of one shape, or the second one repeated. */
const pair =
  (of: (a: Tensor, b: Tensor) => Tensor): Make =>
  (graph, a, b, how) => {
    const x = graph.pick(a, any);
    if (x === undefined) return undefined;
    const lengths = x.shape.slice(free(x)[how % Math.max(1, free(x).length)] ?? x.shape.length);
    if (how % 4 === 1 && lengths.length > 0) lengths[0] = 1;
    if (how % 4 === 2 && lengths.length > 0) lengths[lengths.length - 1] = 1;
    const y = how % 2 === 0 && b % 2 === 0 ? graph.like(x, b >> 1) : graph.parameter(lengths);
    return b % 3 === 0 ? of(y, x) : of(x, y);
  };

/** Along one of the axes that are not the samples'. */
const alongAxis =
  (of: (graph: Graph, x: Tensor, axis: number, b: number, how: number) => Tensor): Make =>
  (graph, a, b, how) => {
    const x = graph.pick(a, (tensor) => free(tensor).length > 0);
    return x && of(graph, x, free(x)[how % free(x).length], b, how);
  };

/** A loss of rows of a matrix and another one of its shape. */
const loss =
  (of: (y: Tensor, x: Tensor) => Tensor, target: (x: Tensor) => Tensor = (x) => x): Make =>
  (graph, a, b) => {
    const y = graph.pick(a, isRow);
    return y && of(y, target(graph.like(y, b)));
  };

const windows = (how: number) => ({
  stride: ([1, 2, [2, 1]] as const)[how % 3],
  padding: (["same", "valid"] as const)[(how >> 2) % 2],
});

const convolution =
  (of: (x: Tensor, graph: Graph, how: number) => Tensor): Make =>
  (graph, a, _, how) => {
    const x = graph.pick(a, (tensor) => isPicture(tensor) && tensor.shape[1] >= 3 && tensor.shape[2] >= 3);
    return x && of(x, graph, how);
  };

function shuffled(x: Tensor, how: number): Tensor {
  const own = free(x);
  const turned = own.map((_, i) => own[(i + 1 + (how % (own.length - 1))) % own.length]);
  return permute(x, x.perSample > 0 ? [0, ...turned] : turned);
}

function regrouped(x: Tensor, how: number, rows: number): Tensor {
  const rest = sizeOf(x.shape) / (x.perSample > 0 ? rows : 1);
  const part = [2, 3, 5, 1].find((n, i) => rest % n === 0 && i >= how % 3) ?? 1;
  const lengths = how % 2 === 0 ? [part, rest / part] : [rest / part, part];
  if (x.perSample === 0) return reshape(x, lengths);
  return how % 5 === 0 ? reshape(x, [rows * lengths[0], lengths[1]]) : reshape(x, [rows, ...lengths]);
}

export const OPERATIONS: Readonly<Record<string, Make>> = {
  scale: one((x, how) => scale(x, how / 4 - 1)),
  shift: one((x, how) => shift(x, how / 4 - 1)),
  square: one(square),
  power: one((x, how) => power(tanh(x), 1 + (how % 4))),
  sqrt: one((x) => sqrt(positive(x))),
  exp: one((x) => exp(tanh(x))),
  log: one((x) => log(positive(x))),
  abs: one(abs),
  sign: one(sign),
  clip: one((x) => clip(x, -0.7, 0.8)),
  erf: one(erf),
  sigmoid: one(sigmoid),
  tanh: one(tanh),
  relu: one(relu),
  leakyRelu: one((x) => leakyRelu(x, 0.2)),
  elu: one(elu),
  selu: one(selu),
  gelu: one(gelu),
  geluTanh: one(geluTanh),
  softplus: one(softplus),
  silu: one(silu),
  copy: one(copy),
  add: pair(add),
  subtract: pair(subtract),
  multiply: pair(multiply),
  divide: pair((a, b) => divide(a, positive(b))),
  maximum: pair(maximum),
  minimum: pair(minimum),
  above: pair((a, b) => multiply(a, above(a, b))),
  atLeast: pair((a, b) => multiply(b, atLeast(a, b))),
  matmul(graph, a, b, how) {
    const x = graph.pick(a, rank(2));
    if (x === undefined) return undefined;
    if (how % 4 === 0) return matmul(x, graph.parameter([3, x.shape[1]]), "NT");
    if (how % 4 === 1) return matmul(x, graph.parameter([x.shape[1], 1 + (how % 5)]));
    // Over samples, or of a matrix with itself: what is left depends on all of them.
    if (how % 8 === 2) return matmul(x, graph.like(x, b), "TN");
    return how % 16 === 3 ? matmul(x, graph.like(x, b), "NT") : matmul(x, graph.parameter([x.shape[1], 2]));
  },
  dense(graph, a, _, how) {
    const x = graph.pick(a, rank(2));
    const units = 1 + (how % 6);
    return x && dense(x, graph.parameter([x.shape[1], units]), graph.parameter([units]));
  },
  batchedMatmul(graph, a, b, how) {
    const x = graph.pick(a, (tensor) => tensor.shape.length > 2);
    if (x === undefined) return undefined;
    const y = graph.like(x, b);
    const product = batchedMatmul(x, y, how % 2 === 0 ? "NT" : "TN");
    if (how % 3 === 0) return how % 2 === 0 ? batchedMatmul(product, y) : batchedMatmul(product, product, "TN");
    return product;
  },
  conv2d: convolution((x, graph, how) => {
    const outputs = 1 + (how % 3);
    const w = graph.parameter([3, 1 + (how % 3), x.shape[3], outputs]);
    return conv2d(x, w, how % 2 === 0 ? graph.parameter([outputs]) : undefined, windows(how));
  }),
  conv2dTranspose: convolution((x, graph, how) => {
    const { padding } = windows(how);
    return conv2dTranspose(x, graph.parameter([3, 2, 1, x.shape[3]]), undefined, { stride: 1 + (how % 2), padding });
  }),
  depthwise2d: convolution((x, graph, how) => {
    const bias = how % 2 === 0 ? graph.parameter([x.shape[3]]) : undefined;
    return depthwise2d(x, graph.parameter([2, 3, x.shape[3]]), bias, windows(how));
  }),
  maxPool2d: convolution((x, _, how) => maxPool2d(x, 2 + (how % 2), windows(how))),
  averagePool2d: convolution((x, _, how) => averagePool2d(x, 2 + (how % 2), windows(how))),
  globalAveragePool: convolution((x) => globalAveragePool(x)),
  upsample2d: convolution((x) => upsample2d(x, [1, 2])),
  flatten: one(flatten, (tensor) => bySample(tensor) && tensor.shape.length > 2),
  reshape: (graph, a, _, how) => {
    const x = graph.pick(a, any);
    return x && regrouped(x, how, graph.rows);
  },
  permute: one(shuffled, (tensor) => free(tensor).length > 1),
  slice: alongAxis((_, x, axis, b) => slice(x, axis, b % x.shape[axis], x.shape[axis])),
  pad: alongAxis((_, x, axis, b, how) => pad(x, axis, b % 3, how % 2)),
  concat: alongAxis((graph, x, axis, b, how) => concat([x, graph.like(x, b), x].slice(0, 2 + (how % 2)), axis)),
  split: alongAxis((_, x, axis) => split(x, axis, x.shape[axis]).reduce((p, q) => multiply(p, q))),
  sumAxis: alongAxis((_, x, axis, b) => sumAxis(x, b % 16 === 0 ? 0 : axis)),
  meanAxis: alongAxis((_, x, axis) => meanAxis(x, axis)),
  sum: one(sum, (tensor) => !bySample(tensor)),
  broadcast: one((x, how) => {
    const wide = reshape(x, [...x.shape, 1], x.perSample);
    return broadcastTo(wide, { shape: [...x.shape, 1 + (how % 3)], perSample: x.perSample });
  }),
  gather: (graph, _, __, how) => gather(graph.parameter([5, 1 + (how % 4)]), graph.index),
  gatherRows: (graph, a, _, how) => {
    const x = graph.pick(a, isRow);
    return x && how % 8 === 0 ? gather(x, graph.index) : undefined;
  },
  oneHot: (graph) => multiply(oneHot(graph.index, 5), graph.parameter([5])),
  lowerTriangle: one(
    (x, how) => lowerTriangle(x, how % 2),
    (tensor) => tensor.shape.length > 1,
  ),
  causalSoftmax: one(
    (x, how) => causalSoftmax(x, 0.5 + (how % 3)),
    (tensor) => tensor.shape.length > 1,
  ),
  softmax: one(softmax, (tensor) => tensor.shape.length > 0),
  logSoftmax: one(logSoftmax, (tensor) => tensor.shape.length > 0),
  standardise: one(
    (x) => standardise(x, 0.1),
    (tensor) => tensor.shape.length > 0,
  ),
  layerNorm: (graph, a) => {
    const x = graph.pick(a, (tensor) => tensor.shape.length > 1);
    const units = x?.shape.slice(-1) ?? [];
    return x && layerNorm(x, { gain: graph.parameter(units), bias: graph.parameter(units) }, 0.1);
  },
  batchNorm: (graph, a, b) => {
    const x = graph.pick(a, (tensor) => tensor.shape.length > 1);
    if (x === undefined || (b % 8 > 0 && x.perSample > 0)) return undefined;
    const units = x.shape.slice(-1);
    return batchNorm(x, { gain: graph.parameter(units), bias: graph.parameter(units) }, 0.1).y;
  },
  squaredError: loss(squaredError),
  absoluteError: loss(absoluteError),
  huberError: loss(huberError),
  bernoulliLoss: loss(bernoulliLoss, sigmoid),
  softmaxCrossEntropy: loss(softmaxCrossEntropy, softmax),
  correct: loss(correct),
  unitGaussianLoss: loss(unitGaussianLoss),
  gaussianDivergence: loss((mean, spread) => gaussianDivergence(mean, tanh(spread))),
  gaussianDivergences: loss((mean, spread) => gaussianDivergences(mean, tanh(spread))),
  isotropicGaussianLoss: loss((mean, x) => isotropicGaussianLoss(mean, constant(0.3, { shape: [1], perSample: 0 }), x)),
  gaussianLoss: loss((mean, x) => gaussianLoss(mean, tanh(x), x)),
  dropout: one((x, how) => dropout(x, 0.3, how)),
  normals: one((x, how) => multiply(x, normals(x, how))),
  slope: (graph, a, b) => {
    const x = graph.pick(a, (tensor) => tensor.inputs.length > 0);
    if (x === undefined) return undefined;
    const before = new Set(ordered([x]));
    const by = graph.pick(b, (tensor) => tensor !== x && before.has(tensor));
    return by && grad(sum(multiply(x, x)), [by])[0];
  },
};

/** Slopes more often: their derivatives are second ones. */
const names = [...Object.keys(OPERATIONS), ...Array<string>(8).fill("slope")];

/** The tensors that these choices make, newest last: inputs and parameters first. How many rows there are changes no choice. */
export function graphOf(choices: readonly Choice[], rows: number): readonly Tensor[] {
  const graph = new Graph(rows);
  for (const [operation, a, b, how] of choices) {
    const made = OPERATIONS[names[operation % names.length]](graph, a, b, how);
    if (made === undefined || made.shape.length > 4) continue;
    const size = sizeOf(made.shape) / (made.perSample > 0 ? rows : 1);
    if (size > 0 && size <= LARGEST) graph.pool.push(made);
  }
  return graph.pool;
}

/** A number of each sample that depends on the newest of these tensors: [rows]. */
export function lossesOf(tensors: readonly Tensor[], rows: number): Tensor {
  let losses = scale(sumAxis(tensors[0], -1), 0.5);
  for (const [i, tensor] of tensors.slice(-3).entries()) {
    const size = sizeOf(tensor.shape) / (tensor.perSample > 0 ? rows : 1);
    const weights = parameter(`r${i}`, [size], { kind: "normal", deviation: 1 });
    const flat = reshape(tensor, tensor.perSample > 0 ? [rows, size] : [size], tensor.perSample > 0 ? 1 : 0);
    const own = sumAxis(multiply(flat, weights), -1);
    losses = add(losses, own);
  }
  return losses;
}
