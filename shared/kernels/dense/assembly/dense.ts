/**
 * A fully connected net and its training step, in float32 with a fixed order of sums. Scalar reference: shared/kernels/dense/scalar.ts, with the same
 * bits. Parameters of all layers lie in one block (W of layer 0, in × out; b; W of layer 1; …), and so do gradients and moments, so that an
 * optimiser is one loop.
 */
import { sigmoidf4, softplusf4, tanhf4 } from "../../../math/assembly/elementary4";
import { gemmNN, gemmNT, gemmTN } from "../../../wasm/lib/gemm";
import { alloc } from "../../../wasm/lib/memory";

/** Activations by number; the TypeScript side has the names. */
const LINEAR: i32 = 0;
const RELU: i32 = 1;
const LEAKY: i32 = 2;
const TANH: i32 = 3;
const SIGMOID: i32 = 4;
const LEAK: f32 = 0.01;
const CROSS_ENTROPY: i32 = 1;

let layers: i32 = 0;
let batch: i32 = 0;
let loss: i32 = 0;
let count: i32 = 0;
let widths: usize = 0; // layers + 1 int32
let kinds: usize = 0; // layers int32
let activations: usize = 0; // layers + 1 pointers
let deltas: usize = 0; // layers + 1 pointers
let offsets: usize = 0; // layers int32, in floats

export let parameters: usize = 0;
export let gradient: usize = 0;
export let firstMoment: usize = 0;
export let secondMoment: usize = 0;
/** Sum of squared errors of the last `evaluate` or `backward`, over rows and outputs. */
export let squaredError: f64 = 0;

// @ts-ignore: decorator
@inline
function width(l: i32): i32 {
  return load<i32>(widths + (<usize>l << 2));
}
// @ts-ignore: decorator
@inline
function kind(l: i32): i32 {
  return load<i32>(kinds + (<usize>l << 2));
}
// @ts-ignore: decorator
@inline
function pointer(table: usize, l: i32): usize {
  return load<usize>(table + (<usize>l << 2));
}
// @ts-ignore: decorator
@inline
function weightsOf(block: usize, l: i32): usize {
  return block + (<usize>load<i32>(offsets + (<usize>l << 2)) << 2);
}

/** Reserves tables for a net of `n` layers; then `setLayer` for each, then `ready`. */
export function setUp(n: i32, rows: i32, crossEntropy: i32): void {
  layers = n;
  batch = rows;
  loss = crossEntropy;
  widths = alloc((n + 1) * 4);
  kinds = alloc(n * 4);
  activations = alloc((n + 1) * 4);
  deltas = alloc((n + 1) * 4);
  offsets = alloc(n * 4);
}

export function setLayer(l: i32, inputs: i32, outputs: i32, activation: i32): void {
  store<i32>(widths + (<usize>l << 2), inputs);
  store<i32>(widths + (<usize>(l + 1) << 2), outputs);
  store<i32>(kinds + (<usize>l << 2), activation);
}

/** Reserves the blocks; returns the number of parameters. */
export function ready(training: bool): i32 {
  count = 0;
  for (let l = 0; l < layers; l++) {
    store<i32>(offsets + (<usize>l << 2), count);
    count += width(l) * width(l + 1) + width(l + 1);
  }
  const bytes = ((<usize>count + 3) & ~3) << 2;
  parameters = alloc(bytes);
  if (training) {
    gradient = alloc(bytes);
    firstMoment = alloc(bytes);
    secondMoment = alloc(bytes);
  }
  for (let l = 0; l <= layers; l++) {
    const size = ((<usize>batch * width(l) + 3) & ~3) << 2;
    store<usize>(activations + (<usize>l << 2), alloc(size));
    if (training) store<usize>(deltas + (<usize>l << 2), alloc(size));
  }
  return count;
}

/** Activations of layer l (0: the inputs), rows × width. */
export function activation(l: i32): usize {
  return pointer(activations, l);
}

/** Row n of the inputs from bytes; 255 means 1. */
export function loadBytes(n: i32, from: usize): void {
  const to = pointer(activations, 0) + ((<usize>n * width(0)) << 2);
  for (let i = 0; i < width(0); i++) store<f32>(to + (<usize>i << 2), <f32>load<u8>(from + i) / 255);
}

export function loadFloats(n: i32, from: usize): void {
  memory.copy(pointer(activations, 0) + ((<usize>n * width(0)) << 2), from, <usize>width(0) << 2);
}

