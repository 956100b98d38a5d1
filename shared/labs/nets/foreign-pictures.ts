/**
 * Models that labs of pictures cannot train, run by the program that they come from: what they say of pictures, and what follows from that alone. What lies between a model's input
 * and its output is not known here.
 */
import { type Arrays, array } from "../../arrays.ts";
import type { Table } from "../../data/table.ts";
import { type AnswerKind, asProbabilities, type Fill, kindOf, withModel } from "../foreign-run.ts";
import type { Context } from "../lab.ts";
import { once } from "../process.ts";
import { answersFound } from "./classifier.ts";
import type { PictureSize } from "./moved.ts";
import { coveredPictures, dropMap } from "./occlusion.ts";
import type { PictureSamples } from "./pictures.ts";
import type { AskedPicture, AskedScene } from "./questions.ts";
import { robustnessTest } from "./robustness.ts";
import { rowsAsFloats } from "./rows.ts";
import { mapsOf, sceneWindows } from "./scene-windows.ts";

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

const kindIn = ({ isShares }: Arrays): AnswerKind => (isShares.values[0] ? "shares" : "scores");

const askedOf = ({ height, width, colours: channels, classes }: AskedPicture) => ({
  size: { height, width, channels },
  classes,
});

/** One picture through the model. Output: `probabilities`. */
const foreignForward = once((params: AskedPicture, context) => {
  const { given } = context.inputs;
  const picture = given.rows.values as Float32Array;
  return withShares(context, askedOf(params), kindIn(given), async (shares) => ({
    probabilities: array(await shares(1, (x) => x.set(picture))),
  }));
});

/** Output: `drop`, height × width: how much of its share class `label` loses where a patch is covered (see `occlusion.ts`). */
const foreignSaliency = once((params: AskedPicture & { readonly label: number }, context) => {
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
const foreignSceneMap = once((params: AskedScene, context) => {
  const { given } = context.inputs;
  const asked = askedOf(params);
  const sceneSize = { height: params.sceneHeight, width: params.sceneWidth, channels: params.colours };
  const { rows, columns, fill } = sceneWindows(asked.size, given.rows.values as Float32Array, sceneSize);
  return withShares(context, asked, kindIn(given), async (shares) => {
    const maps = mapsOf(await shares(rows * columns, fill), asked.classes);
    return { maps: array(maps, [asked.classes, rows, columns]) };
  });
});

/** Processes for such models; `samplesOf`: the lab's data. */
export function foreignPictures<P>(samplesOf: (params: P, data: Table | null) => PictureSamples) {
  return {
    /**
     * All held-out pictures. Output: see `answersFound`; `isShares`: 1 where the answers are probabilities, 0 where a softmax (of one number, a sigmoid) made them so.
     * Throws an ExperimentError for a model that takes or gives other than the data have.
     */
    foreign: once(async (params: P, context): Promise<Arrays> => {
      const samples = samplesOf(params, context.data);
      const { size, classes, test } = samples;
      const sample = [size.height, size.width, size.channels];
      const answers = await withModel(context, { sample, outputs: classes.length }, (answer) =>
        answer(test.length, (x, from, count) => x.set(rowsAsFloats(samples, test.subarray(from, from + count)))),
      );
      const kind = kindOf(answers, test.length);
      const found = answersFound(asProbabilities(answers, test.length, kind), samples);
      return { ...found, isShares: array(Uint8Array.of(Number(kind === "shares"))) };
    }),

    /** Output: as of `robustnessOf`. */
    foreignRobust: once(async (params: P, context, { key }): Promise<Arrays> => {
      const samples = samplesOf(params, context.data);
      const { rows, noise, shift, accuracy } = robustnessTest(samples, key);
      const own = { size: samples.size, classes: samples.classes.length };
      return withShares(context, own, kindIn(context.inputs.evaluate), async (shares) => {
        const found = async (fills: readonly Fill[]) => {
          const out = new Float64Array(fills.length);
          for (const [i, fill] of fills.entries()) out[i] = accuracy(await shares(rows, fill));
          return array(out);
        };
        return { noise: await found(noise), shift: await found(shift) };
      });
    }),

    foreignForward,
    foreignSaliency,
    foreignSceneMap,
  };
}
