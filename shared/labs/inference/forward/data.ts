/** What the net is and what passes through it: of the data, or by hand. */
import type { Arrays } from "../../../arrays.ts";
import type { Table } from "../../../data/table.ts";
import type { Chain } from "../../../nets/chain.ts";
import { totalCost } from "../../nets/chain/shapes.ts";
import { givenWeights } from "../../nets/given-weights.ts";
import { type PictureSamples, pictureSamples, requirePictures, requireSmall } from "../../nets/pictures.ts";
import { rowsAsFloats } from "../../nets/rows.ts";
import { checkBlocks, checkMinibatch, checkWeightCount } from "../../nets/size.ts";
import { type ForwardParams, isTrained } from "./fields.ts";
import { handNet } from "./hand.ts";
import { chainOf } from "./net.ts";

/** Pixels on a side of the pictures that a net takes. */
const MOST_PIXELS = 64;

export const given = givenWeights(() => import("./adopt.ts"));

export interface OwnNet {
  readonly chain: Chain;
  /** Where they are not learnt: written by hand, or of a file. */
  readonly weights?: Arrays;
}

const fractionOf = ({ testFraction = 0.2 }: Partial<ForwardParams>) => testFraction;

/** The net of these parameters on these data. Throws an ExperimentError for parameters or data that it cannot be of. */
export function netOf(params: ForwardParams, data: Table | null): OwnNet {
  if (!isTrained(params)) return handNet(params);
  const pictures = requirePictures(data, fractionOf(params));
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

/** Said before the run: what cannot be, and what a browser cannot hold. */
export function checkForward(params: ForwardParams, data: Table | null): OwnNet {
  const net = netOf(params, data);
  if (!isTrained(params)) return net;
  const { parameters, valueBytes } = totalCost(net.chain);
  const told = [net.chain.input.join("×"), ...params.channels, ...params.dense].join("–");
  checkWeightCount(params.dense.length > 0 ? "params.dense" : "params.channels", parameters, told);
  checkMinibatch(params.batch, valueBytes / 4);
  return net;
}

/** Throws an ExperimentError for data without labelled pictures. */
export function samplesOf(params: Partial<ForwardParams>, data: Table | null): PictureSamples {
  return pictureSamples(requirePictures(data, fractionOf(params)), fractionOf(params));
}

/** Place of the sample among the held-out pictures: the parameter counts from 1, and begins again behind the last. */
export const placeOf = ({ sample = 1 }: Partial<ForwardParams>, { test }: PictureSamples): number =>
  (sample - 1) % test.length;

/** The picture of the parameters: height × width × channels, 0 to 1. */
export function sampleOf(params: Partial<ForwardParams>, samples: PictureSamples): Float32Array {
  return rowsAsFloats(samples, [samples.test[placeOf(params, samples)]]);
}