/** Layers [from, to): activations of layer `from` are given. Inputs of the last layer stay logits under cross-entropy: see `squash`. */
export function forward(rows: i32, from: i32, to: i32): void {
  for (let l = from; l < to; l++) {
    const inputs = width(l);
    const outputs = width(l + 1);
    const w = weightsOf(parameters, l);
    const bias = w + ((<usize>inputs * outputs) << 2);
    const out = pointer(activations, l + 1);
    for (let n = 0; n < rows; n++) memory.copy(out + ((<usize>n * outputs) << 2), bias, <usize>outputs << 2);
    gemmNN(rows, outputs, inputs, pointer(activations, l), w, out, true);
    activate(out, rows * outputs, kind(l));
  }
}

function activate(values: usize, length: i32, activation: i32): void {
  // Blocks are padded to whole vectors: the surplus lanes are computed and never read.
  const end = values + (<usize>length << 2);
  const zero = f32x4.splat(0);
  if (activation == RELU) for (let at = values; at < end; at += 16) v128.store(at, f32x4.max(v128.load(at), zero));
  else if (activation == LEAKY) {
    for (let at = values; at < end; at += 16) {
      const x = v128.load(at);
      v128.store(at, v128.bitselect(x, f32x4.mul(x, f32x4.splat(LEAK)), f32x4.gt(x, zero)));
    }
  } else if (activation == TANH) for (let at = values; at < end; at += 16) v128.store(at, tanhf4(v128.load(at)));
  else if (activation == SIGMOID) for (let at = values; at < end; at += 16) v128.store(at, sigmoidf4(v128.load(at)));
}

/** Turns logits of the last layer into probabilities (cross-entropy only). */
export function squash(rows: i32): void {
  if (loss == CROSS_ENTROPY) activate(pointer(activations, layers), rows * width(layers), SIGMOID);
}

/**
 * Loss of the last forward pass against the inputs: mean over rows and outputs of (y − x)², or of the cross-entropy log(1 + e^z) − x z in nats.
 * Leaves the derivative in the last delta when `derive`, and sets squaredError.
 */
export function compare(rows: i32, derive: bool): f64 {
  const length = rows * width(layers);
  const z = pointer(activations, layers);
  const x = pointer(activations, 0);
  const d = pointer(deltas, layers);
  const scale: f32 = (loss == CROSS_ENTROPY ? <f32>1 : <f32>2) / <f32>length;
  let total = f64x2.splat(0);
  let squares = f64x2.splat(0);
  let i = 0;
  for (; i + 4 <= length; i += 4) {
    const at = <usize>i << 2;
    const logit = v128.load(z + at);
    const target = v128.load(x + at);
    const y = loss == CROSS_ENTROPY ? sigmoidf4(logit) : logit;
    const error = f32x4.sub(y, target);
    if (derive) v128.store(d + at, f32x4.mul(f32x4.splat(scale), error));
    const square = f32x4.mul(error, error);
    squares = f64x2.add(squares, sumOfHalves(square));
    if (loss == CROSS_ENTROPY) total = f64x2.add(total, sumOfHalves(f32x4.sub(softplusf4(logit), f32x4.mul(target, logit))));
  }
  let restTotal: f64 = 0;
  let restSquares: f64 = 0;
  for (; i < length; i++) {
    const at = <usize>i << 2;
    const logit = f32x4.splat(load<f32>(z + at));
    const target = f32x4.splat(load<f32>(x + at));
    const y = loss == CROSS_ENTROPY ? sigmoidf4(logit) : logit;
    const error = f32x4.sub(y, target);
    if (derive) store<f32>(d + at, scale * f32x4.extract_lane(error, 0));
    restSquares += <f64>f32x4.extract_lane(f32x4.mul(error, error), 0);
    if (loss == CROSS_ENTROPY) restTotal += <f64>f32x4.extract_lane(f32x4.sub(softplusf4(logit), f32x4.mul(target, logit)), 0);
  }
  squaredError = f64x2.extract_lane(squares, 0) + f64x2.extract_lane(squares, 1) + restSquares;
  const entropy = f64x2.extract_lane(total, 0) + f64x2.extract_lane(total, 1) + restTotal;
  return (loss == CROSS_ENTROPY ? entropy : squaredError) / <f64>length;
}

