/** What the net is and what passes through it: of the data, or by hand. */
import type { Table } from "../../../data/table.ts";
import type { PictureSamples } from "../../nets/pictures.ts";
import { rowsAsFloats } from "../../nets/rows.ts";
import { checkSize, type OwnNet, pictureNet } from "../picture-net.ts";
import { type ForwardParams, isTrained } from "./fields.ts";
import { handNet } from "./hand.ts";

/** The net of these parameters on these data. Throws an ExperimentError for parameters or data that it cannot be of. */
export function netOf(params: ForwardParams, data: Table | null): OwnNet {
  return isTrained(params) ? pictureNet(params, data) : handNet(params);
}

/** Said before the run: what cannot be, and what a browser cannot hold. */
export function checkForward(params: ForwardParams, data: Table | null): OwnNet {
  const net = netOf(params, data);
  if (isTrained(params)) checkSize(params, net);
  return net;
}

/** Place of the sample among the held-out pictures: the parameter counts from 1, and begins again behind the last. */
export const placeOf = ({ sample = 1 }: Partial<ForwardParams>, { test }: PictureSamples): number =>
  (sample - 1) % test.length;

/** The picture of the parameters: height × width × channels, 0 to 1. */
export function sampleOf(params: Partial<ForwardParams>, samples: PictureSamples): Float32Array {
  return rowsAsFloats(samples, [samples.test[placeOf(params, samples)]]);
}
