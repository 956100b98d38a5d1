/** What the views ask of the net: codes that differ in one number, their pictures, and the codes of pictures. */
import type { Arrays, NDArray } from "../../../arrays.ts";
import type { RowShape } from "../../nets/coders/layers.ts";
import type { LabQuestion } from "../../recording.ts";
import type { FactorTaskParams } from "./fields.ts";

/** Values of one number of a code, from −SPAN to SPAN, at which it is drawn. */
export const STOPS = 9;
export const SPAN = 2.4;

export const stopAt = (k: number): number => SPAN * ((2 * k) / (STOPS - 1) - 1);

/** latents × STOPS codes: the base, but for one number each, which goes over its stops. */
export function traversalOf(base: ArrayLike<number>): NDArray<Float32Array> {
  const { length: latents } = base;
  const out = new Float32Array(latents * STOPS * latents);
  for (let i = 0; i < latents; i++)
    for (let k = 0; k < STOPS; k++) {
      const at = (i * STOPS + k) * latents;
      for (let j = 0; j < latents; j++) out[at + j] = j === i ? stopAt(k) : base[j];
    }
  return { shape: [latents * STOPS, latents], values: out };
}

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
