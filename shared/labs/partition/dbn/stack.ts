/** The stack as arrays: what its machines are called, and what goes up and down through them. */
import { type Arrays, array, type NDArray } from "../../../arrays.ts";
import type { Parameters } from "../../../kernels/rbm/machine.ts";
import { exp, logSumExp, sigmoid, softplus } from "../../../math/index.ts";
import type { Fold } from "../../fold.ts";
import { nameOf } from "../../nets/trainings.ts";

/** The training of a layer, counted from 0, of one of the stacks: "rbm1", "rbm2", …; of the others "rbm1.1", …. */
export const layerTask = (layer: number, repeat: number) => nameOf(`rbm${layer + 1}`, repeat);

export const SIDES = ["pretrained", "random"] as const;
/** Where a net begins. */
export type Side = (typeof SIDES)[number];
export const netTask = (side: Side, repeat: number) => nameOf(side, repeat);

export function parametersFrom({ weights, visibleBias, hiddenBias }: Arrays): Parameters {
  return {
    weights: weights.values as Float32Array,
    visibleBias: visibleBias.values as Float32Array,
    hiddenBias: hiddenBias.values as Float32Array,
  };
}

/** The machines of the first stack as far as they are known whole, the one under way too. */
export function machinesOf(fold: Fold, layers: number): readonly Arrays[] {
  const found: Arrays[] = [];
  for (let l = 0; l < layers; l++) {
    const { weights, visibleBias, hiddenBias } = {
      ...fold.output(layerTask(l, 0)),
      ...fold.snapshot(layerTask(l, 0)),
    };
    if (!weights || !visibleBias || !hiddenBias || weights.shape[1] !== hiddenBias.values.length) break;
    found.push({ weights, visibleBias, hiddenBias });
  }
  return found;
}

/** Weights of the net that a stack becomes: layer l is machine l upwards. `layer<l>.weights`, `layer<l>.bias`. */
export function netWeights(machines: readonly Arrays[]): Arrays {
  return Object.fromEntries(
    machines.flatMap(({ weights, hiddenBias }, l) => [
      [`layer${l}.weights`, weights],
      [`layer${l}.bias`, hiddenBias],
    ]),
  );
}

/** Probabilities of the hidden units given those of the visible ones (mean field), in doubles. */
export function upward(machine: Arrays, below: ArrayLike<number>): Float64Array {
  return inputsOf(machine, below).map(sigmoid);
}

/** c + Wᵀ v, in doubles; of units that `below` does not reach nothing is added. */
function inputsOf({ weights, hiddenBias }: Arrays, below: ArrayLike<number>): Float64Array {
  const hidden = hiddenBias.values.length;
  const sums = Float64Array.from(hiddenBias.values);
  for (let i = 0; i < below.length; i++) {
    const on = below[i];
    if (on !== 0) for (let j = 0; j < hidden; j++) sums[j] += on * weights.values[i * hidden + j];
  }
  return sums;
}

/** The same of the visible units given those of the hidden ones; what `above` has after these, labels, is none of them. */
export function downward({ weights, visibleBias, hiddenBias }: Arrays, above: ArrayLike<number>): Float64Array {
  const hidden = hiddenBias.values.length;
  return Float64Array.from(visibleBias.values, (bias, i) => {
    let sum = bias;
    for (let j = 0; j < hidden; j++) sum += weights.values[i * hidden + j] * above[j];
    return sigmoid(sum);
  });
}

/**
 * What comes back of a row that goes up through the first `depth` machines and down again, by mean field. Where the last machine of the stack sees `classes` labels, it is
 * given the probabilities that it itself has for them.
 */
