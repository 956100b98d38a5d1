/** The twin of shared/kernels/softmax/scalar.ts. Rows of the model are `width` float32, a multiple of four. */
import { log } from "../../../math/assembly/elementary";
import { expf, expf4, sigmoidf, softplusf } from "../../../math/assembly/elementary4";
import { uniform } from "../../../random/assembly/distributions";

const IMPORTANCE = 0;
const UNCORRECTED = 2;
const NCE = 3;

let words = 0;
/** Bytes of a row. */
let stride: usize = 0;
export let contexts: usize = 0;
export let outputs: usize = 0;
export let biases: usize = 0;
export let accept: usize = 0;
export let alias: usize = 0;
export let logQ: usize = 0;
/** One float32 per word, then per drawn word, with room up to a whole vector. */
let scores: usize = 0;
let drawn: usize = 0;
let room = 0;
let hidden: usize = 0;
let gradient: usize = 0;
let top: f32 = 0;

export function setUp(givenWords: i32, width: i32): void {
  words = givenWords;
  stride = <usize>width << 2;
  contexts = heap.alloc(<usize>words * stride);
  outputs = heap.alloc(<usize>words * stride);
  biases = heap.alloc(<usize>words << 2);
  accept = heap.alloc(<usize>words << 3);
  alias = heap.alloc(<usize>words << 2);
  logQ = heap.alloc(<usize>words << 2);
  scores = heap.alloc((<usize>words + 3) << 2);
  hidden = heap.alloc(stride);
  gradient = heap.alloc(stride);
}

@inline
function rowOf(table: usize, w: i32): usize {
  return table + <usize>w * stride;
}

function readHidden(context: i32): void {
  memory.copy(hidden, rowOf(contexts, context), stride);
  memory.fill(gradient, 0, stride);
}

@inline
function score(w: i32): f32 {
  const row = rowOf(outputs, w);
  let sums = f32x4.splat(0);
  for (let j: usize = 0; j < stride; j += 16) sums = f32x4.add(sums, f32x4.mul(v128.load(row + j), v128.load(hidden + j)));
  const first = f32x4.extract_lane(sums, 0) + f32x4.extract_lane(sums, 1);
  const second = f32x4.extract_lane(sums, 2) + f32x4.extract_lane(sums, 3);
  return first + second + load<f32>(biases + (<usize>w << 2));
}

@inline
function gather(w: i32, slope: f32): void {
  const row = rowOf(outputs, w);
  const factor = f32x4.splat(slope);
  for (let j: usize = 0; j < stride; j += 16)
    v128.store(gradient + j, f32x4.add(v128.load(gradient + j), f32x4.mul(factor, v128.load(row + j))));
}

@inline
function move(w: i32, step: f32): void {
  const row = rowOf(outputs, w);
  const factor = f32x4.splat(step);
  for (let j: usize = 0; j < stride; j += 16)
    v128.store(row + j, f32x4.sub(v128.load(row + j), f32x4.mul(factor, v128.load(hidden + j))));
  const bias = biases + (<usize>w << 2);
  store<f32>(bias, load<f32>(bias) - step);
}

/** `gather`, then `move`, with the row read once. */
@inline
function gatherAndMove(w: i32, slope: f32, step: f32): void {
  const row = rowOf(outputs, w);
  const share = f32x4.splat(slope);
  const factor = f32x4.splat(step);
  for (let j: usize = 0; j < stride; j += 16) {
    const own = v128.load(row + j);
    v128.store(gradient + j, f32x4.add(v128.load(gradient + j), f32x4.mul(share, own)));
    v128.store(row + j, f32x4.sub(own, f32x4.mul(factor, v128.load(hidden + j))));
  }
  const bias = biases + (<usize>w << 2);
  store<f32>(bias, load<f32>(bias) - step);
}

@inline
function moveContext(context: i32, rate: f32): void {
  const row = rowOf(contexts, context);
  const factor = f32x4.splat(rate);
  for (let j: usize = 0; j < stride; j += 16)
    v128.store(row + j, f32x4.sub(v128.load(row + j), f32x4.mul(factor, v128.load(gradient + j))));
}

