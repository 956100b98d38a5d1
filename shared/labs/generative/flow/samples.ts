import { array } from "../../../arrays.ts";
import { exp, log } from "../../../math/elementary.ts";
import { openNet } from "../../../nets/net.ts";
import { scoresOf } from "../../../stats/noised-density.ts";
import { rowsAsFloats } from "../../nets/rows.ts";
import { once } from "../../process.ts";
import { machineOf } from "../../training.ts";
import { checkPoints } from "../points/check.ts";
import {
  ACROSS,
  comparedRows,
  gridOf,
  latentPoints,
  planarSamples,
  scaled,
  shownSquare,
  unscaled,
} from "../points/plane.ts";
import type { FlowTaskParams } from "./fields.ts";
import { densityNet, inDataUnits, sampleNet } from "./shown.ts";

const mean = (values: Float64Array): number => values.reduce((sum, x) => sum + x, 0) / values.length;

/**
 * Samples of the trained flow and as many held-out rows, both in the units of the data. Output: `generated` and `real`, rows × 2; `square` (x and y of its
 * lower left corner, side) and at the cells of its grid the density `field`; `nll`, of all held-out rows the mean of −log p in nats; of data whose density is
 * known `exact`, the same of that density.
 */
export const flowSamples = once((params: FlowTaskParams, context, { key }) => {
  const table = checkPoints(context.data, params.testFraction);
  const samples = planarSamples(table, params.testFraction);
  const { scaling, test } = samples;
  const points = { columns: 2, values: samples.values };
  const compared = comparedRows(samples, params);
  const square = shownSquare(samples);
  const cells = ACROSS * ACROSS;
  const { program: draw } = openNet(
    machineOf(context),
    { rows: sampleNet(params, compared.length) },
    context.inputs.train,
  );
  draw.input("z").set(latentPoints(compared.length, key));
  draw.run();
  const { program: judge } = openNet(
    machineOf(context),
    { logs: densityNet(params, cells + test.length) },
    context.inputs.train,
  );
  judge.input("x").set(scaled(gridOf(square), scaling));
  judge.input("x").set(rowsAsFloats(points, test), 2 * cells);
  judge.run();
  const logs = inDataUnits(judge.output("logs"), scaling);
  const { gaussians } = table;
  const exact =
    gaussians &&
    scoresOf(
      { centres: gaussians.centres, variance: gaussians.deviation ** 2 },
      unscaled(rowsAsFloats(points, test), scaling),
    ).density;
  return {
    generated: array(unscaled(draw.output("rows"), scaling), [compared.length, 2]),
    real: array(unscaled(rowsAsFloats(points, compared), scaling), [compared.length, 2]),
    square: array(Float64Array.of(...square.low, square.side)),
    field: array(Float32Array.from(logs.subarray(0, cells), exp)),
    nll: array(Float64Array.of(-mean(logs.subarray(cells)))),
    ...(exact && { exact: array(Float64Array.of(-mean(exact.map(log)))) }),
  };
});
