/**
 * Annealing of many chains on a GPU: the invocations of a workgroup share the units of a chain, or of several where these have few, so that weights are read side by
 * side. They do many sweeps in one dispatch. Inputs are added up, and units drawn, as by the machine on the processor (`scalar.ts`): where a device rounds
 * + and × one by one, binary states are the same.
 */
import { LOG1P } from "../../../math/constants32.ts";
import type { Key } from "../../../random/key.ts";
import { horner, literal } from "../../../webgpu/literal.ts";
import { included } from "../../../webgpu/snippets/index.ts";
import { firstVisible } from "../leading.ts";
import { STREAM } from "../machine.ts";

export interface AnnealingSizes {
  readonly visible: number;
  readonly hidden: number;
  readonly chains: number;
  readonly gaussian: boolean;
  /** Sweeps whose temperatures and gains the memory holds. */
  readonly rows: number;
}

/** Numbers of a dispatch, as `Call` has them. */
export interface CallNumbers {
  /** Of the first sweep: where its random numbers are, and its row. */
  readonly step: number;
  readonly row: number;
  readonly sweeps: number;
  /** Chains [first, end). */
  readonly first: number;
  readonly end: number;
  readonly key: Key;
}
export const CALL_BYTES = 256;
/** Invocations of a workgroup. */
const LANES = 64;

/** Chains that a workgroup has: so many invocations for each as it has units on a side, rounded up to a power of two. */
export function chainsPerGroup({ visible, hidden }: Pick<AnnealingSizes, "visible" | "hidden">): number {
  let each = 1;
  while (each < Math.max(visible, hidden) && each < LANES) each *= 2;
  return LANES / each;
}

/** First floats of what lies in the memory of the chains (`states`: chains × visible, `hidden`: chains × hidden, `gains`: rows × chains). */
export interface MemoryPlaces {
  readonly states: number;
  readonly hidden: number;
  /** Of each row four numbers: β before and after, what is left from β after to 1, the difference. */
  readonly betas: number;
  readonly gains: number;
  readonly size: number;
}

/**
 * And in what is given: the weights twice, row by row (visible × hidden) and turned. Precisions are 1/σ², of Gaussian units alone. Where visible units are
 * binary, the rows and the hidden biases are int32 in steps, and `sizes` has the size of a step of each hidden unit.
 */
export interface GivenPlaces {
  readonly weights: number;
  readonly turned: number;
  readonly hiddenBias: number;
  readonly sizes: number;
  readonly visibleBias: number;
  readonly baseBias: number;
  readonly precision: number;
  readonly basePrecision: number;
  readonly size: number;
}

export interface AnnealingShader {
  readonly memory: MemoryPlaces;
  readonly given: GivenPlaces;
  readonly code: string;
}

export function annealingShader(sizes: AnnealingSizes): AnnealingShader {
  const memory = memoryPlaces(sizes);
  const given = givenPlaces(sizes);
  return { memory, given, code: codeOf(sizes, memory, given) };
}

function memoryPlaces({ visible, hidden, chains, rows }: AnnealingSizes): MemoryPlaces {
  const take = taker();
  const places = {
    states: take(chains * visible),
    hidden: take(chains * hidden),
    betas: take(4 * rows),
    gains: take(rows * chains),
  };
  return { ...places, size: take(0) };
}

function givenPlaces({ visible, hidden, gaussian }: AnnealingSizes): GivenPlaces {
  const take = taker();
  const places = {
    weights: take(visible * hidden),
    turned: take(visible * hidden),
    hiddenBias: take(hidden),
    sizes: take(gaussian ? 0 : hidden),
    visibleBias: take(visible),
    baseBias: take(visible),
    precision: take(gaussian ? visible : 0),
    basePrecision: take(gaussian ? visible : 0),
  };
  return { ...places, size: take(0) };
}

function taker(): (floats: number) => number {
  let size = 0;
  return (floats) => {
    size += floats;
    return size - floats;
  };
}

/** What units of a kind do, with `i`, the state `v` and, where it is drawn, the input `x` and the sweep's `key` in scope. */
interface UnitCode {
  /** The input `x` of hidden unit j. */
  readonly input: string;
  /** What it contributes to log p* beside the hidden units, less the same of the base. */
  readonly gain: string;
  readonly draw: string;
}

