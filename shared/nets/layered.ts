import type { DenseNet, Losses } from "../kernels/dense/net.ts";
import { type Learning, update } from "../kernels/dense/update.ts";
import { sigmoidf } from "../math/index.ts";
import { fillUniform32, foldIn } from "../random/index.ts";
import type { Key } from "../random/key.ts";
import { type LayeredSpec, layeredCount } from "./layers.ts";

/** The arithmetic of a layered net: by tensorflow.js (./tensorflow-passes.ts), or written out (./scalar-passes.ts). Rows lie one after another. */
export interface Passes {
  /** What comes out of each of the layers [from, to) when `input` goes into layer `from`, no dropout. */
  forward(
    parameters: Float32Array,
    input: Float32Array,
    rows: number,
    from: number,
    to: number,
  ): readonly Float32Array[];
  /** Losses of outputs of the last layer (logits under cross-entropy) as reconstructions of `input`. */
  losses(output: Float32Array, input: Float32Array, rows: number): Losses;
  /** Losses before the step, and their gradient; `masks[l]` multiplies what comes out of hidden layer l (null: all ones). */
  gradient(
    parameters: Float32Array,
    input: Float32Array,
    rows: number,
    masks: readonly (Float32Array | null)[],
  ): { readonly losses: Losses; readonly gradient: Float32Array };
}

/** A net of any layers, float32 parameters, as our own fused nets are asked. The masks of step t follow from (key, t) alone. */
export function layeredNet(spec: LayeredSpec, batch: number, passes: Passes, key: Key): DenseNet {
  const { widths } = spec;
  const layers = widths.length - 1;
  const count = layeredCount(spec);
  const fresh = () => new Float32Array(count);
  const learning: Learning = { parameters: fresh(), gradient: fresh(), first: fresh(), second: fresh() };
  const { parameters, gradient, first, second } = learning;
  const inputs = new Float32Array(batch * widths[0]);
  const values: Float32Array[] = widths.map(() => new Float32Array(0));
  values[0] = inputs;
  let table: Uint8Array | Float32Array = new Uint8Array(0);

  const forward = (rows: number, from: number, to: number) => {
    const outputs = passes.forward(parameters, values[from].subarray(0, rows * widths[from]), rows, from, to);
    for (const [i, output] of outputs.entries()) values[from + 1 + i] = output;
  };

  return {
    spec,
    batch,
    parameters: () => parameters.slice(),
    setParameters: (given) => parameters.set(given),
    moments: () => [first.slice(), second.slice()],
    setMoments([m, v]) {
      first.set(m);
      second.set(v);
    },
    gradient: () => gradient.slice(),
    loadTable(given) {
      table = given.slice();
    },
    load(rows) {
      const width = widths[0];
      values[0] = inputs;
      for (let n = 0; n < rows.length; n++)
        for (let i = 0; i < width; i++) {
          const x = table[rows[n] * width + i];
          inputs[n * width + i] = table instanceof Uint8Array ? x / 255 : x;
        }
    },
    put(layer, given) {
      values[layer] = given.slice();
    },
    forward,
    values(layer, rows) {
      const out = values[layer].slice(0, rows * widths[layer]);
      return layer === layers && spec.loss === "cross-entropy" ? out.map(sigmoidf) : out;
    },
    evaluate(rows) {
      forward(rows, 0, layers);
      return passes.losses(values[layers], inputs.subarray(0, rows * widths[0]), rows);
    },
    train(rows, optimizer, t) {
      const masks = spec.dropout.map((rate, l) => maskOf(foldIn(key, t, l), rate, rows * widths[l + 1]));
      const step = passes.gradient(parameters, inputs.subarray(0, rows * widths[0]), rows, masks);
      gradient.set(step.gradient);
      update(learning, optimizer, t);
      return step.losses;
    },
  };
}

/** 0 where a unit is dropped, 1 / (1 − rate) elsewhere. */
function maskOf(key: Key, rate: number, length: number): Float32Array | null {
  if (rate === 0) return null;
  const mask = new Float32Array(length);
  fillUniform32(key, 0, mask);
  const kept = Math.fround(1 / (1 - rate));
  for (let i = 0; i < length; i++) mask[i] = mask[i] < rate ? 0 : kept;
  return mask;
}
