import type { Table } from "../../../data/table.ts";
import type { ExperimentError } from "../../../experiment/errors.ts";
import type { Key } from "../../../random/key.ts";
import { givenWeights } from "../../nets/given-weights.ts";
import {
  type PictureSamples,
  type Pictures,
  partsOf,
  pictureSamples,
  requirePictures,
  requireSmall,
} from "../../nets/pictures.ts";
import { checkBlocks, checkMinibatch, checkWeightCount } from "../../nets/size.ts";
import type { CnnTaskParams } from "./fields.ts";
import { sizeOfNet } from "./size.ts";

/** Pixels on a side of the pictures that a net takes. */
const MOST_PIXELS = 64;

export const given = givenWeights(() => import("./adopt.ts"));

/** Throws an ExperimentError for data or parameters that the net cannot learn from. */
export function checkCnn(params: CnnTaskParams, data: Table | null): Pictures {
  const pictures = requirePictures(data, params.testFraction);
  if (!keptFromTraining(params, pictures)) checkNet(params, pictures);
  return pictures;
}

/** What keeps a table's model from being trained here; undefined where nothing does, or there is no model, or nothing to show it. */
export function keptFromTraining(params: CnnTaskParams, table: Table): ExperimentError | undefined {
  return given.codeFor(table)?.keptFromTraining(params, table);
}

function checkNet(params: CnnTaskParams, table: Pictures): void {
  requireSmall(table, MOST_PIXELS);
  checkBlocks(params, table.image);
  checkSize(params, table);
  given.codeFor(table)?.checkInitial(params, table);
}

/** Said before the run: what a browser cannot hold. */
function checkSize(params: CnnTaskParams, { image, classes }: Pictures): void {
  const { channels, dense } = params;
  const { weights, values } = sizeOfNet(params, image, classes.length);
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
