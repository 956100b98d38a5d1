/** A net without the units that feed nothing: the smaller net that structured pruning leaves. */
import type { Arrays, NDArray } from "../../../arrays.ts";
import type { Chain } from "../../../nets/chain.ts";
import { weightedLayers } from "../connections.ts";

export interface Compact {
  readonly chain: Chain;
  readonly weights: Arrays;
}

/**
 * Takes out each hidden unit or filter of which all outgoing weights are 0 (at least one per layer stays): what it answers reaches nothing, so the smaller net gives the same
 * but for the rounding of sums in another order. Layers between must pass on channels (`checkUnits`).
 */
export function compact(chain: Chain, weights: Arrays): Compact {
  const layers = weightedLayers(chain);
  const kept = layers.map(({ name }, l) => {
    const { shape } = weights[`${name}.weights`];
    const outputs = shape[shape.length - 1];
    const all = Array.from({ length: outputs }, (_, o) => o);
    if (l === layers.length - 1) return all;
    const next = weights[`${layers[l + 1].name}.weights`];
    const feeding = all.filter((o) => feeds(next, outputs, o));
    return feeding.length > 0 ? feeding : [0];
  });
  const out: Record<string, NDArray> = {};
  let l = -1;
  const chainLayers = chain.layers.map((layer) => {
    if (layer.kind === "dense" || layer.kind === "convolution") {
      l++;
      const own = kept[l];
      const before = l === 0 ? undefined : { kept: kept[l - 1], of: outputsOf(weights, layers[l - 1].name) };
      out[`${layer.name}.weights`] = partOf(weights[`${layer.name}.weights`], own, before);
      const bias = weights[`${layer.name}.bias`];
      if (bias) out[`${layer.name}.bias`] = chosen(bias, own);
      return layer.kind === "dense" ? { ...layer, units: own.length } : { ...layer, filters: own.length };
    }
    // Numbers of a normalisation, one per channel.
    for (const [name, array] of Object.entries(weights))
      if (name.startsWith(`${layer.name}.`) && l >= 0)
        out[name] = array.shape[0] === outputsOf(weights, layers[l].name) ? chosen(array, kept[l]) : array;
    return layer;
  });
  return { chain: { input: chain.input, layers: chainLayers }, weights: out };
}

function outputsOf(weights: Arrays, name: string): number {
  const { shape } = weights[`${name}.weights`];
  return shape[shape.length - 1];
}

function feeds({ shape, values }: NDArray, units: number, unit: number): boolean {
  const width = shape[shape.length - 1];
  for (let t = unit; t < values.length / width; t += units)
    for (let o = 0; o < width; o++) if (values[t * width + o] !== 0) return true;
  return false;
}

/** Of a matrix taps × outputs the outputs that stay, and the taps of inputs that stay. */
function partOf(
  { shape, values }: NDArray,
  outputs: readonly number[],
  before: { readonly kept: readonly number[]; readonly of: number } | undefined,
): NDArray {
  const width = shape[shape.length - 1];
  const taps = values.length / width;
  const stays = before && new Set(before.kept);
  const rows = Array.from({ length: taps }, (_, t) => t).filter((t) => !stays || stays.has(t % (before?.of ?? 1)));
  const own = new Float32Array(rows.length * outputs.length);
  for (const [r, t] of rows.entries())
    for (const [c, o] of outputs.entries()) own[r * outputs.length + c] = values[t * width + o];
  const inputs = before ? (shape[shape.length - 2] / before.of) * before.kept.length : shape[shape.length - 2];
  return { shape: [...shape.slice(0, -2), inputs, outputs.length], values: own };
}

function chosen({ values }: NDArray, places: readonly number[]): NDArray {
  return { shape: [places.length], values: Float32Array.from(places, (place) => Number(values[place])) };
}
