import type { Arrays, NDArray } from "../../../arrays.ts";
import type { LabQuestion } from "../../recording.ts";
import type { PictureSize } from "../moved.ts";
import type { CnnParams } from "./fields.ts";

/** What a question is about: the experiment, the pictures of its data and its classes, and the weights of its net. */
export interface Asked {
  readonly params: CnnParams;
  readonly size: PictureSize;
  readonly classes: number;
  readonly weights: Arrays;
}

/** A question of `answers.ts`, about one picture or scene of numbers from 0 to 1. */
export function netQuestion(
  kind: "forward" | "saliency" | "sceneMap",
  { params, size, classes, weights }: Asked,
  picture: Float32Array,
  more: Readonly<Record<string, number>> = {},
): LabQuestion {
  const { height, width, channels: colours } = size;
  const rows: NDArray = { shape: [1, picture.length], values: picture };
  const { epochs: _, ascent: __, ...own } = params;
  return {
    task: { kind, steps: 1, params: { ...own, height, width, colours, classes, ...more } },
    given: { ...weights, rows },
  };
}

/** The same about a model that is run and not trained; `evaluated`: what "evaluate" found of it. */
export function modelQuestion(
  kind: "forward" | "saliency" | "sceneMap",
  { size, classes, evaluated }: Pick<Asked, "size" | "classes"> & { readonly evaluated: Arrays },
  picture: Float32Array,
  more: Readonly<Record<string, number>> = {},
): LabQuestion {
  const { height, width, channels: colours } = size;
  const rows: NDArray = { shape: [1, picture.length], values: picture };
  const foreign = `foreign${kind[0].toUpperCase()}${kind.slice(1)}`;
  return {
    task: { kind: foreign, steps: 1, params: { height, width, colours, classes, ...more }, wasm: ["tensorflow"] },
    given: { isShares: evaluated.isShares, rows },
  };
}

/** Of the arrays of a training those that are weights; undefined of none. */
export function weightsOnly<A extends Arrays | undefined>(arrays: A): A | Arrays {
  return arrays && Object.fromEntries(Object.entries(arrays).filter(([name]) => name.startsWith("layer")));
}
