/** Nets of this family that tell pictures apart: as the parameters say, or of a file; and the pictures themselves. */
import type { Arrays } from "../../arrays.ts";
import type { DataNotice, Table } from "../../data/table.ts";
import type { Chain } from "../../nets/chain.ts";
import { totalCost } from "../nets/chain/shapes.ts";
import { givenWeights } from "../nets/given-weights.ts";
import { type PictureSamples, pictureSamples, requirePictures, requireSmall } from "../nets/pictures.ts";
import { checkBlocks, checkMinibatch, checkWeightCount } from "../nets/size.ts";
import { takesRaw } from "../takes-raw.ts";
import { chainOf, type NetParams } from "./net.ts";

/** Pixels on a side of the pictures that a net takes. */
const MOST_PIXELS = 64;

export const given = givenWeights(() => import("./adopt.ts"));

export interface OwnNet {
  readonly chain: Chain;
  /** Where they are not learnt: written by hand, or of a file. */
  readonly weights?: Arrays;
}

export type PictureNetParams = NetParams & { readonly testFraction: number };

/** The net of these parameters on these data. Throws an ExperimentError for parameters or data that it cannot be of. */
export function pictureNet(params: PictureNetParams, data: Table | null): OwnNet {
  const pictures = requirePictures(data, params.testFraction);
  requireSmall(pictures, MOST_PIXELS);
  const { height, width, channels } = pictures.image;
  const classes = pictures.classes.length;
  const code = given.codeFor(pictures);
  const { model, weights } = pictures;
  if (code && model) return code.modelNet(model, weights ?? {}, [height, width, channels], classes);
  checkBlocks(params, pictures.image);
  const chain = chainOf(params, [height, width, channels], classes);
  return code ? { chain, weights: code.ownWeights(chain, pictures) } : { chain };
}

/** Said before the run: what a browser cannot hold. Throws an ExperimentError. */
export function checkSize(params: NetParams & { readonly batch: number }, { chain }: OwnNet): void {
  const { parameters, valueBytes } = totalCost(chain);
  const told = [chain.input.join("×"), ...params.channels, ...params.dense].join("–");
  checkWeightCount(params.dense.length > 0 ? "params.dense" : "params.channels", parameters, told);
  checkMinibatch(params.batch, valueBytes / 4);
}

/** Throws an ExperimentError for data without labelled pictures. */
export function samplesOf(
  { testFraction = 0.2 }: { readonly testFraction?: number | undefined },
  data: Table | null,
): PictureSamples {
  return pictureSamples(requirePictures(data, testFraction), testFraction);
}

/** Of a net of a file: that it is not trained, and that a program other than ours may have been given other numbers. */
export function weightNotices(data: Table | null): readonly DataNotice[] {
  if (!data || !given.codeFor(data)) return [];
  const values = { name: data.model?.name ?? "safetensors" };
  return [{ code: "weights-as-they-are", values }, ...(takesRaw(data) ? [{ code: "model-takes-raw", values }] : [])];
}