// @ts-ignore: decorator
@inline
function sumOfHalves(x: v128): v128 {
  return f64x2.add(f64x2.promote_low_f32x4(x), f64x2.promote_low_f32x4(v128.shuffle<i32>(x, x, 2, 3, 0, 1)));
}

/** Gradient of the loss by all parameters, from the last delta back. */
export function backward(rows: i32): void {
  for (let l = layers - 1; l >= 0; l--) {
    const inputs = width(l);
    const outputs = width(l + 1);
    const d = pointer(deltas, l + 1);
    if (l < layers - 1) derive(d, pointer(activations, l + 1), rows * outputs, kind(l));
    const g = weightsOf(gradient, l);
    gemmTN(inputs, outputs, rows, pointer(activations, l), d, g, false);
    sumRows(g + ((<usize>inputs * outputs) << 2), d, rows, outputs);
    if (l > 0) gemmNT(rows, inputs, outputs, d, weightsOf(parameters, l), pointer(deltas, l), false);
  }
}

/** delta ·= derivative of the activation, told from its value. */
function derive(d: usize, a: usize, length: i32, activation: i32): void {
  const one = f32x4.splat(1);
  const zero = f32x4.splat(0);
  const end = <usize>length << 2;
  if (activation == LINEAR) return;
  for (let at: usize = 0; at < end; at += 16) {
    const y = v128.load(a + at);
    const delta = v128.load(d + at);
    let slope = one;
    if (activation == RELU) slope = v128.and(one, f32x4.gt(y, zero));
    else if (activation == LEAKY) slope = v128.bitselect(one, f32x4.splat(LEAK), f32x4.gt(y, zero));
    else if (activation == TANH) slope = f32x4.sub(one, f32x4.mul(y, y));
    else slope = f32x4.mul(y, f32x4.sub(one, y));
    v128.store(d + at, f32x4.mul(delta, slope));
  }
}

function sumRows(out: usize, d: usize, rows: i32, columns: i32): void {
  memory.fill(out, 0, <usize>columns << 2);
  for (let n = 0; n < rows; n++) {
    const row = d + ((<usize>n * columns) << 2);
    let j = 0;
    for (; j + 4 <= columns; j += 4) {
      const at = <usize>j << 2;
      v128.store(out + at, f32x4.add(v128.load(out + at), v128.load(row + at)));
    }
    for (; j < columns; j++) {
      const at = <usize>j << 2;
      store<f32>(out + at, load<f32>(out + at) + load<f32>(row + at));
    }
  }
}

/** Adam (Kingma & Ba 2015): rate is α / (1 − β1^t), root is √(1 − β2^t). */
export function adam(rate: f32, root: f32, beta1: f32, beta2: f32, epsilon: f32): void {
  const r = f32x4.splat(rate);
  const c = f32x4.splat(root);
  const b1 = f32x4.splat(beta1);
  const b2 = f32x4.splat(beta2);
  const n1 = f32x4.splat(1 - beta1);
  const n2 = f32x4.splat(1 - beta2);
  const e = f32x4.splat(epsilon);
  const end = <usize>count << 2;
  for (let at: usize = 0; at < end; at += 16) {
    const g = v128.load(gradient + at);
    const m = f32x4.add(f32x4.mul(b1, v128.load(firstMoment + at)), f32x4.mul(n1, g));
    const v = f32x4.add(f32x4.mul(b2, v128.load(secondMoment + at)), f32x4.mul(n2, f32x4.mul(g, g)));
    v128.store(firstMoment + at, m);
    v128.store(secondMoment + at, v);
    const step = f32x4.div(f32x4.mul(r, m), f32x4.add(f32x4.div(f32x4.sqrt(v), c), e));
    v128.store(parameters + at, f32x4.sub(v128.load(parameters + at), step));
  }
}

/** Stochastic gradient descent with momentum: velocity = momentum · velocity + gradient, parameters −= rate · velocity. */
export function descend(rate: f32, momentum: f32): void {
  const r = f32x4.splat(rate);
  const m = f32x4.splat(momentum);
  const end = <usize>count << 2;
  for (let at: usize = 0; at < end; at += 16) {
    const v = f32x4.add(f32x4.mul(m, v128.load(firstMoment + at)), v128.load(gradient + at));
    v128.store(firstMoment + at, v);
    v128.store(parameters + at, f32x4.sub(v128.load(parameters + at), f32x4.mul(r, v)));
  }
}
