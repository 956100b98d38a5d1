/**
 * Questions of views to a trained net that tells pictures apart: each is one step, with pictures as rows of numbers from 0 to 1 under "rows". A net that is run
 * and not trained answers as many of them as it can: `foreign-pictures.ts`.
 */
import { type Arrays, array } from "../../arrays.ts";
import { grad } from "../../nets/grad.ts";
import { input } from "../../nets/leaves.ts";
import { multiply } from "../../nets/ops/multiply.ts";
import { sum } from "../../nets/ops/sum.ts";
import type { Tensor } from "../../nets/tensor.ts";
import { foldIn, normal } from "../../random/index.ts";
import type { Context } from "../lab.ts";
import { once } from "../process.ts";
import type { PictureSize } from "./moved.ts";
import type { AskedPicture, AskedScene } from "./questions.ts";
import { mapsOf, sceneWindows } from "./scene-windows.ts";
import { openTrained, probabilitiesOf, type Trained } from "./trained.ts";

interface Ends {
  readonly x: Tensor;
  readonly logits: Tensor;
  readonly probabilities: Tensor;
}

type NetOf<P, T> = (params: P, size: PictureSize, classes: number, weights: Arrays) => Trained<T>;

/** `netOf`: the lab's net; `shown`: what of it a view of one picture draws. */
export function pictureAnswers<P, T extends Ends>(
  netOf: NetOf<P, T>,
  shown: (tensors: T) => Readonly<Record<string, Tensor>>,
) {
  const given = (params: P & AskedPicture, { inputs }: Context) => {
    const { height, width, colours: channels, classes } = params;
    const size = { height, width, channels };
    const picture = inputs.given.rows.values as Float32Array;
    return { size, picture, net: netOf(params, size, classes, inputs.given) };
  };
  return {
    /** One picture through the net. Output: what is shown of it, without the axis of rows. */
    forward: once((params: P & AskedPicture, context) => {
      const { picture, net } = given(params, context);
      const { program, wanted } = openTrained(context, net, 1, shown);
      program.input("x").set(picture);
      program.run();
      return Object.fromEntries(
        Object.entries(wanted).map(([name, { shape }]) => [name, array(program.output(name).slice(), shape.slice(1))]),
      );
    }),

    /** Output: as of `slopes`. */
    saliency: once((params: P & AskedPicture & { readonly label: number }, context, { key }) => {
      const { size, picture, net } = given(params, context);
      const shape = [size.height, size.width, size.channels];
      const { slope, smooth } = slopes(context, net, picture, params.label, (n, i) => normal(foldIn(key, n), i));
      return { slope: array(slope, shape), smooth: array(smooth, shape) };
    }),

    /** The net over a scene. Output: `maps`, classes × rows × columns, one window every STRIDE pixels. */
    sceneMap: once((params: P & AskedScene, context) => {
      const { size, picture, net } = given(params, context);
      const scene = { height: params.sceneHeight, width: params.sceneWidth, channels: params.colours };
      const { rows, columns, fill } = sceneWindows(size, picture, scene);
      const maps = mapsOf(probabilitiesOf(context, net, rows * columns, fill), params.classes);
      return { maps: array(maps, [params.classes, rows, columns]) };
    }),
  };
}

/** Noisy copies whose slopes are averaged (Smilkov et al. 2017), and the deviation of their noise. */
const COPIES = 16;
const DEVIATION = 0.1;

/** Slope of the logit of class `label` by the picture: `slope` (Simonyan et al. 2013) and `smooth`, its mean over noisy copies. `noise`: normals of each copy, from 1. */
function slopes<T extends Ends>(
  context: Context,
  net: Trained<T>,
  picture: Float32Array,
  label: number,
  noise: (copy: number, i: number) => number,
): { readonly slope: Float32Array; readonly smooth: Float32Array } {
  const { program, wanted } = openTrained(context, net, COPIES + 1, ({ x, logits }) => {
    const pick = input("pick", logits.shape);
    return { slope: grad(sum(multiply(logits, pick)), [x])[0], logits };
  });
  const [, classes] = wanted.logits.shape;
  const x = program.input("x");
  for (let n = 0; n <= COPIES; n++) {
    const own = n === 0 ? picture : picture.map((value, i) => value + DEVIATION * noise(n, i));
    x.set(own, n * picture.length);
    program.input("pick")[n * classes + label] = 1;
  }
  program.run();
  const all = program.output("slope");
  const smooth = picture.map((_, i) => {
    let total = 0;
    for (let n = 1; n <= COPIES; n++) total += all[n * picture.length + i];
    return total / COPIES;
  });
  return { slope: all.slice(0, picture.length), smooth };
}
