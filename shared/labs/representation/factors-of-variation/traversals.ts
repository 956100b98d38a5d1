/** What the views ask of the net: codes that differ in one number, their pictures, and the codes of pictures. */
import type { Arrays, NDArray } from "../../../arrays.ts";
import type { RowShape } from "../../nets/coders/layers.ts";
import { waysFrom } from "../../nets/traversals.ts";
import type { LabQuestion } from "../../recording.ts";
import type { FactorTaskParams } from "./fields.ts";

/** Values of one number of a code, from −SPAN to SPAN, at which it is drawn. */
export const STOPS = 9;
export const SPAN = 2.4;

/** latents × STOPS codes: the base, but for one number each, which goes over its stops. */
export const traversalOf = (base: ArrayLike<number>): NDArray<Float32Array> =>
  waysFrom(base, { stops: STOPS, span: SPAN }, [...Array(base.length).keys()]);

/** "decode" turns codes into pictures, "encode" pictures into posteriors. */
export function netQuestion(
  kind: "encode" | "decode",
  params: FactorTaskParams,
  { columns, image }: RowShape,
  net: Arrays,
  rows: NDArray,
): LabQuestion {
  return { task: { kind, steps: 1, params: { ...params, columns, ...image } }, given: { ...net, rows } };
}
