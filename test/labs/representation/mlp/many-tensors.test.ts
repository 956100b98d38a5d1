/** The most tensors that a run has: twenty folds of twenty members, of the deepest net with all that batch normalisation keeps. */
import { expect, test } from "vitest";
import { decodeSafetensors, encodeSafetensors } from "../../../../shared/data/readers/safetensors/safetensors.ts";
import { decodeWeights } from "../../../../shared/data/readers/safetensors/weights.ts";
import { limits } from "../../../../shared/experiment/limits.ts";
import { parseParams } from "../../../../shared/experiment/schema.ts";
import { foldFromArrays, resultArrays } from "../../../../shared/labs/fold.ts";
import { nameOf } from "../../../../shared/labs/nets/trainings.ts";
import { weightsIn } from "../../../../shared/labs/nets/weights.ts";
import { weightsOfNets } from "../../../../shared/labs/nets/weights-of-nets.ts";
import { mlp } from "../../../../shared/labs/representation/mlp/lab.ts";
import { weightsFile } from "../../../../shared/labs/weights-file.ts";
import { roomFor } from "../../../../shared/publication/claimed.ts";
import { thinArrays } from "../../../../shared/publication/thin.ts";
import { generated, runLab } from "../../../run.ts";

await mlp.ready?.();

const table = generated("regression-table", { rows: 80, predictors: 2, response: "continuous", noise: 0.5 });
const deepest = { hidden: Array(8).fill(2), normalisation: "batch", epochs: 1 };
const nets = 400;

const one = runLab(mlp, table, deepest).fold;
const params = parseParams(mlp.params, { ...deepest, folds: 20, members: 20 });
/** Every net's arrays, under the names of its own tasks: those of the one that was trained. */
const arrays = Object.fromEntries(
  Object.entries(resultArrays(one)).flatMap(([name, array]) => {
    const [kind, task, rest] = [name.split("/")[0], name.split("/")[1], name.split("/").slice(2).join("/")];
    return Array.from({ length: nets }, (_, index) => [`${kind}/${nameOf(task, index)}/${rest}`, array] as const);
  }),
);
const tasks = mlp.plan(params, table, [1, 2]);

test("the exported weights of all nets are read again, as a result's arrays and as weights to start from", () => {
  const fold = foldFromArrays(tasks, arrays);
  const weights = weightsOfNets(fold) ?? expect.fail("no weights");
  const perNet = Object.keys(weightsIn(one.output("train"))).length;
  // The scales of what goes in and comes out beside those of every net but the first.
  expect(Object.keys(weights)).toHaveLength(nets * perNet + 2 * (nets - 1));
  expect(Object.keys(weights).length).toBe(20_798);
  const file = weightsFile(mlp, { fold, params, data: table }) ?? expect.fail("no file");
  expect(decodeSafetensors(file).arrays).toEqual(weights);
  expect(decodeWeights(file, "weights.safetensors").shape).toEqual([Object.keys(weights).length]);
});

test("what is published of all nets is read again", () => {
  const plan = JSON.stringify(tasks);
  const room = roomFor(plan, limits.result.bytes);
  const { arrays: kept } = thinArrays(arrays, room, { wholeNets: true });
  expect(Object.keys(kept).length).toBeGreaterThan(0);
  const file = encodeSafetensors(kept, { tasks: plan, room: String(room) });
  expect(file.length).toBeLessThanOrEqual(limits.result.bytes);
  expect(Object.keys(decodeSafetensors(file).arrays)).toHaveLength(Object.keys(kept).length);
});
