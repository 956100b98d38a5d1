/** The regions in which a net of ReLU layers is linear, as arrays: what a thread answers and views draw. */
import { type Arrays, array } from "../../arrays.ts";
import type { Region, ReluNet } from "../../kernels/regions/index.ts";
import { isWhole, weightsIn } from "./weights.ts";

/** The net that these weights are of, in doubles. Undefined where they are not whole. */
export function reluNetOf(weights: Arrays | undefined): ReluNet | undefined {
  const own = weightsIn(weights);
  if (!isWhole(own)) return undefined;
  const layers = Array.from({ length: Object.keys(own).length / 2 }, (_, l) => ({
    weights: Float64Array.from(own[`layer${l}.weights`].values),
    bias: Float64Array.from(own[`layer${l}.bias`].values),
  }));
  return { inputs: own["layer0.weights"].shape[0], layers };
}

/** "corners" of all regions, one after another, [corners, inputs]; "heights", what the net gives there; "sides", how many corners each region has. */
export function regionArrays(regions: readonly Region[], inputs: number): Arrays {
  const sides = Uint8Array.from(regions, ({ corners }) => {
    const count = corners.length / inputs;
    if (count > 255) throw new RangeError(`region of ${count} corners (must be at most 255)`);
    return count;
  });
  const corners = Float64Array.from(regions.flatMap((region) => [...region.corners]));
  const heights = regions.flatMap(({ corners: own, affine }) =>
    Array.from({ length: own.length / inputs }, (_, c) => {
      let height = affine[inputs];
      for (let k = 0; k < inputs; k++) height += affine[k] * own[c * inputs + k];
      return height;
    }),
  );
  return {
    corners: array(corners, [heights.length, inputs]),
    heights: array(Float64Array.from(heights)),
    sides: array(sides),
  };
}

/** A net over the line, from its regions: its value at both ends of each, from left to right. */
export function piecesOf({ corners, heights }: Arrays): { readonly x: Float64Array; readonly y: Float64Array } {
  const pieces = Array.from({ length: heights.values.length / 2 }, (_, r) =>
    [2 * r, 2 * r + 1]
      .map((c) => [Number(corners.values[c]), Number(heights.values[c])] as const)
      .sort(([a], [b]) => a - b),
  ).sort(([[a]], [[b]]) => a - b);
  const all = pieces.flat();
  return { x: Float64Array.from(all, ([x]) => x), y: Float64Array.from(all, ([, y]) => y) };
}
