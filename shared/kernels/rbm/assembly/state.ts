/**
 * The machine of a module instance: sizes, parameters, minibatch and scratch. Visible i and hidden j; W is stored twice, by visible rows (H floats
 * padded to HP) and by hidden rows (V padded to VP), since both directions add rows of active units.
 */
import { fillUniform32 } from "../../../random/assembly/distributions";
import { alloc } from "../../../wasm/lib/memory";
import { fold } from "../../../random/assembly/philox";
import { NEVER } from "./units";

export let V: i32 = 0;
export let H: i32 = 0;
export let VP: i32 = 0;
export let HP: i32 = 0;
export let B: i32 = 0;

export let weights: usize = 0; // VP × HP
export let visibleBias: usize = 0; // VP
export let hiddenBias: usize = 0; // HP
export let weightsVelocity: usize = 0;
export let visibleVelocity: usize = 0;
export let hiddenVelocity: usize = 0;
export let transposed: usize = 0; // HP × VP

/** Minibatch: active visible units of each row (V uint32 a row), their number, and hidden probabilities (HP floats a row). */
export let positive: usize = 0;
export let positiveCount: usize = 0;
export let positiveHidden: usize = 0;
export let negative: usize = 0;
export let negativeCount: usize = 0;
export let negativeHidden: usize = 0;

export let uniforms: usize = 0;
export let input: usize = 0;
export let p: usize = 0;
export let hiddenOn: usize = 0;
/** For data and for chains: rows of the batch in which each visible unit is on (V × B uint32), and their number. */
export let dataLists: usize = 0;
export let dataCounts: usize = 0;
export let chainLists: usize = 0;
export let chainCounts: usize = 0;
export let zeros: usize = 0; // HP
/** Visible biases of the base-rate machine of annealed importance sampling. */
export let baseBias: usize = 0; // VP

/** What random numbers are drawn for: the first word that the key of a step is folded with. */
export const BINARISE: u32 = 1;
export const HIDDEN: u32 = 2;
export const VISIBLE: u32 = 3;
export const RECONSTRUCTION: u32 = 4;

export function setUp(visible: i32, hidden: i32, batch: i32): void {
  V = visible;
  H = hidden;
  B = batch;
  VP = (V + 3) & ~3;
  HP = (H + 3) & ~3;
  const matrix = <usize>VP * HP * 4;
  weights = alloc(matrix);
  transposed = alloc(matrix);
  weightsVelocity = alloc(matrix);
  visibleBias = alloc(VP * 4);
  hiddenBias = alloc(HP * 4);
  visibleVelocity = alloc(VP * 4);
  hiddenVelocity = alloc(HP * 4);
  for (let i = V; i < VP; i++) store<f32>(visibleBias + (<usize>i << 2), NEVER);
  for (let j = H; j < HP; j++) store<f32>(hiddenBias + (<usize>j << 2), NEVER);
  positive = alloc(<usize>B * V * 4);
  negative = alloc(<usize>B * V * 4);
  positiveCount = alloc(B * 4);
  negativeCount = alloc(B * 4);
  positiveHidden = alloc(<usize>B * HP * 4);
  negativeHidden = alloc(<usize>B * HP * 4);
  const widest = VP > HP ? VP : HP;
  uniforms = alloc(widest * 4);
  input = alloc(widest * 4);
  p = alloc(widest * 4);
  hiddenOn = alloc(HP * 4);
  dataLists = alloc(<usize>V * B * 4);
  dataCounts = alloc(V * 4);
  chainLists = alloc(<usize>V * B * 4);
  chainCounts = alloc(V * 4);
  zeros = alloc(widest * 4);
  baseBias = alloc(VP * 4);
  for (let i = V; i < VP; i++) store<f32>(baseBias + (<usize>i << 2), NEVER);
}

// @ts-ignore: decorator
@inline
export function list(lists: usize, n: i32): usize {
  return lists + ((<usize>n * V) << 2);
}
// @ts-ignore: decorator
@inline
export function count(counts: usize, n: i32): i32 {
  return load<i32>(counts + (<usize>n << 2));
}
// @ts-ignore: decorator
@inline
export function uniformsOf(k0: u32, k1: u32, what: u32, a: u32, b: u32, length: i32): void {
  const key = fold(k0, k1, what, a, b);
  fillUniform32(uniforms, length, <u32>key, <u32>(key >> 32), 0);
}
// @ts-ignore: decorator
@inline
export function row(rows: usize, n: i32, width: i32): usize {
  return rows + ((<usize>n * width) << 2);
}
