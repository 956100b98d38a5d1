/**
 * The memory of the one machine of a module instance. Visible i and hidden j; W is stored twice, by visible rows (H floats padded to HP) and by hidden
 * rows (V padded to VP), since both directions add rows. Visible units are binary, and a row of states is the list of those that are on; or Gaussian,
 * and it is VP floats.
 */
import { fillUniform32 } from "../../../random/assembly/distributions";
import { fold } from "../../../random/assembly/philox";
import { alloc } from "../../../wasm/lib/memory";
import { NEVER } from "./units";

export let V: i32 = 0;
export let H: i32 = 0;
export let VP: i32 = 0;
export let HP: i32 = 0;
/** Rows of the minibatch. */
export let B: i32 = 0;
/** Visible units are real numbers with noise of their own, not 0 or 1. */
export let gaussian: bool = false;
/** Words of four bytes between two rows of states. */
export let stride: i32 = 0;

export let weights: usize = 0; // VP × HP
export let visibleBias: usize = 0; // VP
export let hiddenBias: usize = 0; // HP
export let weightsVelocity: usize = 0;
export let visibleVelocity: usize = 0;
export let hiddenVelocity: usize = 0;
export let transposed: usize = 0; // HP × VP

/** Of Gaussian units: log σ² and its velocity, 1/σ² and σ (VP each). */
export let logVariance: usize = 0;
export let varianceVelocity: usize = 0;
export let precision: usize = 0;
export let deviation: usize = 0;

/** Minibatch and chains: states of each row (stride words each), how many units are on, and hidden probabilities (HP floats per row). */
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
/** Of Gaussian units: v / σ² of a row, and what their variances follow (V float64). */
export let scaled: usize = 0; // VP
export let interactions: usize = 0;
/** For data and for chains: rows of the batch in which each visible unit is on (V × B uint32), and their number. */
export let dataLists: usize = 0;
export let dataCounts: usize = 0;
export let chainLists: usize = 0;
export let chainCounts: usize = 0;
export let zeros: usize = 0; // the wider of VP and HP

/** Visible biases of the base-rate machine, at which annealing and tempering begin; of Gaussian units the logarithms of its variances too. */
export let baseBias: usize = 0; // VP
export let baseLogVariance: usize = 0;

/** What the chains of the negative phase are drawn with: the machine itself, or the machine and its fast weights. */
export let chainWeights: usize = 0;
export let chainTransposed: usize = 0;
export let chainVisibleBias: usize = 0;
export let chainHiddenBias: usize = 0;
/** Fast weights and biases; 0 where there are none. */
export let fastWeights: usize = 0;
export let fastVisibleBias: usize = 0;
export let fastHiddenBias: usize = 0;

/** What random numbers are drawn for: the first word that the key of a step is folded with. */
export const BINARISE: u32 = 1;
export const HIDDEN: u32 = 2;
export const VISIBLE: u32 = 3;
export const RECONSTRUCTION: u32 = 4;

/** Room for a machine of so many units, a minibatch of `batch` rows and `chains` chains, at least as many. */
export function setUp(visible: i32, hidden: i32, batch: i32, chains: i32, real: bool): void {
  V = visible;
  H = hidden;
  B = batch;
  VP = (V + 3) & ~3;
  HP = (H + 3) & ~3;
  gaussian = real;
  stride = VP;
  const matrix = <usize>VP * HP * 4;
  weights = alloc(matrix);
  transposed = alloc(matrix);
  weightsVelocity = alloc(matrix);
  visibleBias = alloc(VP * 4);
  hiddenBias = alloc(HP * 4);
  visibleVelocity = alloc(VP * 4);
  hiddenVelocity = alloc(HP * 4);
  baseBias = alloc(VP * 4);
  never(hiddenBias, H, HP);
  positive = alloc(<usize>B * stride * 4);
  negative = alloc(<usize>chains * stride * 4);
  positiveCount = alloc(B * 4);
  negativeCount = alloc(chains * 4);
  positiveHidden = alloc(<usize>B * HP * 4);
  negativeHidden = alloc(<usize>chains * HP * 4);
  const widest = VP > HP ? VP : HP;
  uniforms = alloc(widest * 4);
  input = alloc(widest * 4);
  p = alloc(widest * 4);
  hiddenOn = alloc(HP * 4);
  zeros = alloc(widest * 4);
  if (real) setUpGaussian();
  else setUpBinary();
  chainWeights = weights;
  chainTransposed = transposed;
  chainVisibleBias = visibleBias;
  chainHiddenBias = hiddenBias;
}

function setUpBinary(): void {
  never(visibleBias, V, VP);
  never(baseBias, V, VP);
  dataLists = alloc(<usize>V * B * 4);
  dataCounts = alloc(V * 4);
  chainLists = alloc(<usize>V * B * 4);
  chainCounts = alloc(V * 4);
}

function setUpGaussian(): void {
  logVariance = alloc(VP * 4);
  varianceVelocity = alloc(VP * 4);
  precision = alloc(VP * 4);
  deviation = alloc(VP * 4);
  scaled = alloc(VP * 4);
  interactions = alloc(VP * 8);
  baseLogVariance = alloc(VP * 4);
}

/** Room for fast weights, zero at first: from now on the chains of the negative phase are drawn with them added. */
export function setUpFast(): void {
  const matrix = <usize>VP * HP * 4;
  fastWeights = alloc(matrix);
  fastVisibleBias = alloc(VP * 4);
  fastHiddenBias = alloc(HP * 4);
  chainWeights = alloc(matrix);
  chainTransposed = alloc(matrix);
  chainVisibleBias = alloc(VP * 4);
  chainHiddenBias = alloc(HP * 4);
}

/** Units of the padding are never on. */
function never(bias: usize, units: i32, width: i32): void {
  for (let i = units; i < width; i++) store<f32>(bias + (<usize>i << 2), NEVER);
}

@inline
export function list(lists: usize, n: i32): usize {
  return lists + ((<usize>n * stride) << 2);
}
@inline
export function count(counts: usize, n: i32): i32 {
  return load<i32>(counts + (<usize>n << 2));
}
@inline
export function row(rows: usize, n: i32, width: i32): usize {
  return rows + ((<usize>n * width) << 2);
}
@inline
export function uniformsOf(k0: u32, k1: u32, what: u32, a: u32, b: u32, length: i32): void {
  const key = fold(k0, k1, what, a, b);
  fillUniform32(uniforms, length, <u32>key, <u32>(key >> 32), 0);
}
