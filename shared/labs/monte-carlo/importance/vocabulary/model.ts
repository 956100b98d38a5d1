import type { LanguageModel } from "../../../../kernels/softmax/machine.ts";
import { fillNormal32, foldIn, type Key } from "../../../../random/index.ts";

/** Rows are padded with zeros to a multiple of this: zeros stay zeros. */
const LANES = 4;
export const paddedWidth = (features: number): number => LANES * Math.ceil(features / LANES);

/** Deviation of the numbers that contexts start from; outputs and biases start from zero, so that at first all words are as likely. */
const START = 0.5;

export function startModel(key: Key, words: number, features: number): LanguageModel {
  const width = paddedWidth(features);
  const contexts = new Float32Array(words * width);
  const row = new Float32Array(features);
  for (let w = 0; w < words; w++) {
    fillNormal32(foldIn(key, w), 0, row);
    for (let j = 0; j < features; j++) contexts[w * width + j] = START * row[j];
  }
  return { contexts, outputs: new Float32Array(words * width), biases: new Float32Array(words) };
}
