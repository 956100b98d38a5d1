/**
 * Models that this lab cannot train, run by the program that they come from: what they say of pictures, and what follows from that alone. What lies between a model's input
 * and its output is not known here.
 */
import { type Arrays, array } from "../../../arrays.ts";
import { type AnswerKind, asProbabilities, type Fill, kindOf, withModel } from "../../foreign-run.ts";
import type { Context } from "../../lab.ts";
import { once } from "../../process.ts";
import { accuracyOf, confusion, crossEntropyOf, largest } from "../classes.ts";
import type { PictureSize } from "../moved.ts";
import { checkCnn, rowsAsFloats, samplesOf } from "./data.ts";
import type { CnnTaskParams } from "./fields.ts";
import { mapsOf, sceneWindows } from "./heat-map.ts";
import { coveredPictures, dropMap } from "./occlusion.ts";
import { robustnessTest } from "./robust.ts";

/** Probabilities, rows × classes. */
type Shares = (rows: number, fill: Fill) => Promise<Float32Array>;

/** The table's model for as long as `work` asks it; `kind` is what "evaluate" found its answers to be. */
function withShares(
  context: Context,
  { size, classes }: { readonly size: PictureSize; readonly classes: number },
  kind: AnswerKind,
  work: (shares: Shares) => Promise<Arrays>,
): Promise<Arrays> {
  const sample = [size.height, size.width, size.channels];
  return withModel(context, { sample, outputs: classes }, (answer) =>
    work(async (rows, fill) => asProbabilities(await answer(rows, fill), rows, kind)),
  );
}

/**
 * All held-out pictures through a model that this lab cannot train. Output: as of "evaluate", without the patches that excite filters, which such a model does not show;
 * `isShares`: 1 where its answers are probabilities, 0 where a softmax (of one number, a sigmoid) made them so. Throws an ExperimentError for a model that takes or gives
 * other than the data have.
 */
export const cnnForeign = once(async (params: CnnTaskParams, context): Promise<Arrays> => {
  const samples = samplesOf(checkCnn(params, context.data), params);
  const { size, labels, test } = samples;
  const classes = samples.classes.length;
  const sample = [size.height, size.width, size.channels];
  const answers = await withModel(context, { sample, outputs: classes }, (answer) =>
    answer(test.length, (x, from, count) => x.set(rowsAsFloats(samples, test.subarray(from, from + count)))),
  );
  const kind = kindOf(answers, test.length);
  const probabilities = asProbabilities(answers, test.length, kind);
  const found = largest(probabilities, classes);
  const truth = Int32Array.from(test, (row) => labels[row]);
  return {
    accuracy: array(Float64Array.of(accuracyOf(truth, found))),
    loss: array(Float64Array.of(crossEntropyOf(truth, probabilities, classes))),
    confusion: array(confusion(truth, found, classes), [classes, classes]),
    probabilities: array(probabilities, [test.length, classes]),
    found: array(found),
    isShares: array(Uint8Array.of(Number(kind === "shares"))),
  };
});

const kindIn = ({ isShares }: Arrays): AnswerKind => (isShares.values[0] ? "shares" : "scores");

/** Output: as of "robust". */
export const cnnForeignRobustness = once(async (params: CnnTaskParams, context, { key }): Promise<Arrays> => {
  const { samples, rows, noise, shift, accuracy } = robustnessTest(params, context, key);
  const own = { size: samples.size, classes: samples.classes.length };
  return withShares(context, own, kindIn(context.inputs.evaluate), async (shares) => {
    const found = async (fills: readonly Fill[]) => {
      const out = new Float64Array(fills.length);
      for (const [i, fill] of fills.entries()) out[i] = accuracy(await shares(rows, fill));
      return array(out);
    };
    return { noise: await found(noise), shift: await found(shift) };
  });
});

/** What a question about a model is given: the picture or scene as "rows", and "isShares" of its evaluation. */
interface Asked {
  readonly height: number;
  readonly width: number;
  readonly colours: number;
  readonly classes: number;
}
const askedOf = ({ height, width, colours: channels, classes }: Asked) => ({
  size: { height, width, channels },
  classes,
});

/** One picture through the model. Output: `probabilities`. */
export const foreignForward = once((params: Asked, context) => {
  const { given } = context.inputs;
  const picture = given.rows.values as Float32Array;
  return withShares(context, askedOf(params), kindIn(given), async (shares) => ({
    probabilities: array(await shares(1, (x) => x.set(picture))),
  }));
});

/** Output: `drop`, height × width: how much of its share class `label` loses where a patch is covered (see `occlusion.ts`). */
export const foreignSaliency = once((params: Asked & { readonly label: number }, context) => {
  const { given } = context.inputs;
  const asked = askedOf(params);
  const covered = coveredPictures(given.rows.values as Float32Array, asked.size);
  return withShares(context, asked, kindIn(given), async (shares) => {
    const found = await shares(covered.rows, covered.fill);
    const own = Float64Array.from({ length: covered.rows }, (_, n) => found[n * asked.classes + params.label]);
    return { drop: array(dropMap(own, covered), [asked.size.height, asked.size.width]) };
  });
});

/** Output: as of "sceneMap". */
export const foreignSceneMap = once(
  (params: Asked & { readonly sceneHeight: number; readonly sceneWidth: number }, context) => {
    const { given } = context.inputs;
    const asked = askedOf(params);
    const sceneSize = { height: params.sceneHeight, width: params.sceneWidth, channels: params.colours };
    const { rows, columns, fill } = sceneWindows(asked.size, given.rows.values as Float32Array, sceneSize);
    return withShares(context, asked, kindIn(given), async (shares) => {
      const maps = mapsOf(await shares(rows * columns, fill), asked.classes);
      return { maps: array(maps, [asked.classes, rows, columns]) };
    });
  },
);
