/** Codes that differ in one number. */
import type { NDArray } from "../../../arrays.ts";
import { waysFrom } from "../../nets/traversals.ts";

/** Values of one number of a code, from −SPAN to SPAN, at which it is drawn. */
export const STOPS = 9;
export const SPAN = 2.4;

/** latents × STOPS codes: the base, but for one number each, which goes over its stops. */
export const traversalOf = (base: ArrayLike<number>): NDArray<Float32Array> =>
  waysFrom(base, { stops: STOPS, span: SPAN }, [...Array(base.length).keys()]);
