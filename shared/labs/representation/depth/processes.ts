/** What computes, for threads: the page shows the lab without it. */
import { array } from "../../../arrays.ts";
import { outputAt, regionsOf } from "../../../kernels/regions/index.ts";
import { reluNetOf } from "../../nets/linear-regions.ts";
import { once } from "../../process.ts";
import { graphOf, measuresOf } from "./computation.ts";
import { exactBeliefs, refinedBeliefs } from "./concepts.ts";
import type { ConceptParams, GraphParams, TrainingParams } from "./fields.ts";
import { sourceOf } from "./forms.ts";
import { compared, formsOf, networkOf } from "./graphs.ts";
import { COMPARED, WINDOW } from "./lab-numbers.ts";
import { depthPicture, depthRegions } from "./regions.ts";
import { SIDES, taskOf } from "./sides.ts";
import { errorAt, testPoints } from "./target.ts";
import { depthTraining } from "./train.ts";

/**
 * Output: "values" of each form at random points, [forms, points], and, where some have none, "undefined": 1 there, with value 0; where the function has a size, "operations" and "depths" of each form at sizes 2, 3, … to
 * that, [sizes, forms].
 */
const graph = once((params: GraphParams, _context, { key }) => {
  const values = compared(formsOf(params), params, key, COMPARED);
  const shape = [values.length / COMPARED, COMPARED];
  const lacks = values.map((value) => Number(Number.isNaN(value)));
  const told = {
    values: array(
      values.map((value) => (Number.isNaN(value) ? 0 : value)),
      shape,
    ),
    ...(lacks.includes(1) && { undefined: array(lacks, shape) }),
  };
  if (params.source === "own") return told;
  const { source, size = 2, operations } = params;
  const sizes = Array.from({ length: Math.min(size, sourceOf(source).most) - 1 }, (_, i) => i + 2);
  const grown = sizes.flatMap((own) =>
    formsOf({ ...params, size: own }).map(({ expression }) => measuresOf(graphOf(expression, operations))),
  );
  const table = (of: (one: (typeof grown)[number]) => number) =>
    array(Float64Array.from(grown, of), [sizes.length, shape[0]]);
  return {
    ...told,
    operations: table((one) => one.operations),
    depths: table((one) => one.longestPath),
  };
});

/** Output: "beliefs" before any round and after each, [rounds + 1, concepts], and "exact" ones. */
const concepts = once(({ strength, rounds, ...params }: ConceptParams) => {
  const network = networkOf(params);
  return {
    beliefs: array(refinedBeliefs(network, strength, rounds), [rounds + 1, network.length]),
    exact: array(exactBeliefs(network, strength)),
  };
});

/** Trained nets on the grid of tests, in doubles. Output: "testMse" and "regions", each [2, seeds]: deep, then shallow. */
const evaluate = once((params: TrainingParams, context) => {
  const points = testPoints(params);
  const nets = SIDES.flatMap((side) =>
    Array.from({ length: params.seeds }, (_, s) => {
      const net = reluNetOf(context.inputs[taskOf(side, s)]);
      if (!net) throw new RangeError(`net ${taskOf(side, s)} is not whole`);
      return net;
    }),
  );
  const mse = nets.map((net) => errorAt(points, (x) => outputAt(net, x)[0]));
  const regions = nets.map((net) => regionsOf(net, { window: WINDOW }).length);
  const shape = [SIDES.length, params.seeds];
  return { testMse: array(Float64Array.from(mse), shape), regions: array(Float64Array.from(regions), shape) };
});

export const depthProcesses = {
  graph,
  concepts,
  regions: depthRegions,
  picture: depthPicture,
  train: depthTraining,
  evaluate,
} as const;
