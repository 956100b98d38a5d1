import type { Table } from "../../../data/table.ts";
import { ExperimentError } from "../../../experiment/errors.ts";
import { parametersOf } from "../../../nets/plan.ts";
import { checkWeights } from "../../../nets/weights.ts";
import type { Key } from "../../../random/key.ts";
import { keptFrom } from "../../foreign-kept.ts";
import {
  type PictureSamples,
  type Pictures,
  partsOf,
  pictureSamples,
  requirePictures,
  requireSmall,
  sizeOfPictures,
} from "../../nets/pictures.ts";
import { checkMinibatch, checkWeightCount } from "../../nets/size.ts";
import { initialWeights } from "./adopt.ts";
import type { CnnTaskParams } from "./fields.ts";
import { cnnModel } from "./net.ts";

/** Pixels on a side of the pictures that a net takes. */
const MOST_PIXELS = 64;

/** Throws an ExperimentError for data or parameters that the net cannot learn from. */
export function checkCnn(params: CnnTaskParams, data: Table | null): Pictures {
  const pictures = requirePictures(data, params.testFraction);
  if (!keptFromTraining(params, pictures)) checkNet(params, pictures);
  return pictures;
}

/** What keeps a table's model from being trained here; undefined where nothing does, or there is no model, or nothing to show it. */
export function keptFromTraining(params: CnnTaskParams, table: Table): ExperimentError | undefined {
  const { model, image, classes } = table;
  return model && image && classes && keptFrom(() => initialWeights(params, table, image, classes.length));
}

function checkNet(params: CnnTaskParams, table: Pictures): void {
  requireSmall(table, MOST_PIXELS);
  const { image, classes } = table;
  const blocks = params.channels.length;
  const least = Math.min(image.width, image.height);
  const fits = params.pooling === "none" ? blocks : 31 - Math.clz32(least);
  if (blocks > fits)
    throw new ExperimentError(
      "params.channels",
      "too-many-blocks",
      `blocks: ${blocks} (must be at most ${fits}: each pooling halves a picture of ${least} pixels)`,
      { value: blocks, least, fits },
    );
  checkSize(params, table);
  const weights = initialWeights(params, table, image, classes.length);
  if (!weights) return;
  const { losses } = cnnModel(params, sizeOfPictures(table), classes.length).build(1, false);
  checkWeights(parametersOf([losses]), weights);
}

/** Said before the run: what a browser cannot hold. */
function checkSize(params: CnnTaskParams, { image, classes }: Pictures): void {
  const { channels, dense, pooling } = params;
  let { height, width } = image;
  let inputs: number = image.channels;
  let [weights, values] = [0, height * width * inputs];
  for (const filters of channels) {
    weights += (Number(params.kernel) ** 2 * inputs + 1) * filters;
    values += height * width * filters;
    if (pooling !== "none") [height, width] = [height >> 1, width >> 1];
    inputs = filters;
  }
  inputs *= height * width;
  for (const units of [...dense, classes.length]) {
    weights += (inputs + 1) * units;
    values += units;
    inputs = units;
  }
  const told = [`${image.width}×${image.height}×${image.channels}`, ...channels, ...dense, classes.length].join("–");
  checkWeightCount(dense.length > 0 ? "params.dense" : "params.channels", weights, told);
  checkMinibatch(params.batch, values);
}

const copiesOf = ({ augment, copies = 1 }: CnnTaskParams) => ({
  copies: augment === "none" ? 0 : copies,
  isMirrored: augment === "flip",
});

/** Rows that are trained on, counted with their copies. */
export function trainingRows(table: Pictures, params: CnnTaskParams): number {
  return partsOf(table, params.testFraction).train.length * (1 + copiesOf(params).copies);
}

/** The samples of a task; copies follow from the key, where one is given. */
export function samplesOf(params: CnnTaskParams, data: Table | null, key?: Key): PictureSamples {
  return pictureSamples(checkCnn(params, data), params.testFraction, copiesOf(params), key);
}
