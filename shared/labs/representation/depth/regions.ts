import { type Arrays, array } from "../../../arrays.ts";
import { foldingNet, patternAt, type Region, type ReluNet, regionsOf } from "../../../kernels/regions/index.ts";
import { fillNormal, foldIn } from "../../../random/index.ts";
import type { Key } from "../../../random/key.ts";
import { once } from "../../process.ts";
import type { RegionParams } from "./fields.ts";
import { WINDOW } from "./lab-numbers.ts";
import { builtHidden, netOf, windowOf } from "./sides.ts";

/** The folding net, or one with weights from the key: normal of variance 2 / inputs, biases normal of a given deviation. */
function builtNet(params: RegionParams, key: Key): ReluNet {
  const { construction, inputs, folds = 1, bias: deviation = 0 } = params;
  if (construction === "folding") return foldingNet(inputs, folds);
  const widths = [inputs, ...builtHidden(params), 1];
  const layers = widths.slice(1).map((units, l) => {
    const weights = new Float64Array(widths[l] * units);
    const bias = new Float64Array(units);
    fillNormal(foldIn(key, l, 0), 0, weights);
    fillNormal(foldIn(key, l, 1), 0, bias);
    const spread = Math.sqrt(2 / widths[l]);
    return { weights: weights.map((w) => spread * w), bias: bias.map((b) => deviation * b) };
  });
  return { inputs, layers };
}

/** Points on a side of the grid on which patterns are sampled. */
const SAMPLED = { 1: 1000, 2: 60 } as const;

/** Patterns of activation that a grid over the window meets: never more than there are regions. */
function sampledPatterns(net: ReluNet, [low, high]: readonly [number, number]): number {
  const side = SAMPLED[net.inputs as 1 | 2];
  // Nowhere a dyadic number, where the folding net bends.
  const at = (i: number) => low + ((high - low) * (i + 0.4871)) / side;
  const seen = new Set<string>();
  for (let n = 0; n < side ** net.inputs; n++)
    seen.add(patternAt(net, net.inputs === 1 ? [at(n)] : [at(n % side), at(Math.floor(n / side))]));
  return seen.size;
}

/** Output: "corners" of all regions, one after another, [corners, inputs]; "heights", what the net gives there; "sides", how many corners each region has. */
function regionArrays(regions: readonly Region[], inputs: number): Arrays {
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

/** The regions of a built net, and "layers": how many there are after each hidden layer; "patterns": how many a grid meets. */
export const depthRegions = once((params: RegionParams, _context, { key }) => {
  const net = builtNet(params, key);
  const window = windowOf(params);
  const after = net.layers
    .slice(0, -1)
    .map((_, l) => regionsOf({ ...net, layers: net.layers.slice(0, l + 2) }, { window }).length);
  return {
    ...regionArrays(regionsOf(net, { window }), net.inputs),
    layers: array(Float64Array.from(after)),
    patterns: array(Float64Array.of(sampledPatterns(net, window))),
  };
});

/** A question: the regions of the net with the given weights. */
export const depthPicture = once((_params, { inputs }) => {
  const net = netOf(inputs.given);
  if (!net) throw new RangeError("weights of no whole net");
  return regionArrays(regionsOf(net, { window: WINDOW }), net.inputs);
});
