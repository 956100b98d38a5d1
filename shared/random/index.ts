export {
  categorical,
  cumulate,
  fillInteger,
  fillNormal,
  fillUniform,
  integer,
  normal,
  permutation,
  uniform,
} from "./distributions.ts";
export { fillNormal32, fillUniform32, normal32, uniform32 } from "./distributions32.ts";
export type { Key } from "./key.ts";
export { fillWords, foldIn, keyOfSeed, philox, split, word } from "./philox.ts";
