/** Questions of views: each is one step on a net that is given as weights, with pictures as rows of numbers from 0 to 1 under "rows". */
import { array } from "../../../arrays.ts";
import { grad } from "../../../nets/grad.ts";
import { input } from "../../../nets/leaves.ts";
import { multiply } from "../../../nets/ops/multiply.ts";
import { sum } from "../../../nets/ops/sum.ts";
import type { Tensor } from "../../../nets/tensor.ts";
import { foldIn, normal } from "../../../random/index.ts";
import { once } from "../../process.ts";
import type { PictureSize } from "../moved.ts";
import type { CnnTaskParams } from "./fields.ts";
import { heatMap } from "./heat-map.ts";
import { openTrained, type Trained } from "./opened.ts";

/** Those of the experiment, the pictures that its net takes (`colours`: 1 or 3) and how many classes it has. */
export type QuestionParams = CnnTaskParams & {
  readonly height: number;
  readonly width: number;
  readonly colours: number;
  readonly classes: number;
};

function trainedOf(params: QuestionParams, weights: Trained["weights"]): Trained {
  const { height, width, colours: channels, classes } = params;
  return { params, size: { height, width, channels }, classes, weights };
}

/** One picture through the net. Output: `map<b>`, `pooled<b>` (height × width × filters) of each block, `dense<i>`, `logits`, `probabilities`. */
export const forward = once((params: QuestionParams, context) => {
  const { given } = context.inputs;
  const named = (name: string, tensors: readonly Tensor[]) =>
    tensors.map((tensor, i) => [`${name}${i}`, tensor] as const);
  const { program, wanted } = openTrained(context, trainedOf(params, given), 1, (net) => ({
    ...Object.fromEntries([...named("map", net.maps), ...named("pooled", net.pooled), ...named("dense", net.dense)]),
    logits: net.logits,
    probabilities: net.probabilities,
  }));
  program.input("x").set(given.rows.values as Float32Array);
  program.run();
  return Object.fromEntries(
    Object.entries(wanted).map(([name, { shape }]) => [name, array(program.output(name).slice(), shape.slice(1))]),
  );
});

/** Noisy copies whose slopes are averaged (Smilkov et al. 2017), and the deviation of their noise. */
const COPIES = 16;
const DEVIATION = 0.1;

/** Slope of the logit of class `label` by the picture: `slope` (Simonyan et al. 2013) and `smooth`, its mean over noisy copies; height × width × channels. */
export const saliency = once((params: QuestionParams & { readonly label: number }, context, { key }) => {
  const { given } = context.inputs;
  const trained = trainedOf(params, given);
  const { program } = openTrained(context, trained, COPIES + 1, ({ x, logits }) => {
    const pick = input("pick", logits.shape);
    return { slope: grad(sum(multiply(logits, pick)), [x])[0] };
  });
  const picture = given.rows.values as Float32Array;
  const x = program.input("x");
  for (let n = 0; n <= COPIES; n++) {
    const own = foldIn(key, n);
    const deviation = n === 0 ? 0 : DEVIATION;
    x.set(
      deviation === 0 ? picture : picture.map((value, i) => value + deviation * normal(own, i)),
      n * picture.length,
    );
    program.input("pick")[n * params.classes + params.label] = 1;
  }
  program.run();
  const slopes = program.output("slope");
  const smooth = picture.map((_, i) => {
    let total = 0;
    for (let n = 1; n <= COPIES; n++) total += slopes[n * picture.length + i];
    return total / COPIES;
  });
  const { height, width, channels } = trained.size;
  const shape = [height, width, channels];
  return { slope: array(slopes.slice(0, picture.length), shape), smooth: array(smooth, shape) };
});

/** The net over a scene, given under "rows" as 1 × pixels. Output: `maps`, classes × rows × columns, one window every STRIDE pixels. */
export const sceneMap = once(
  (params: QuestionParams & { readonly sceneHeight: number; readonly sceneWidth: number }, context) => {
    const { given } = context.inputs;
    const trained = trainedOf(params, given);
    const size: PictureSize = { height: params.sceneHeight, width: params.sceneWidth, channels: params.colours };
    const { maps, rows, columns } = heatMap(context, trained, given.rows.values as Float32Array, size);
    return { maps: array(maps, [params.classes, rows, columns]) };
  },
);
