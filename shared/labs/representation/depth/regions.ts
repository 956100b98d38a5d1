import { array } from "../../../arrays.ts";
import { foldingNet, patternsOnGrid, randomNet, regionsOf } from "../../../kernels/regions/index.ts";
import { regionArrays, reluNetOf } from "../../nets/linear-regions.ts";
import { once } from "../../process.ts";
import type { RegionParams } from "./fields.ts";
import { WINDOW } from "./lab-numbers.ts";
import { builtHidden, windowOf } from "./sides.ts";

/** Points on a side of the grid on which patterns are sampled. */
const SAMPLED = { 1: 1000, 2: 60 } as const;

/** The regions of a built net, and "layers": how many there are after each hidden layer; "patterns": how many a grid meets. */
export const depthRegions = once((params: RegionParams, _context, { key }) => {
  const { construction, inputs, folds = 1, bias = 0 } = params;
  const net =
    construction === "folding" ? foldingNet(inputs, folds) : randomNet(inputs, builtHidden(params), bias, key);
  const window = windowOf(params);
  const after = net.layers
    .slice(0, -1)
    .map((_, l) => regionsOf({ ...net, layers: net.layers.slice(0, l + 2) }, { window }).length);
  return {
    ...regionArrays(regionsOf(net, { window }), inputs),
    layers: array(Float64Array.from(after)),
    patterns: array(Float64Array.of(patternsOnGrid(net, window, SAMPLED[inputs as 1 | 2]))),
  };
});

/** A question: the regions of the net with the given weights. */
export const depthPicture = once((_params, { inputs }) => {
  const net = reluNetOf(inputs.given);
  if (!net) throw new RangeError("weights of no whole net");
  return regionArrays(regionsOf(net, { window: WINDOW }), net.inputs);
});
