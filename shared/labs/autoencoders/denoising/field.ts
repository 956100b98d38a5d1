/** Of points in the plane: where the net sends what lies there, beside the true score of the spoiled samples. */
import { array } from "../../../arrays.ts";
import { openNet } from "../../../nets/net.ts";
import { scoresOf, weightedCosine } from "../../../stats/noised-density.ts";
import { answerOf } from "../../nets/coders/net.ts";
import { once } from "../../process.ts";
import { machineOf } from "../../training.ts";
import { checkDenoising, gridOf, noisedDensity } from "./data.ts";
import type { DenoisingTaskParams } from "./fields.ts";

/** Output: `points` of a grid over the training rows and two deviations of the noise around them, and at each the `density` of spoiled samples and its `score`. */
export const trueScore = once((params: DenoisingTaskParams, { data }) => {
  const table = checkDenoising(params, data);
  const points = gridOf(params, table);
  const { density, score } = scoresOf(noisedDensity(params, table), points);
  return {
    points: array(points, [points.length / 2, 2]),
    density: array(density),
    score: array(score, [density.length, 2]),
  };
});

/** Output: `field`, r(x) − x at the points, and `cosine`, of it with the score, the mean weighted by the density. */
export const learntField = once((params: DenoisingTaskParams, context) => {
  const { train, score: truth } = context.inputs;
  const { values: points, shape } = truth.points;
  const { program } = openNet(
    machineOf(context),
    { rows: answerOf("reconstruct", params, { columns: 2 }, shape[0]) },
    train,
  );
  program.input("rows").set(points);
  program.run();
  const field = program.output("rows").map((r, i) => r - points[i]);
  const cosine = weightedCosine(field, truth.score.values, truth.density.values);
  return { field: array(field, [...shape]), cosine: array(Float64Array.of(cosine)) };
});