function codeOf(sizes: AnnealingSizes, at: MemoryPlaces, of: GivenPlaces) {
  const { visible: V, hidden: H, chains: C, gaussian } = sizes;
  const together = chainsPerGroup(sizes);
  const each = LANES / together;
  const own = (place: number) => `number(${place}u + i)`;
  const units: UnitCode = gaussian
    ? {
        input: `var x = number(${of.hiddenBias}u + j);
      for (var i = 0u; i < ${V}u; i++) {
        let v = memory[state + i];
        x += (v * ${own(of.precision)}) * number(${of.weights}u + i * ${H}u + j);
      }`,
        gain: `0.5f * ((${own(of.basePrecision)} * (v - ${own(of.baseBias)})) * (v - ${own(of.baseBias)}) - (${own(of.precision)} * (v - ${own(of.visibleBias)})) * (v - ${own(of.visibleBias)}))`,
        draw: `let ofBase = beta.rest * ${own(of.basePrecision)};
      let ofOwn = beta.to * ${own(of.precision)};
      let sum = ofBase + ofOwn;
      let mean = (ofBase * ${own(of.baseBias)}) / sum + (ofOwn / sum) * x;
      memory[state + i] = mean + (1f / sqrt(sum)) * normal32(noise, vec2u(i, 0u));`,
      }
    : {
        input: `var steps = bitcast<i32>(given[${of.hiddenBias}u + j]);
      for (var i = 0u; i < ${V}u; i++) {
        steps += select(0i, bitcast<i32>(given[${of.weights}u + i * ${H}u + j]), memory[state + i] != 0f);
      }
      let x = f32(steps) * number(${of.sizes}u + j);`,
        gain: `v * (${own(of.visibleBias)} - ${own(of.baseBias)})`,
        draw: `memory[state + i] = drawn(sigmoidf(beta.rest * ${own(of.baseBias)} + beta.to * x), key, chain, ${firstVisible(H)}u + i);`,
      };
  return `${included(["softplusf", "sigmoidf", "expm1f", "expMinusAbsf", "foldIn", ...(gaussian ? (["normal32"] as const) : [])])}
struct Call { step: u32, row: u32, sweeps: u32, first: u32, end: u32, low: u32, high: u32 }
@group(0) @binding(0) var<storage, read_write> memory: array<f32>;
@group(0) @binding(1) var<storage, read> given: array<u32>;
@group(0) @binding(2) var<uniform> call: Call;
var<workgroup> found: array<f32, ${LANES}>;
fn number(at: u32) -> f32 { return bitcast<f32>(given[at]); }
${FUNCTIONS}
/** Of the invocations of a chain, as a tree whose shape is fixed. */
fn total(x: f32, lane: u32) -> f32 {
  workgroupBarrier();
  found[lane] = x;
  for (var half = ${each / 2}u; half > 0u; half = half / 2u) {
    workgroupBarrier();
    if (lane % ${each}u < half) { found[lane] = found[lane] + found[lane + half]; }
  }
  return found[lane];
}
@compute @workgroup_size(${LANES})
fn main(@builtin(workgroup_id) group: vec3u, @builtin(local_invocation_index) invocation: u32) {
  let chain = call.first + group.x * ${together}u + invocation / ${each}u;
  let lane = invocation % ${each}u;
  // Those of no chain have no units, and go along to the barriers.
  let isOne = chain < call.end;
  let visibles = select(0u, ${V}u, isOne);
  let hiddens = select(0u, ${H}u, isOne);
  let state = ${at.states}u + chain * ${V}u;
  let above = ${at.hidden}u + chain * ${H}u;
  for (var s = 0u; s < call.sweeps; s++) {
    let row = call.row + s;
    let beta = betaAt(${at.betas}u + 4u * row);
    var gain = 0f;
    let key = foldIn(vec2u(call.low, call.high), ${STREAM.sweep}u, call.step + s, 0u);
    for (var j = lane; j < hiddens; j += ${each}u) {
      ${units.input}
      gain += grown(x, beta);
      memory[above + j] = drawn(hiddenProbability(beta.to * x), key, chain, j);
    }
    for (var i = lane; i < visibles; i += ${each}u) {
      let v = memory[state + i];
      gain += beta.change * (${units.gain});
    }
    gain = total(gain, invocation);
    if (isOne && lane == 0u) { memory[${at.gains}u + row * ${C}u + chain] = gain; }
    storageBarrier();
    ${gaussian ? `let noise = foldIn(vec2u(call.low, call.high), ${STREAM.visible}u, call.step + s, chain);` : ""}
    for (var i = lane; i < visibles; i += ${each}u) {
      var x = number(${of.visibleBias}u + i);
      for (var j = 0u; j < ${H}u; j++) { x += memory[above + j] * number(${of.turned}u + j * ${V}u + i); }
      ${units.draw}
    }
    storageBarrier();
  }
}`;
}

/**
 * `grown`: log(1 + e^(to x)) − log(1 + e^(from x)) = log1p(σ(from x) · (e^((to − from) x) − 1)), to the last digits of the difference, of which thousands are summed;
 * where it is large, as it stands. `drawn`: a unit of a sweep, as `../leading.ts` says.
 */
const FUNCTIONS = `struct Beta { start: f32, to: f32, rest: f32, change: f32 }
fn betaAt(at: u32) -> Beta { return Beta(memory[at], memory[at + 1u], memory[at + 2u], memory[at + 3u]); }
fn grown(x: f32, beta: Beta) -> f32 {
  let by = beta.change * x;
  if (isNaN(by) || abs(by) > 0.5f) { return softplusf(beta.to * x) - softplusf(beta.start * x); }
  let y = sigmoidf(beta.start * x) * expm1f(by);
  let s = y / (2f + y);
  let z = s * s;
  return (s + s) + (s * z) * ${horner(LOG1P, "z")};
}
fn hiddenProbability(x: f32) -> f32 {
  let e = expMinusAbsf(x);
  return select(1f, e, x < 0f) / (1f + e);
}
fn drawn(p: f32, key: vec2u, chain: u32, unit: u32) -> f32 {
  if (isNaN(p)) { return 0f; }
  let lead = (philox(vec4u(unit >> 4u, chain, 0u, 0u), key)[(unit >> 2u) & 3u] >> (8u * (unit & 3u))) & 255u;
  if (f32(lead) + 1f <= 256f * p) { return 1f; }
  if (f32(lead) >= 256f * p) { return 0f; }
  let rest = (philox(vec4u(unit >> 3u, chain, 1u, 0u), key)[(unit >> 1u) & 3u] >> (16u * (unit & 1u))) & 65535u;
  return select(0f, 1f, f32((lead << 16u) | rest) * ${literal(2 ** -24)} < p);
}`;
