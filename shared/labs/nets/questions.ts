import type { Arrays } from "../../arrays.ts";
import type { ParamValue } from "../../experiment/fields.ts";
import type { LabQuestion } from "../recording.ts";
import type { PictureSamples } from "./pictures.ts";

/** Questions about one picture or scene, and of a net's data: its pictures (`colours`: 1 or 3) and how many classes it has. */
export type PictureQuestion = "forward" | "saliency" | "sceneMap";
export interface AskedPicture {
  readonly height: number;
  readonly width: number;
  readonly colours: number;
  readonly classes: number;
}
export type AskedScene = AskedPicture & { readonly sceneHeight: number; readonly sceneWidth: number };

/** What is asked: a net by the parameters of its task and its weights, or a model that is run and not trained by what "evaluate" found of it. */
export type AskedNet =
  | { readonly params: Readonly<Record<string, ParamValue | undefined>>; readonly weights: Arrays }
  | { readonly evaluated: Arrays };

/** A question of `answers.ts` or `foreign-pictures.ts`. `picture`: numbers from 0 to 1. */
export function netQuestion(
  kind: PictureQuestion,
  net: AskedNet,
  { size, classes }: Pick<PictureSamples, "size" | "classes">,
  picture: Float32Array,
  more: Readonly<Record<string, number>> = {},
): LabQuestion {
  const { height, width, channels: colours } = size;
  const asked = { height, width, colours, classes: classes.length, ...more };
  const rows = { shape: [1, picture.length], values: picture };
  if ("weights" in net)
    return { task: { kind, steps: 1, params: { ...net.params, ...asked } }, given: { ...net.weights, rows } };
  const foreign = `foreign${kind[0].toUpperCase()}${kind.slice(1)}`;
  return {
    task: { kind: foreign, steps: 1, params: asked, wasm: ["tensorflow"] },
    given: { isShares: net.evaluated.isShares, rows },
  };
}
