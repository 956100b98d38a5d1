/**
 * A restricted Boltzmann machine in integers, as a file: safetensors. A weight or a bias is its integer times `scale`, so that what a unit is driven by is a sum of integers, which
 * is the same wherever it is added up.
 */
import { array } from "../../arrays.ts";
import { decodeSafetensors, encodeSafetensors } from "../../data/readers/safetensors/safetensors.ts";
import { ExperimentError } from "../../experiment/errors.ts";
import { limits } from "../../experiment/limits.ts";

/** Metadata "format" of a machine. */
export const RBM_FORMAT = "latente-rbm-int8/1";
const LARGEST = 127;
/** Biases reach further than weights; sums of so many stay far below 2^31. */
const LARGEST_BIAS = 2 ** 20;
const MOST_UNITS = 4096;

export interface RbmMachine {
  readonly visible: number;
  readonly hidden: number;
  /** hidden × visible, −127…127. */
  readonly weights: Int8Array;
  readonly visibleBias: Int32Array;
  readonly hiddenBias: Int32Array;
  /** Of the energy: E(v, h) = −scale · (b·v + c·h + h·W·v). */
  readonly scale: number;
}

/** Of weights visible × hidden, as the lab has them. */
export function quantisedMachine(
  weights: ArrayLike<number>,
  visibleBias: ArrayLike<number>,
  hiddenBias: ArrayLike<number>,
): RbmMachine {
  const [visible, hidden] = [visibleBias.length, hiddenBias.length];
  let most = 0;
  for (let i = 0; i < weights.length; i++) most = Math.max(most, Math.abs(weights[i]));
  // A power of two and a half of it would do as well; of a machine without weights any scale does.
  const scale = most > 0 ? most / LARGEST : 1;
  const whole = (x: number, bound: number) => Math.min(Math.max(Math.round(x / scale), -bound), bound);
  const own = new Int8Array(hidden * visible);
  for (let i = 0; i < visible; i++)
    for (let j = 0; j < hidden; j++) own[j * visible + i] = whole(weights[i * hidden + j], LARGEST);
  const biases = (values: ArrayLike<number>) => Int32Array.from(values, (bias) => whole(bias, LARGEST_BIAS));
  return { visible, hidden, weights: own, visibleBias: biases(visibleBias), hiddenBias: biases(hiddenBias), scale };
}

export function encodeMachine(machine: RbmMachine): Uint8Array<ArrayBuffer> {
  const { visible, hidden, weights, visibleBias, hiddenBias, scale } = machine;
  return encodeSafetensors(
    {
      weights: array(weights, [hidden, visible]),
      visibleBias: array(visibleBias),
      hiddenBias: array(hiddenBias),
      scale: array(Float64Array.of(scale)),
    },
    { format: RBM_FORMAT },
  );
}

/** Reads a machine strictly. Throws an ExperimentError at `path`. */
export function parseMachine(bytes: Uint8Array, path = "weights"): RbmMachine {
  const { arrays, metadata } = decodeSafetensors(bytes, path, limits.weights);
  const fail = (reason: string): never => {
    throw new ExperimentError(path, "not-a-model", `${path} is not a usable model: ${reason}`, { reason });
  };
  if (metadata.format !== RBM_FORMAT)
    fail(`its format is ${String(metadata.format).slice(0, 40)} (must be ${RBM_FORMAT})`);
  const { weights, visibleBias, hiddenBias, scale } = arrays;
  if (
    !(weights?.values instanceof Int8Array) ||
    !(visibleBias?.values instanceof Int32Array) ||
    !(hiddenBias?.values instanceof Int32Array) ||
    !(scale?.values instanceof Float64Array) ||
    scale.values.length !== 1
  )
    return fail("weights, visibleBias, hiddenBias and scale must be there, of their types");
  const [hidden, visible] = weights.shape;
  if (weights.shape.length !== 2 || visibleBias.values.length !== visible || hiddenBias.values.length !== hidden)
    fail(`weights have shape [${weights.shape.join(", ")}] (must be the numbers of hidden and visible biases)`);
  if (Math.max(hidden, visible) > MOST_UNITS)
    fail(`${Math.max(hidden, visible)} units on a side (must be at most ${MOST_UNITS})`);
  const biases = [...visibleBias.values, ...hiddenBias.values];
  const large = biases.find((bias) => Math.abs(bias) > LARGEST_BIAS);
  if (large !== undefined) fail(`it has a bias ${large} (must be within ±${LARGEST_BIAS})`);
  const [own] = scale.values;
  if (!(own > 0 && own < 1e6)) fail(`its scale is ${own} (must be above 0, and below 1000000)`);
  return {
    visible,
    hidden,
    weights: weights.values,
    visibleBias: visibleBias.values,
    hiddenBias: hiddenBias.values,
    scale: own,
  };
}