export function roundTrip(
  machines: readonly Arrays[],
  row: ArrayLike<number>,
  depth: number,
  classes = 0,
): Float64Array {
  const own = machines.slice(0, depth);
  const top = own[depth - 1];
  const below = own.slice(0, -1).reduce<ArrayLike<number>>((under, machine) => upward(machine, under), row);
  const isLabelled = classes > 0 && depth === machines.length;
  const seen = isLabelled ? Float64Array.of(...Array.from(below), ...labelProbabilities(top, below, classes)) : below;
  const back = own.reduceRight<ArrayLike<number>>((above, machine) => downward(machine, above), upward(top, seen));
  return (back as Float64Array).slice(0, row.length);
}

/**
 * p(class | below) of a machine that sees `classes` labels, one of them on, after the units below: by the free energy with each label in turn
 * (Hinton, Osindero & Teh 2006, §7). `below`: states or probabilities of those units.
 */
export function labelProbabilities(machine: Arrays, below: ArrayLike<number>, classes: number): Float64Array {
  const { weights, visibleBias, hiddenBias } = machine;
  const hidden = hiddenBias.values.length;
  const first = visibleBias.values.length - classes;
  const inputs = inputsOf(machine, below);
  const logs = Float64Array.from({ length: classes }, (_, k) => {
    let log = visibleBias.values[first + k];
    for (let j = 0; j < hidden; j++) log += softplus(inputs[j] + weights.values[(first + k) * hidden + j]);
    return log;
  });
  const all = logSumExp(logs);
  return logs.map((log) => exp(log - all));
}

/** The machine without the last `classes` of its visible units. */
export function withoutLabels({ weights, visibleBias, hiddenBias }: Arrays, classes: number): Arrays {
  const hidden = hiddenBias.values.length;
  const visible = visibleBias.values.length - classes;
  return {
    weights: array(weights.values.subarray(0, visible * hidden), [visible, hidden]),
    visibleBias: array(visibleBias.values.subarray(0, visible)),
    hiddenBias,
  };
}

/** How the units of a layer are drawn at the pixels: by the weights that lead there, or by what the layer alone writes. */
export type Drawing = "weights" | "written";

/**
 * The first `most` units of a layer (from 0) as rows over the pixels. "weights": the columns of W₁W₂…, a linear combination of the filters below (Lee,
 * Ekanadham & Ng 2008). "written": the probabilities of the pixels with that unit alone on, downwards by mean field (Erhan et al. 2010).
 */
export function unitsAtPixels(machines: readonly Arrays[], layer: number, drawing: Drawing, most: number): NDArray {
  const count = Math.min(most, machines[layer].hiddenBias.values.length);
  const pixels = machines[0].visibleBias.values.length;
  const values = new Float32Array(count * pixels);
  for (let unit = 0; unit < count; unit++) {
    const alone = new Float64Array(machines[layer].hiddenBias.values.length);
    alone[unit] = 1;
    const down = drawing === "written" ? downward : combined;
    const row = machines
      .slice(0, layer + 1)
      .reduceRight<ArrayLike<number>>((above, machine) => down(machine, above), alone);
    values.set(row, unit * pixels);
  }
  return { shape: [count, pixels], values };
}

/** W·above. */
function combined({ weights, visibleBias }: Arrays, above: ArrayLike<number>): Float64Array {
  const hidden = above.length;
  return Float64Array.from(visibleBias.values, (_, i) => {
    let sum = 0;
    for (let j = 0; j < hidden; j++) sum += weights.values[i * hidden + j] * above[j];
    return sum;
  });
}

/** The machines given as "<layer>.weights", …, from 0. */
export function givenMachines(given: Arrays, depth: number): readonly Arrays[] {
  return Array.from({ length: depth }, (_, l) => ({
    weights: given[`${l}.weights`],
    visibleBias: given[`${l}.visibleBias`],
    hiddenBias: given[`${l}.hiddenBias`],
  }));
}

export function asGiven(machines: readonly Arrays[]): Arrays {
  return Object.fromEntries(
    machines.flatMap((machine, l) => Object.entries(machine).map(([name, own]) => [`${l}.${name}`, own])),
  );
}