/** Leaves e^(s − top) of all words in `scores`; returns their sum. */
function exponentials(context: i32): f64 {
  readHidden(context);
  for (let w = 0; w < words; w++) store<f32>(scores + (<usize>w << 2), score(w));
  top = load<f32>(scores);
  for (let w = 1; w < words; w++) {
    const s = load<f32>(scores + (<usize>w << 2));
    if (s > top) top = s;
  }
  for (let w = words; (w & 3) != 0; w++) store<f32>(scores + (<usize>w << 2), -Infinity);
  let low = f64x2.splat(0);
  let high = f64x2.splat(0);
  const end = scores + (<usize>words << 2);
  const shift = f32x4.splat(top);
  for (let at = scores; at < end; at += 16) {
    const e = expf4(f32x4.sub(v128.load(at), shift));
    v128.store(at, e);
    low = f64x2.add(low, f64x2.promote_low_f32x4(e));
    high = f64x2.add(high, f64x2.promote_low_f32x4(v128.shuffle<i64>(e, e, 1, 1)));
  }
  return f64x2.extract_lane(low, 0) + f64x2.extract_lane(low, 1) + (f64x2.extract_lane(high, 0) + f64x2.extract_lane(high, 1));
}

@inline
function lossOf(total: f64, own: f32): f64 {
  return log(total) + (<f64>top - <f64>own);
}

export function loss(context: i32, word: i32): f64 {
  const total = exponentials(context);
  return lossOf(total, score(word));
}

export function full(context: i32, word: i32, rate: f32): f64 {
  const total = exponentials(context);
  const found = lossOf(total, score(word));
  const share = <f32>(1 / total);
  for (let w = 0; w < words; w++) {
    let slope: f32 = load<f32>(scores + (<usize>w << 2)) * share;
    if (w == word) slope -= 1;
    gatherAndMove(w, slope, rate * slope);
  }
  moveContext(context, rate);
  return found;
}

@inline
function drawWord(k0: u32, k1: u32, index: i32): i32 {
  const place = uniform(k0, k1, index) * <f64>words;
  const i = <i32>floor(place);
  return place - <f64>i < load<f64>(accept + (<usize>i << 3)) ? i : load<i32>(alias + (<usize>i << 2));
}

@inline
function corrected(w: i32, s: f32, logN: f32): f32 {
  return s - load<f32>(logQ + (<usize>w << 2)) - logN;
}

/** Where the slopes of the drawn words stand. */
let slopes: usize = 0;
/** Of the right word. */
let own: f32 = 0;

@inline
function wordAt(i: i32): i32 {
  return load<i32>(drawn + (<usize>i << 2));
}

@inline
function slopeAt(i: i32): usize {
  return slopes + (<usize>i << 2);
}

function noiseContrast(word: i32, samples: i32, logN: f32): f64 {
  const right = corrected(word, score(word), logN);
  let found: f64 = softplusf(-right);
  for (let i = 0; i < samples; i++) {
    const w = wordAt(i);
    const s = corrected(w, score(w), logN);
    found += softplusf(s);
    store<f32>(slopeAt(i), sigmoidf(s));
  }
  own = sigmoidf(right) - 1;
  return found;
}

function sampledSoftmax(method: i32, word: i32, samples: i32, logN: f32): f64 {
  const right = score(word);
  const isOwnIn = method != IMPORTANCE;
  let most: f32 = isOwnIn ? right : -Infinity;
  for (let i = 0; i < samples; i++) {
    const w = wordAt(i);
    let s: f32 = -Infinity;
    if (!isOwnIn || w != word) s = method == UNCORRECTED ? score(w) : corrected(w, score(w), logN);
    if (s > most) most = s;
    store<f32>(slopeAt(i), s);
  }
  let total: f64 = isOwnIn ? expf(right - most) : 0;
  for (let i = 0; i < samples; i++) {
    const s = load<f32>(slopeAt(i));
    const e: f32 = s == -Infinity ? 0 : expf(s - most);
    total += e;
    store<f32>(slopeAt(i), e);
  }
  const share = <f32>(1 / total);
  own = isOwnIn ? expf(right - most) * share - 1 : -1;
  for (let i = 0; i < samples; i++) store<f32>(slopeAt(i), load<f32>(slopeAt(i)) * share);
  return log(total) + (<f64>most - <f64>right);
}

export function sampled(method: i32, context: i32, word: i32, samples: i32, rate: f32, k0: u32, k1: u32): f64 {
  if (samples > room) {
    room = samples;
    drawn = heap.alloc(<usize>room << 2);
    slopes = heap.alloc(<usize>room << 2);
  }
  readHidden(context);
  for (let i = 0; i < samples; i++) store<i32>(drawn + (<usize>i << 2), drawWord(k0, k1, i));
  const logN = <f32>log(<f64>samples);
  const found = method == NCE ? noiseContrast(word, samples, logN) : sampledSoftmax(method, word, samples, logN);
  gather(word, own);
  for (let i = 0; i < samples; i++) gather(wordAt(i), load<f32>(slopeAt(i)));
  move(word, rate * own);
  for (let i = 0; i < samples; i++) move(wordAt(i), rate * load<f32>(slopeAt(i)));
  moveContext(context, rate);
  return found;
}
