import { type Pictures, partsOf, sizeOfPictures } from "../../nets/pictures.ts";
import { keptFromTraining, trainingRows } from "./data.ts";
import type { CnnParams } from "./fields.ts";
import { sizeOfNet } from "./size.ts";
import { targetsOf } from "./targets.ts";

/** Multiply-adds of a whole run, and by kind of task per step; memory in bytes. */
export function workOf(params: CnnParams, table: Pictures) {
  // What a model of another program has to do is not known here.
  if (keptFromTraining(params, table))
    return { wasm: ["tensorflow" as const], multiplyAdds: 0, bytes: 8 * table.rows * table.columns };
  const size = sizeOfPictures(table);
  const classes = table.classes.length;
  const rows = trainingRows(table, params);
  const tested = partsOf(table, params.testFraction).test.length;
  const batch = Math.min(params.batch, rows);
  const { weights, values, forward, backward } = sizeOfNet(params, size, classes);
  // Held-out pictures go through now and then.
  const train = batch * (forward + backward) + (Math.min(256, tested) * forward) / 20;
  const evaluate = tested * forward;
  const climbs = targetsOf(params, size, classes).map(
    ({ units, size: own }) => (units * own.height * own.width) / (size.height * size.width),
  );
  const maximise = 3 * forward * climbs.reduce((sum, part) => sum + part, 0);
  const robust = 14 * Math.min(200, tested) * forward;
  const steps = params.epochs * Math.ceil(rows / batch);
  const kinds = { train: steps * train, evaluate, maximise: params.ascent * maximise, robust };
  return {
    multiplyAdds: kinds.train + evaluate + kinds.maximise + robust,
    kinds,
    bytes: 2 * table.rows * table.columns + 16 * weights + 12 * batch * values,
  };
}
