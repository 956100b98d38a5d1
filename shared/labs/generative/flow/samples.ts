import { type Arrays, array } from "../../../arrays.ts";
import type { Table } from "../../../data/table.ts";
import { exp, log } from "../../../math/elementary.ts";
import { openNet } from "../../../nets/net.ts";
import type { Key } from "../../../random/key.ts";
import { scoresOf } from "../../../stats/noised-density.ts";
import type { Context } from "../../lab.ts";
import { rowsAsFloats } from "../../nets/rows.ts";
import { once } from "../../process.ts";
import { machineOf } from "../../training.ts";
import {
  ACROSS,
  comparedRows,
  gridOf,
  latentPoints,
  type PlanarSamples,
  scaled,
  shownSquare,
  unscaled,
} from "../points/plane.ts";
import { checkRows } from "../points/samples.ts";
import { flowSamples as samplesOf } from "./data.ts";
import type { FlowTaskParams } from "./fields.ts";
import { samplesOfPictures } from "./picture-samples.ts";
import { densityNet, inDataUnits, sampleNet } from "./shown.ts";

const mean = (values: Float64Array): number => values.reduce((sum, x) => sum + x, 0) / values.length;

/**
 * Samples of the trained flow and as many held-out rows, both in the units of the data: of pictures as `samplesOfPictures` has them. Of points, output:
 * `generated` and `real`, rows × 2; `square` (x and y of its lower left corner, side) and at the cells of its grid the density `field`; `nll`, of all held-out
 * rows the mean of −log p in nats; of data whose density is known `exact`, the same of that density.
 */
export const flowSamples = once((params: FlowTaskParams, context, { key }) => {
  const table = checkRows(context.data, params.testFraction);
  const samples = samplesOf(table, params);
  return samples.image
    ? samplesOfPictures(params, samples, context, key)
    : samplesOfPoints(params, samples, table, context, key);
});

function samplesOfPoints(
  params: FlowTaskParams,
  samples: PlanarSamples,
  { gaussians }: Pick<Table, "gaussians">,
  context: Pick<Context, "device" | "wasm" | "inputs">,
  key: Key,
): Arrays {
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
}
