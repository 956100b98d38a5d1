export {
  categorical,
  cumulate,
  fillInteger,
  fillNormal,
  fillNormal32,
  fillUniform,
  fillUniform32,
  integer,
  normal,
  normal32,
  permutation,
  uniform,
  uniform32,
} from "./distributions.ts";
export type { Key } from "./key.ts";
export { fillWords, foldIn, keyOfSeed, philox, split, word } from "./philox.ts";
